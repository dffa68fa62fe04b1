"""The views under other people's column names: all of their columns, our rows, and nothing that no text tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.build import scenes
from tests.build.scenes import id_of

Rows = Callable[..., list[tuple[Any, ...]]]

# As the projects publish them, with licences beside quotes and the data set's name at the end.
ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1"
    " actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location"
    " latitude longitude geo_precision source source_scale notes notes_licence fatalities tags timestamp dataset"
)
UCDP = (
    "id year type_of_violence side_a side_b number_of_sources source_office source_date source_headline source_original"
    " where_coordinates where_prec where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country"
    " date_start date_end date_prec deaths_a deaths_b deaths_civilians deaths_unknown best high low dataset"
)
PLOVER = (
    "event_id event_date event_type event_mode intensity quad_code contexts actor_name actor_country"
    " primary_actor_sector actor_title actor_name_raw recipient_name recipient_country primary_recipient_sector"
    " recipient_title recipient_name_raw placename city district province country latitude longitude raw_placename"
    " feature_type source publication_date language dataset"
)
IATI = (
    "iati_identifier transaction_ref transaction_type_code transaction_date transaction_value"
    " transaction_value_currency transaction_value_date transaction_value_usd transaction_provider_org"
    " transaction_provider_country_code transaction_receiver_org transaction_recipient_country_code"
    " transaction_humanitarian transaction_description transaction_description_licence source"
    " is_secondary_reporter dataset"
)
VIEWS = {"acled_events": ACLED, "ucdp_events": UCDP, "plover_events": PLOVER, "iati_transactions": IATI}


@pytest.mark.parametrize("view", VIEWS)
def test_the_columns_are_the_projects_own_in_their_order(rows: Rows, view: str) -> None:
    names = "select column_name from duckdb_columns() where table_name = ? order by column_index"
    assert [name for (name,) in rows(names, view)] == VIEWS[view].split()


@pytest.mark.parametrize("view", VIEWS)
def test_every_row_says_whose_data_it_is_not(rows: Rows, view: str) -> None:
    ((dataset,),) = rows(f"select distinct dataset from {view}")
    assert dataset.startswith("Sitrep, ")
    assert " not " in dataset
    ((comment,),) = rows("select comment from duckdb_tables() where table_name = ?", view)
    assert "This is not " in comment


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_always_null_says_why(rows: Rows, view: str) -> None:
    counted = ", ".join(f'count("{name}")' for name in VIEWS[view].split())
    empty = {
        name
        for name, count in zip(VIEWS[view].split(), rows(f"select {counted} from {view}")[0], strict=True)
        if not count
    }
    said = dict(rows("select column_name, comment from duckdb_columns() where table_name = ?", view))
    unsaid = {name for name in empty if not said[name].startswith("Null")}
    # The scenes have no district, and nothing but missiles and drones.
    assert unsaid <= {"admin2", "adm_2", "district", "event_mode"}


def test_acled_has_every_attack_with_its_figures(rows: Rows) -> None:
    columns = "{}, event_date, latitude, longitude, coalesce(killed_best, killed_low), country"
    of_acled = (
        "select event_id_cnty, event_date, latitude, longitude, fatalities, country from acled_events order by all"
    )
    assert rows(of_acled) == rows(f"select {columns.format('attack_id')} from fct_attacks order by all")
    assert rows("select count(*) from acled_events where fatalities = 0") == [(0,)]  # nobody said that nobody died


def test_acled_event_as_it_was_told(rows: Rows) -> None:
    query = (
        "select year, time_precision, event_type, sub_event_type, actor1, iso, region, admin1, location, geo_precision,"
        " source, notes, fatalities from acled_events where event_id_cnty = ?"
    )
    assert rows(query, id_of(scenes.HIGH_RATE)) == [
        (
            *(2024, 1, "Explosions/Remote violence", "Shelling/artillery/missile attack", "Russia", 804, "Europe"),
            *("Odesa region", "Odesa", 1, "The agency", scenes.HIGH_RATE.quote, None),
        )
    ]
    assert rows(query, id_of(scenes.MORNING))[0][2:4] == (None, None)  # no weapon is told
    # Two papers tell of one strike; a document of an earlier version tells nothing any more.
    assert rows("select source from acled_events where event_id_cnty = ?", id_of(scenes.CITY)) == [
        ("The agency; The paper",)
    ]


def test_ucdp_counts_the_dead_once(rows: Rows) -> None:
    query = "select best, deaths_unknown, number_of_sources, source_date, source_original from ucdp_events where id = ?"
    assert rows(query, id_of(scenes.ODESA)) == [(4, 4, 2, "2023-09-20;2023-09-21", None)]
    speakers = "select source_original from ucdp_events where date_start = date '2023-10-05'"
    assert rows(speakers) == [("A; B",)]
    ((wkt, cell),) = rows("select geom_wkt, priogrid_gid from ucdp_events where id = ?", id_of(scenes.ODESA))
    assert (wkt, cell) == ("POINT (30.72 46.48)", 272 * 720 + 422)


def test_plover_has_what_was_told_as_a_fact(rows: Rows) -> None:
    served = "select diplomatic_event_id from fct_diplomatic_events where modality = 'asserted'"
    expected = rows(f"{served} and plover_event_type <> 'STATEMENT' order by all")
    assert rows("select event_id from plover_events order by all") == expected
    assert rows("select event_id from plover_events where event_id = ?", id_of(scenes.PLANNED)) == []
    query = (
        "select event_type, quad_code, actor_name, actor_country, primary_actor_sector, actor_title, actor_name_raw,"
        " recipient_name, recipient_country, placename, country, language from plover_events where event_id = ?"
    )
    assert rows(query, id_of(scenes.REBUKE)) == [
        (
            *("ACCUSE", 3, "Anna Berg", "NOR", "GOV", "minister of defence", "Anna Berg"),
            *("Ivan Stone", "RUS", None, None, "en"),
        )
    ]


def test_iati_adds_up_to_what_may_be_added(rows: Rows) -> None:
    summed = "select transaction_type_code, sum(transaction_value_usd) from iati_transactions group by all order by all"
    may = "not is_component and aid_status <> 'total_to_date' and amount > 0 and iati_transaction_type is not null"
    assert rows(summed) == rows(
        f"select iati_transaction_type, sum(amount_usd) from fct_aid where {may} group by all order by all"
    )
    query = (
        "select transaction_type_code, transaction_value, transaction_value_currency, transaction_provider_org,"
        " transaction_provider_country_code, transaction_humanitarian, transaction_description"
        " from iati_transactions where transaction_ref = ?"
    )
    assert rows(query, id_of(scenes.EUROS)) == [("3", 50_000_000, "EUR", "Germany", "DE", True, scenes.EUROS.quote)]
    left_out = [scenes.TOTAL, scenes.OBLIGATED, scenes.REQUESTED, scenes.GOODS]
    assert [fact for fact in left_out if rows(query, id_of(fact))] == []
    two_steps = "select transaction_type_code from iati_transactions where iati_identifier = ? order by all"
    assert rows(two_steps, id_of(scenes.PLEDGE)) == [("12",), ("2",)]
