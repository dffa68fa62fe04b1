"""Places of a sentence: where it struck, from where it was launched, and which names only belong to an office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, partial

from flows.read.tag.items import has, role_words
from flows.read.tag.tape import Item
from flows.read.text import Sentence
from flows.read.vocabulary import Row, load_rows

RANK = {
    "facility": 0,
    "village": 1,
    "town": 1,
    "city": 1,
    "island": 1,
    "": 1,
    "district": 2,
    "region": 3,
    "sea": 4,
    "direction": 4,
}
# A settlement or area that the vocabulary does not know, named as such.
NAMED_SETTLEMENT = re.compile(
    r"\b(?:villages?|towns?|city|cities|settlements?|hamlet|suburb|port|community) of "
    r"((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)?)"
)
NAMED_AREA = re.compile(
    r"\b((?:[A-Z][\w’'-]+ ){1,2}"
    r"(?:region|oblast|district|direction|community|area|province|raion|Region|Oblast|District))\b"
)
WIDE_AREA = re.compile(
    r"\b((?:north|south|east|west|centr|north-?east|north-?west|south-?east|south-?west)(?:ern|al)? "
    r"(?:Ukraine|Russia|Crimea))\b"
)
ACTS = ("launched", "launching", "conduct", "down", "negated", "aux")
AREA_WORDS = {"regions": "region", "oblasts": "oblast", "districts": "district"}
LAUNCHES = ("launched", "launching", "fly", "shell", "strike", "arms", "weapon", "ratio")
ENDS_LAUNCH = ("place", "weapon", "arms", "ratio", "strike", "shell", "bomb", "destroy", "killed", "killing")
INSERTED = 4  # a comma, a word, a comma, and what follows
REACH = 12  # items before a place among which its "from" and the launch may stand
POSSESSOR = re.compile(r"^.*[’']s ")  # "Kharkiv's" before the district is another place
WORDS = re.compile(r"\w+")
PERSON_BEHIND = re.compile(r" [A-Z][a-zà-ž’'-]+")


@dataclass(frozen=True)
class Place:
    """A place as the text names it; `country` is the two-letter code of its row, "" where unknown."""

    name: str
    place_type: str
    country: str
    start: int
    end: int
    use: str = "struck"  # struck | launch | area (around a launch place) | office | seat
    admin1: str = ""


def find_places(sentence: Sentence, items: Sequence[Item]) -> list[Place]:
    """The places of a sentence in the order of the text, each with its use."""
    known = list(_known(sentence, items))
    found = sorted([*known, *_unknown(sentence, known)], key=lambda place: (place.start, -place.end))
    return _with_use(_share_area(_outermost(found), items), items)


def rank_of(place: Place) -> int:
    """How wide a place is: 0 a facility, 1 a settlement, 2 a district, 3 a region, 4 wider."""
    return RANK.get(place.place_type, 1)


def order_places(places: Iterable[Place]) -> list[str]:
    """The names, most specific first, each once."""
    ranked = sorted(enumerate(places), key=lambda pair: (RANK.get(pair[1].place_type, 1), pair[0]))
    return list(dict.fromkeys(place.name for _, place in ranked))


def _known(sentence: Sentence, items: Sequence[Item]) -> Iterable[Place]:
    named = [[tag for tag in item.tags if tag.kind == "place"] for item in items]
    sure = [tags[0].value for tags in named if len({tag.value["country"] for tag in tags}) == 1]
    regions = {row["admin1"] for row in sure if row["admin1"]}
    countries = {row["country"] for row in sure} or {"UA"}
    for item, tags in zip(items, named, strict=True):
        if not tags or _is_part_of_name(sentence, item) or tags[0].text.islower():
            continue
        row = min((tag.value for tag in tags), key=partial(_unlikeliness, regions=regions, countries=countries))
        yield Place(tags[0].text, row["place_type"], row["country"], tags[0].start, tags[0].end, admin1=row["admin1"])


def _unlikeliness(row: Row, *, regions: Set[str], countries: Set[str]) -> tuple[bool, bool, int]:
    """Of places with one name the likeliest lies in a region, else in a country, that the sentence names too."""
    return row["admin1"] not in regions, row["country"] not in countries, RANK.get(row["place_type"], 1)


def _is_part_of_name(sentence: Sentence, item: Item) -> bool:
    """True for the place inside a hyphenated or possessed word that is no place ("Kyiv-based", "Odesa-class")."""
    after = sentence.text[item.end - sentence.start : item.end - sentence.start + 2]
    if after[:1] in ("-", "‑") and after[1:].isalpha():
        return True
    if set(WORDS.findall(sentence.text[: item.start - sentence.start].lower())[-1:]) & role_words("vessel"):
        return True
    following = PERSON_BEHIND.match(sentence.text, item.end - sentence.start)
    return bool(following) and item.word in role_words("first name")  # "Vladimir Roe" is no town


def _unknown(sentence: Sentence, known: Sequence[Place]) -> Iterable[Place]:
    shapes = ((NAMED_SETTLEMENT, "town"), (NAMED_AREA, "region"), (WIDE_AREA, "direction"))
    for shape, place_type in shapes:
        for match in shape.finditer(sentence.text):
            name = POSSESSOR.sub("", match[1])
            end = sentence.start + match.end(1)
            start = end - len(name)
            inner = next((place for place in known if start <= place.start and place.end <= end), None)
            if inner and inner.end == end:
                continue  # the known name with a word before it that is none ("In Odesa region")
            if not inner and any(place.start < end and start < place.end for place in known):
                continue
            country = inner.country if inner else _country_of(name)
            yield Place(name, place_type, country, start, end)


def _country_of(name: str) -> str:
    return {"Ukraine": "UA", "Crimea": "UA", "Russia": "RU"}.get(name.split()[-1], "")


def _share_area(places: Sequence[Place], items: Sequence[Item]) -> list[Place]:
    """Places with the area word that stands once for several: "A and B regions", "the regions of A and B"."""
    return _area_before(_area_behind(places, items), items)


def _area_behind(places: Sequence[Place], items: Sequence[Item]) -> list[Place]:
    found: list[Place] = []
    shared: tuple[str, str] | None = None
    for place in reversed(places):
        plural = next((word for word in AREA_WORDS if place.name.endswith(f" {word}")), None)
        if plural:
            shared = AREA_WORDS[plural], place.place_type
            place = replace(place, name=place.name.removesuffix(plural) + AREA_WORDS[plural])
        elif shared and " " not in place.name and _is_joined(place, found[-1], items):
            place = replace(place, name=f"{place.name} {shared[0]}", place_type=shared[1])
        else:
            shared = None
        found.append(place)
    return found[::-1]


def _area_before(places: Sequence[Place], items: Sequence[Item]) -> list[Place]:
    found: list[Place] = []
    single: str | None = None
    for place in places:
        before = [item.word for item in items if item.end <= place.start][-2:]
        if len(before) == 2 and before[0] in AREA_WORDS and before[1] == "of":
            single = AREA_WORDS[before[0]]
        elif not (found and _is_joined(found[-1], place, items)):
            single = None
        is_bare = single is not None and " " not in place.name
        kind = "district" if single == "district" else "region"
        found.append(replace(place, name=f"{place.name} {single}", place_type=kind) if is_bare else place)
    return found


def _is_joined(one: Place, two: Place, items: Sequence[Item]) -> bool:
    between = [item.word for item in items if one.end <= item.start < two.start]
    return bool(between) and all(word in (",", "and", "the") for word in between)


def _outermost(places: Sequence[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in places:
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _with_use(places: Sequence[Place], items: Sequence[Item]) -> list[Place]:
    found = []
    is_launch = False
    for number, place in enumerate(places):
        before = [item for item in items if item.end <= place.start][-REACH:]
        between = [item.word for item in before if number and item.start >= places[number - 1].end]
        if _is_launch(before):
            is_launch = True
        elif is_launch and not _continues(between, number):
            is_launch = False
        use = _use(place, items)
        if is_launch or (
            use == "struck" and _is_site(items)
        ):  # "Saky in Crimea": the wider area is no launch place of its own
            use = "area" if "in" in between and number else "launch"
        found.append(replace(place, use=use))
    return found


def _use(place: Place, items: Sequence[Item]) -> str:
    after = _next_said([item for item in items if item.start >= place.end][:INSERTED])
    if after and _is_seat(place, items) and (after.word in role_words("speech") or has(after, *ACTS)):
        return "seat"  # "Kyiv says", "Moscow launched": the government
    return "office" if _is_office(place, items) else "struck"


def _next_said(following: Sequence[Item]) -> Item | None:
    """The item behind a place, or, behind a word between commas, the one behind that ("Kyiv, meanwhile, said")."""
    words = [item.word for item in following]
    is_inserted = len(words) > 3 and words[0] == words[2] == "," and words[1].isalpha()
    return following[3] if is_inserted else next(iter(following), None)


def _is_launch(before: Sequence[Item]) -> bool:
    """True behind "from" ("launched from the town of ..."), unless it is people who come from there."""
    words = [item.word for item in before]
    if "from" not in words:
        return False
    place = len(words) - 1 - words[::-1].index("from")
    behind = before[place + 1 :]
    if any(item.word in (",", "to", "at", "on", "over", "in") or has(item, *ENDS_LAUNCH) for item in behind):
        return False
    if not any(has(item, *LAUNCHES) for item in before[:place]):
        return False
    nearest = before[place - 1] if place else None
    return nearest is None or not any(
        tag.kind in ("people", "someone", "person", "actor", "body") for tag in nearest.tags
    )


def _is_site(items: Sequence[Item]) -> bool:
    """True for a sentence that names launch sites and nothing struck: "A and B were the places of launch"."""
    words = " ".join(item.word.replace("_", " ") for item in items)
    is_named = any(name in words for name in role_words("launch site"))
    return is_named and not any(has(item, "strike", "down", "destroy", "killed", "injured") for item in items)


def _continues(between: Sequence[str], number: int) -> bool:
    """True where only joining words stand between two launch places."""
    return bool(number) and all(word in role_words("place joiner") for word in between) and bool(between)


def _is_office(place: Place, items: Sequence[Item]) -> bool:
    """True for the place of an office or body: "the mayor of Putyvl", "Kyiv region's governor"."""
    after = [item for item in items if item.start >= place.end][:3]
    before = [item for item in items if item.end <= place.start][-4:]
    if after and any(tag.kind in ("force", "military") for tag in after[0].tags):
        return True  # "Lviv paratroopers": where they are from
    for item in after:
        if _is_title(item):
            return True
        if item.word not in role_words("office filler"):
            break
    for item in reversed(before):
        if _is_title(item):
            return True
        if item.word not in role_words("office filler"):
            break
    return False


def _is_seat(place: Place, items: Sequence[Item]) -> bool:
    """True for the name of a capital, which also stands for its government."""
    return any(item.start == place.start and has(item, "country") for item in items)


def _is_title(item: Item) -> bool:
    return item.word.replace("_", " ") in _titles() or any(tag.kind == "body" for tag in item.tags)


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["title"].lower() for row in load_rows("titles") if row["title_class"] == "office")
