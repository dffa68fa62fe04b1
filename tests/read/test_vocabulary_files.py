"""The vocabulary files keep their form: sorted, no name twice, only codes that exist."""

import csv
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

VOCABULARY = Path(__file__).resolve().parents[2] / "flows" / "read" / "vocabulary"
COLUMNS = {
    "actors": "actor_id,name,actor_type,sector,country,aliases,note",
    "bodies": "body_id,name,actor_type,sector,aliases",
    "countries": "country,iso3,name,aliases,demonyms,seats",
    "currencies": "currency,name,aliases,symbols",
    "offices": "actor_id,office,country,body,from_date,until_date",
    "places": "place_id,name,place_type,country,admin1,latitude,longitude,aliases,source",
    "units": "unit_id,unit_class,aliases",
    "weapons": "weapon_id,model,weapon_type,aliases,note",
}
WITH_ID = sorted(set(COLUMNS) - {"offices"})
ACTOR_TYPES = set("person government ministry military legislature intelligence body court company media group".split())
SECTORS = set("GOV MIL LEG JUD SPY IGO NGO MED BUS REB".split())
PLACE_TYPES = set("region district city town village sea island facility direction".split())
WEAPON_TYPES = set(
    "drone|cruise missile|ballistic missile|hypersonic missile|missile|glide bomb|air strike|artillery|rocket|mine|"
    "naval drone|other".split("|")
)
UNIT_CLASSES = set(
    "person casualty casualty_killed casualty_injured item object event measure time military_unit ordinal".split()
)


