"""Places: what lies in what, how exact each is, and attacks under the names of UCDP GED."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flows.read.vocabulary import load_rows
from tests.build import scenes
from tests.build.scenes import id_of

Rows = Callable[..., list[tuple[Any, ...]]]
GED = "select {} from ucdp_events where id = ?"


def test_places_lie_in_their_region(rows: Rows) -> None:
    query = "select parent_place_id, place_path, where_prec from dim_place where place_id = ?"
    assert rows(query, "p-lviv") == [("p-lviv-region", "Ukraine > Lviv region > Lviv", 1)]
    assert rows(query, "p-lviv-region") == [(None, "Ukraine > Lviv region", 4)]
    assert rows(query, "p-veselka-kherson") == [("p-kherson-region", "Ukraine > Kherson region > Veselka", 1)]
    assert rows(query, "p-odesa") == [(None, "Ukraine > Odesa", 1)]  # this vocabulary has no region of its name


def test_every_parent_is_a_place_whose_path_goes_before(rows: Rows) -> None:
    strays = """
        select places.place_id from dim_place as places
        left join dim_place as parents on places.parent_place_id = parents.place_id
        where
            (places.parent_place_id is not null and parents.place_id is null)
            or places.place_path <> concat_ws(
                ' > ', coalesce(parents.place_path, places.country_name), places.place_name
            )
    """
    assert rows(strays) == []


def test_no_place_is_a_country(rows: Rows) -> None:
    named = "select place_name from dim_place where place_name in (select name from staging.stg_countries)"
    assert rows(named) == []
    assert rows("select count(*) from dim_place where where_prec = 6 or where_prec is null") == [(0,)]


def test_in_the_whole_vocabulary_only_a_town_bears_the_name_of_its_country() -> None:
    countries = {row["name"]: row["country"] for row in load_rows("countries")}
    shared = {
        (row["place_type"], row["country"] == countries[row["name"]])
        for row in load_rows("places")
        if row["name"] in countries
    }
    assert shared == {("city", True), ("town", True)}  # Singapore, Monaco


def test_ged_has_the_attacks_with_deaths(rows: Rows) -> None:
    deadly = "select attack_id from fct_attacks where killed_low > 0 or killed_best > 0 or killed_high > 0 order by all"
    assert rows("select id from ucdp_events order by all") == rows(deadly)
    assert rows(GED.format("id"), id_of(scenes.TOLL)) == []  # seven were hurt, nobody died


def test_attack_known_by_its_country_alone_has_no_coordinates(rows: Rows) -> None:
    columns = "where_prec, where_coordinates, adm_1, latitude, longitude, side_a, side_b, country"
    assert rows(GED.format(columns), id_of(scenes.COUNTRY_ALONE)) == [
        (6, "Ukraine", None, None, None, "Russia", "Ukraine", "Ukraine")
    ]
    pointed = "select count(*) from fct_attacks where place_id is null and coalesce(latitude, longitude) is not null"
    assert rows(pointed) == [(0,)]
    everywhere = "select count(*) from ucdp_events where (where_prec = 6) <> (latitude is null)"
    assert rows(everywhere) == [(0,)]


def test_precision_follows_place_and_date(rows: Rows) -> None:
    columns = "where_prec, adm_1, date_start, date_end, date_prec, low, best, high"
    assert rows(GED.format(columns), id_of(scenes.MORNING))[0][:5] == (
        *(1, "Kherson region"),
        *(date(2023, 10, 1), date(2023, 10, 1), 1),
    )
    assert rows(GED.format(columns), id_of(scenes.IN_A_REGION)) == [
        (4, "Kherson region", date(2024, 2, 8), date(2024, 2, 9), 2, 24, 24, None)
    ]
    assert rows(GED.format(columns), id_of(scenes.OF_A_MONTH)) == [
        (1, "Lviv region", date(2024, 1, 1), date(2024, 1, 31), 4, 6, 6, 6)
    ]
    assert rows(GED.format("where_coordinates, where_prec, adm_1, latitude, country"), id_of(scenes.AT_SEA)) == [
        ("Black Sea", 7, None, 43.5, "Ukraine")
    ]
    rivals = "select low, best, high from ucdp_events where date_start = date '2023-10-05'"
    assert rows(rivals) == [(3, 3, 5)]
