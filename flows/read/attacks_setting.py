"""Who, where, when of attacks: what the sentences of a story say about the side, the places and the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.read.attacks_mentions import SentenceReading
from flows.read.places import Place, find_places
from flows.read.tape import Item
from flows.read.text import DocumentDate, Tag

OPPONENT = {"Russia": "Ukraine", "Ukraine": "Russia"}
COUNTRY_CODE = {"RU": "Russia", "UA": "Ukraine"}
REACH = 4  # items between a country's name and the weapon, force or strike that it is said of
ACTS = ("strike", "shell", "bomb", "launch", "killed", "killing", "injured", "injuring", "destroy")
WEAPONS = ("weapon", "arms")
NOT_OF = ("occupied", "controlled", "held", "annexed", "backed", "installed", "speaking", "made", "seized")


@dataclass(frozen=True)
class Side:
    """A side as attacker: stated by name, or implied by a word such as "enemy"."""

    name: str
    basis: str  # stated | implied
    start: int


@dataclass(frozen=True)
class Setting:
    """What one sentence says of an attack besides its figures."""

    side: Side | None
    places: tuple[Place, ...]
    dates: tuple[Tag, ...]
    is_cumulative: bool
    is_attack: bool  # a strike, a weapon or an explosion is spoken of
    is_accident: bool
    is_war: bool


def read_setting(reading: SentenceReading) -> Setting:
    """The setting of one sentence."""
    kinds = {tag.kind for tag in reading.tags}
    return Setting(
        side=find_side(reading),
        places=tuple(find_places(reading.sentence.sentence, reading.items)),
        dates=reading.of("date"),
        is_cumulative=_is_cumulative(reading, kinds),
        is_attack=bool(kinds & {"strike", "shell", "bomb", "explode", "weapon", "arms"}),
        is_accident="accident" in kinds,
        is_war=bool(kinds & {"war", "enemy"}) or any(tag.kind == "country" for tag in reading.tags),
    )


def _is_cumulative(reading: SentenceReading, kinds: set[str]) -> bool:
    return "cumulative" in kinds or any(tag.value.relation == "since" for tag in reading.of("date"))


def find_side(reading: SentenceReading) -> Side | None:
    """The attacker that a sentence names: the country of the weapons, forces or deeds, else the other's enemy."""
    items = reading.items
    found: list[Side] = []
    for place, item in enumerate(items):
        country = _country(item)
        if country and not _is_attribute(items, place) and _acts(items, place):
            found.append(Side(country, "stated", item.start))
        if any(tag.kind == "enemy" for tag in item.tags):
            name = "Russia" if not _speaks_for_russia(items, place) else "Ukraine"
            found.append(Side(name, "implied", item.start))
    if found:
        return min(found, key=lambda side: (side.basis != "stated", side.start))
    return _opponent_of_defender(items)


def _speaks_for_russia(items: Sequence[Item], place: int) -> bool:
    return False


def _country(item: Item) -> str | None:
    """Russia or Ukraine where an item names the country, its people, or its seat of power."""
    for tag in item.tags:
        if tag.kind == "country" and tag.value.get("country") in COUNTRY_CODE:
            return COUNTRY_CODE[tag.value["country"]]
    return None


def _is_attribute(items: Sequence[Item], place: int) -> bool:
    """True for "Russian-occupied", and for a country as the place where something happens ("in Russia")."""
    if place + 2 < len(items) and items[place + 1].word == "-" and items[place + 2].word in NOT_OF:
        return True
    if place + 1 < len(items) and items[place + 1].word in NOT_OF:
        return True
    before = items[place - 1].word if place else ""
    return before in ("in", "on", "at", "against", "over", "across", "into", "towards", "toward", "to", "near")


def _acts(items: Sequence[Item], place: int) -> bool:
    """True where what follows a country within a few words is a weapon, a force, or a deed of war, but no defence."""
    is_force = False
    for step in range(place + 1, min(place + 1 + REACH, len(items))):
        kinds = {tag.kind for tag in items[step].tags}
        if "defence" in kinds or "down" in kinds:
            return False
        if kinds & set(WEAPONS) or kinds & {"strike", "shell", "bomb", "launch", "explode"}:
            return True
        if kinds & {"killed", "killing", "injured", "injuring"}:
            return not kinds & {"killed", "injured"} or is_force or "aux" in {t.kind for t in items[step - 1].tags}
        if kinds & {"force", "someone", "people"}:
            is_force = True
            if not _defends(items, step):
                return True
        if items[step].word in (",", ";", ".") and not is_force:
            return False
    by = place and items[place - 1].word == "by"
    return bool(is_force or by)


def _defends(items: Sequence[Item], place: int) -> bool:
    """True where a force is the one that shoots down ("Ukrainian forces downed ...")."""
    for item in items[place + 1 : place + 6]:
        kinds = {tag.kind for tag in item.tags}
        if kinds & {"down", "defence"}:
            return True
        if kinds & {"launch", "strike", "shell", "bomb", "killed", "killing", "weapon"}:
            return "destroy" in kinds
    return False


def _opponent_of_defender(items: Sequence[Item]) -> Side | None:
    """The attacker implied by who defends: "Ukrainian air defence downed nine missiles" were Russia's."""
    for place, item in enumerate(items):
        country = _country(item)
        if country is None:
            continue
        for step in items[place + 1 : place + 7]:
            kinds = {tag.kind for tag in step.tags}
            if kinds & {"down", "defence"}:
                return Side(OPPONENT[country], "implied", item.start)
    return None


def best_date(readings: Sequence[SentenceReading], settings: Sequence[Setting], index: int) -> Tag | None:
    """The date of the attack of a sentence: its own, else that of a sentence of the same report."""
    own = _of_sentence(settings[index])
    if own:
        return own
    order = [place for place in (index - 1, index + 1, index - 2, index + 2, 0, 1) if 0 <= place < len(settings)]
    for place in order:
        found = _of_sentence(settings[place])
        if found:
            return found
    return None


def _of_sentence(setting: Setting) -> Tag | None:
    resolved = [tag for tag in setting.dates if tag.value.value and tag.value.relation in ("on", "past")]
    exact = [tag for tag in resolved if tag.value.relation == "on" and len(tag.value.value) == 10]
    months = [tag for tag in resolved if len(tag.value.value) == 7]
    chosen = exact or [tag for tag in resolved if tag.value.relation == "past"] or months
    return chosen[0] if chosen else None


def is_past(setting: Setting, published: DocumentDate) -> bool:
    """True where a sentence speaks of another year, or of a day long before the document's."""
    for tag in setting.dates:
        if tag.value.reason == "year only":
            return True
        if tag.value.value and published.value and tag.value.value[:4] < published.value[:4]:
            return published.value[5:7] > "01"
    return False
