"""Who, where, when of attacks: what the sentences of a story say about the side, the places and the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.read.attacks.deeds import WEAPONS, acts, defends, is_blamed, speaks
from flows.read.attacks.headings import is_line
from flows.read.attacks.mentions import SentenceReading
from flows.read.tag.items import has, role_words
from flows.read.tag.places import Place, find_places
from flows.read.tag.tape import Item
from flows.read.text import DocumentDate, Tag

OPPONENT = {"Russia": "Ukraine", "Ukraine": "Russia"}
COUNTRY_CODE = {"RU": "Russia", "UA": "Ukraine"}
REPELS = 5  # items behind "repelled" in which the attacks stand
MADE_REACH = 4  # items behind "built" in which its date stands
DATE_REACH = 2  # sentences from which a date may be taken over
NOT_OF = ("occupied", "controlled", "held", "annexed", "backed", "installed", "speaking", "made", "seized")
AREAS = ("the", "eastern", "western", "northern", "southern", "central", "occupied")
FIGHTING = ("military", "group")  # the actors that make attacks
COMPASS = ("north", "south", "east", "west", "centre", "center", "part", "parts", "regions", "territory")
PREPOSITIONS = ("in", "on", "at", "against", "over", "across", "into", "towards", "toward", "to", "near")


@dataclass(frozen=True)
class Side:
    """A side as attacker: stated by name, or implied by a word such as "enemy"."""

    name: str
    basis: str  # stated | implied
    start: int
    end: int


@dataclass(frozen=True)
class Setting:
    """What one sentence says of an attack besides its figures."""

    sides: tuple[Side, ...]
    places: tuple[Place, ...]
    dates: tuple[Tag, ...]
    is_cumulative: bool
    is_attack: bool  # a strike, a weapon or an explosion is spoken of
    is_accident: bool  # a crash, a fire, a crime
    is_war: bool
    is_armed: bool  # a weapon, or shelling, is named
    countries: frozenset[str]  # of the two sides, however named
    aim: str | None  # the country that is named as where something fell ("fired at Ukraine", "landed in Poland")
    item: int | None = None  # where the list item begins that holds the sentence: items tell of different things

    @property
    def tells_of_war(self) -> bool:
        """True where a sentence names the war, an attacker, a running total, or a place in the two countries."""
        in_war = any(place.country in COUNTRY_CODE for place in self.places)
        return bool(self.is_war or self.sides or self.is_cumulative or in_war or self.aim in OPPONENT)


def read_setting(reading: SentenceReading) -> Setting:
    """The setting of one sentence."""
    kinds = reading.kinds
    return Setting(
        sides=tuple(find_sides(reading)),
        places=tuple(find_places(reading.sentence.sentence, reading.items)),
        dates=_dates(reading),
        is_cumulative=_is_cumulative(reading, kinds),
        is_attack=bool(kinds & {"shell", "bomb", "explode", "weapon", "arms"}) or _tells_of_strike(reading),
        is_accident="accident" in kinds,
        is_war=bool(kinds & {"war", "enemy"}),
        is_armed=bool(kinds & {"weapon", "arms", "shell"}),
        countries=frozenset(name for item in reading.items if (name := _country(item))),
        aim=_aim(reading.items),
        item=_item(reading),
    )


def _dates(reading: SentenceReading) -> tuple[Tag, ...]:
    """The dates of a sentence, without those on which something in it was made ("a house built in 1970")."""
    made = {
        later.start
        for place, item in enumerate(reading.items)
        if item.word in role_words("making")
        for later in reading.items[place + 1 : place + 1 + MADE_REACH]
    }
    return tuple(tag for tag in reading.of("date") if tag.start not in made)


def near(settings: Sequence[Setting], index: int) -> list[int]:
    """The sentences of a story by their distance from one of them, those before it first; none of another list item."""
    own = [other for other, setting in enumerate(settings) if setting.item == settings[index].item]
    return sorted(own, key=lambda other: (abs(other - index), other > index))


def _item(reading: SentenceReading) -> int | None:
    """The start of the bulleted paragraph that a sentence stands in; a line of a tally is no item of its own."""
    segment = reading.sentence.segment
    return segment.start if segment.is_bulleted and not is_line(reading.items) else None


def _tells_of_strike(reading: SentenceReading) -> bool:
    """True for a word of attack; "destroyed" alone may be said of a battle, and "repelled attacks" are of one."""
    return any(
        not _is_weak(item) and not any(each.word in role_words("repelling") for each in reading.items[:place][-REPELS:])
        for place, item in enumerate(reading.items)
        if has(item, "strike")
    )


def _is_weak(item: Item) -> bool:
    return all(tag.text.lower() in role_words("weak strike") for tag in item.tags if tag.kind == "strike")


def _is_cumulative(reading: SentenceReading, kinds: frozenset[str]) -> bool:
    """True for running totals; "the largest raid since the war began" is none."""
    words = [item.word for item in reading.items]
    if any(word in role_words("superlative") for word in words):
        return False
    if "cumulative" in kinds or any(tag.value.relation == "since" for tag in reading.of("date")):
        return True
    heads = role_words("since head")
    return any(
        word == "since" and any(part in heads for later in words[place + 1 : place + 8] for part in later.split("_"))
        for place, word in enumerate(words)
    )


def _aim(items: Sequence[Item]) -> str | None:
    """The country, of the two or any other, that stands behind "in", "at", "over", or "attacked"."""
    for place, item in enumerate(items):
        names = [tag.value["name"] for tag in item.tags if tag.kind == "country" and tag.value.get("country")]
        is_struck = place > 0 and has(items[place - 1], "strike", "shell", "bomb") and not has(item, *WEAPONS)
        if names and not _is_adjective(item) and (is_struck or _is_attribute(items, place)):
            return str(names[0])
    return None


def find_sides(reading: SentenceReading) -> list[Side]:
    """The attackers that a sentence names, in the order of the text; where it names none, the defender's enemy."""
    items = reading.items
    found: list[Side] = []
    for place, item in enumerate(items):
        kinds = {tag.kind for tag in item.tags}
        country = _country(item)
        if country and (is_blamed(items, place) or (not _is_attribute(items, place) and acts(items, place))):
            found.append(Side(country, "stated", item.start, item.end))
        elif ("enemy" in kinds and not speaks(items, place)) or _blames_russia(item):
            found.append(Side("Russia", "implied", item.start, item.end))
    return found or _opponent_of_defender(items)