def read(stem: str) -> list[dict[str, str]]:
    with (VOCABULARY / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(row: dict[str, str]) -> list[str]:
    """Every name of a row, its main name first."""
    main = row.get("name", "")
    return [name for name in [main, *row["aliases"].split("|")] if name]


def repeated(values: list) -> list:
    """The values that come more than once."""
    return sorted(value for value, count in Counter(values).items() if count > 1)


@pytest.mark.parametrize("stem", sorted(COLUMNS))
def test_columns_are_those_that_the_build_loads(stem: str) -> None:
    first_line = (VOCABULARY / f"{stem}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    assert first_line == COLUMNS[stem]


@pytest.mark.parametrize("stem", sorted(COLUMNS))
def test_rows_are_sorted_and_whole(stem: str) -> None:
    rows = read(stem)
    keys = [next(iter(row.values())) for row in rows]
    assert [(one, other) for one, other in pairwise(keys) if one > other] == []
    assert [row for row in rows if None in row or None in row.values()] == []
    assert [row for row in rows if any(value != value.strip() for value in row.values())] == []


@pytest.mark.parametrize("stem", WITH_ID)
def test_ids_are_unique(stem: str) -> None:
    assert repeated([next(iter(row.values())) for row in read(stem)]) == []


@pytest.mark.parametrize("stem", WITH_ID)
def test_lists_hold_no_empty_and_no_repeated_name(stem: str) -> None:
    for row in read(stem):
        for column in ("aliases", "demonyms", "seats", "symbols"):
            listed = row[column].split("|") if row.get(column) else []
            assert "" not in listed, row
            assert repeated(listed) == [], row


@pytest.mark.parametrize("stem", ["actors", "bodies", "countries", "currencies", "units", "weapons"])
def test_a_name_means_one_row(stem: str) -> None:
    assert repeated([name for row in read(stem) for name in set(names(row))]) == []


def test_demonyms_and_seats_mean_one_country() -> None:
    for column in ("demonyms", "seats"):
        assert repeated([name for row in read("countries") for name in row[column].split("|") if name]) == []


def test_a_place_name_means_one_place_in_its_region() -> None:
    found = [(row["country"], row["admin1"], name) for row in read("places") for name in set(names(row))]
    assert repeated(found) == []


def test_places_have_known_types_and_regions() -> None:
    countries = {row["country"] for row in read("countries")}
    rows = read("places")
    regions = {row["admin1"] for row in rows if re.match("region-(ua|ru)-", row["place_id"])}
    assert len([region for region in regions if region.startswith("UA-")]) == 27
    for row in rows:
        assert row["place_type"] in PLACE_TYPES, row
        assert row["country"] in countries | {""}, row
        assert row["admin1"] in regions | {""}, row
        assert row["admin1"] == "" or row["admin1"].startswith(f"{row['country']}-"), row
        assert row["name"], row
        assert row["source"], row


def test_places_lie_where_their_country_lies() -> None:
    ukraine = {"latitude": (44.0, 52.5), "longitude": (22.0, 40.5)}
    world = {"latitude": (-90.0, 90.0), "longitude": (-180.0, 180.0)}
    for row in read("places"):
        for axis in ("latitude", "longitude"):
            if row["place_type"] == "direction" and not row[axis]:
                continue
            low, high = (ukraine if row["country"] == "UA" else world)[axis]
            assert low <= float(row[axis]) <= high, row


def test_every_region_and_district_of_ukraine_is_there() -> None:
    rows = [row for row in read("places") if row["country"] == "UA"]
    raions = [row for row in rows if row["place_id"].startswith("district-ua-")]
    assert len(raions) == 136
    assert {row["admin1"] for row in raions} == {row["admin1"] for row in rows if row["admin1"]} - {"UA-30", "UA-40"}


@pytest.mark.parametrize(
    ("spelling", "region"),
    [
        ("Kiev", "UA-30"),
        ("Odessa", "UA-51"),
        ("Kharkov", "UA-63"),
        ("Nikolaev", "UA-48"),
        ("Dnepr", "UA-12"),
        ("Lvov", "UA-46"),
        ("Hulyaipole", "UA-23"),
        ("Zaporizhia", "UA-23"),
        ("Artyomovsk", "UA-14"),
        ("Izmail district", "UA-51"),
        ("Odesa region", "UA-51"),
        ("Kursk oblast", "RU-KRS"),
        ("Krasnodar Territory", "RU-KDA"),
        ("Engels-2", "RU-SAR"),
        ("Chauda", "UA-43"),
        ("Primorsko-Akhtarsk", "RU-KDA"),
        ("Crimean bridge", "UA-43"),
    ],
)
def test_usual_spellings_are_found(spelling: str, region: str) -> None:
    assert region in {row["admin1"] for row in read("places") if spelling in names(row)}


def test_no_place_is_called_by_a_name_that_misleads() -> None:
    with (VOCABULARY / "scripts" / "kept" / "excluded_names.csv").open(encoding="utf-8", newline="") as file:
        excluded = {row["name"] for row in csv.DictReader(file)}
    towns = [row for row in read("places") if row["place_id"].startswith("gn-")]
    assert [name for row in towns for name in names(row) if name in excluded] == []


def test_country_codes_have_their_form() -> None:
    for row in read("countries"):
        assert re.fullmatch("[A-Z]{2}", row["country"]), row
        assert re.fullmatch("[A-Z]{3}", row["iso3"]), row


def test_actors_have_known_types_sectors_and_countries() -> None:
    countries = {row["country"] for row in read("countries")}
    for row in [*read("actors"), *read("bodies")]:
        assert row["actor_type"] in ACTOR_TYPES, row
        assert row["sector"] in SECTORS, row
        assert row.get("country", "") in countries | {""}, row


def test_offices_are_held_by_actors_and_end_after_they_begin() -> None:
    persons = {row["actor_id"] for row in read("actors") if row["actor_type"] == "person"}
    for row in read("offices"):
        assert row["actor_id"] in persons, row
        assert row["office"], row
        begin = date.fromisoformat(row["from_date"])
        assert begin <= date.fromisoformat(row["until_date"] or "9999-12-31"), row
        assert row["until_date"] == "" or row["until_date"] >= "1990-01-01", row


@pytest.mark.parametrize(
    ("country", "office", "day", "holder"),
    [
        ("UA", "President", "2023-09-13", "volodymyr-zelensky"),
        ("US", "President", "2023-09-13", "joe-biden"),
        ("US", "President", "2025-03-01", "donald-trump"),
        ("GB", "Prime Minister", "2022-10-01", "liz-truss"),
        ("RU", "Defence Minister", "2024-06-01", "andrei-belousov"),
        ("JP", "Prime Minister", "2023-05-20", "fumio-kishida"),
    ],
)
def test_an_office_on_a_day_has_one_holder(country: str, office: str, day: str, holder: str) -> None:
    held = [
        row["actor_id"]
        for row in read("offices")
        if (row["country"], row["office"]) == (country, office)
        and row["from_date"] <= day < (row["until_date"] or "9999")
    ]
    assert held == [holder]


def test_weapons_and_units_have_known_classes() -> None:
    assert {row["weapon_type"] for row in read("weapons")} == WEAPON_TYPES
    assert {row["unit_class"] for row in read("units")} == UNIT_CLASSES


def test_currencies_are_codes_and_symbols_mean_one_currency() -> None:
    rows = read("currencies")
    assert [row for row in rows if not re.fullmatch("[A-Z]{3}", row["currency"])] == []
    assert repeated([symbol for row in rows for symbol in row["symbols"].split("|") if symbol]) == []