def _blames_russia(item: Item) -> bool:
    """True for "since Russia's invasion" and the like, which name who began the war."""
    return has(item, "cumulative") and any(word in item.word for word in ("russia", "moscow"))


def _country(item: Item) -> str | None:
    """Russia or Ukraine where an item names the country, its people, or its seat of power."""
    for tag in item.tags:
        if tag.kind == "country" or (tag.kind == "actor" and tag.value["actor_type"] in FIGHTING):
            name = COUNTRY_CODE.get(tag.value["country"])
            if name:
                return name
    return None


def _is_attribute(items: Sequence[Item], place: int) -> bool:
    """True for "Russian-occupied", and for a country as the place where something happens ("in Russia")."""
    after = [item.word for item in items[place + 1 : place + 3]]
    if after[:1] and (after[0] in NOT_OF or (after[0] == "-" and after[-1] in NOT_OF)):
        return True
    if has(items[place], *WEAPONS) or (_is_adjective(items[place]) and _leads_to_strike(items, place)):
        return False  # "in Russian attacks", "in Russian convoy shelling"
    before = [item.word for item in items[max(place - 3, 0) : place] if item.word not in AREAS]
    if before[-2:] == ["due", "to"] or before[-1:] == ["due_to"]:
        return False  # "due to Russian aggression"
    if before[-1:] == ["of"] and (before[-2:-1] == ["region"] or (before[-2:-1] and before[-2] in COMPASS)):
        return True  # "in the south of Ukraine"
    return bool(before) and before[-1].rpartition("_")[2] in PREPOSITIONS


def _is_adjective(item: Item) -> bool:
    """True for "Russian", which is of a country, where "Russia" is one."""
    return any(tag.kind == "country" and tag.text in tag.value.get("demonyms", "").split("|") for tag in item.tags)


def _leads_to_strike(items: Sequence[Item], place: int) -> bool:
    """True where a noun of attack is the next thing named behind an adjective."""
    for item in items[place + 1 : place + 4]:
        if has(item, *WEAPONS, "strike", "shell"):
            return True
        if has(item, "place", "force") or not item.word.isalpha() or item.word in PREPOSITIONS:
            return False
    return False


def _opponent_of_defender(items: Sequence[Item]) -> list[Side]:
    """The attacker implied by who defends: "Ukrainian air defence downed nine missiles" were Russia's."""
    for place, item in enumerate(items):
        country = _country(item)
        if country and defends(items, place):
            return [Side(OPPONENT[country], "implied", item.start, item.end)]
    return []


def best_date(settings: Sequence[Setting], sentences: Sequence[int]) -> Tag | None:
    """The date of an attack: the best one that its sentences state, else that of the nearest sentence with one."""
    own = _ranked([tag for index in sentences for tag in settings[index].dates])
    if own:
        return own[0]
    first = sentences[0]
    for index in near(settings, first):
        found = _ranked(settings[index].dates)
        if found and abs(index - first) <= DATE_REACH:
            return found[0]
    return None


def _ranked(dates: Sequence[Tag]) -> list[Tag]:
    """The dates that name a day or month of the event, the plainest first: calendar, weekday, "overnight", month."""
    usable = [tag for tag in dates if tag.value.value and tag.value.relation in ("on", "past")]
    order = {"calendar": 0, "weekday": 1, "relative": 2}
    return sorted(
        usable,
        key=lambda tag: (
            tag.value.relation == "past",
            len(tag.value.value) < len("YYYY-MM-DD"),
            order[tag.value.basis],
        ),
    )


def is_past(setting: Setting, published: DocumentDate) -> bool:
    """True where a sentence speaks of another year, or of a day long before the document's."""
    for tag in setting.dates:
        if tag.value.relation == "since":
            continue  # "since October" counts up to the day of the text
        if tag.value.reason in ("year only", "long ago"):
            return True
        if tag.value.value and published.value and tag.value.value[:4] < published.value[:4]:
            return published.value[5:7] > "01"
    return False
