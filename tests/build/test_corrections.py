"""Corrections by people: each kind does what it says, and only while the fact is as the person saw it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from flows.build import DBT_PROJECT
from tests.build import scenes
from tests.build.scenes import id_of

Rows = Callable[..., list[tuple[Any, ...]]]
EVENT_OF = "select event_id, merge_reason, merge_score from fct_claims where claim_id = ?"


def states(rows: Rows, *facts: Any) -> list[tuple[Any, ...]]:
    """Kind, column, value found and state of the corrections of some facts."""
    query = (
        "select kind, column_name, current_value, state from intermediate.int_corrections "
        "where list_contains(?, target_id) order by all"
    )
    return rows(query, [id_of(fact) for fact in facts])


def test_split_claims_stay_two_events(rows: Rows) -> None:
    events = "select diplomatic_event_id from fct_diplomatic_events where event_date = date '2023-11-25'"
    assert {event for (event,) in rows(events)} == {id_of(scenes.MORNING_CALL), id_of(scenes.EVENING_CALL)}
    assert states(rows, scenes.MORNING_CALL) == [("split", None, scenes.CALL_EVENT, "applied")]


def test_merged_claims_are_one_event_for_a_named_reason(rows: Rows) -> None:
    event = min(id_of(scenes.TOWN), id_of(scenes.SUBURB))
    (later,) = {id_of(scenes.TOWN), id_of(scenes.SUBURB)} - {event}
    assert rows(EVENT_OF, event) == [(event, "first report", None)]
    assert rows(EVENT_OF, later) == [(event, "a correction by Test Person: one salvo", 100)]


def test_merge_of_a_claim_that_is_elsewhere_is_stale(rows: Rows) -> None:
    told = id_of(scenes.SUBURB)
    assert states(rows, scenes.SUBURB) == [("merge", None, told, "applied"), ("merge", None, told, "stale")]


def test_rejected_claim_counts_for_nothing_and_stays_listed(rows: Rows) -> None:
    reason = "select event_id, no_event_reason from fct_claims where claim_id = ?"
    assert rows(reason, id_of(scenes.WRONG_TOLL)) == [(None, "rejected by a correction")]
    toll = "select killed_low, killed_best, killed_high, n_reports from fct_attacks where attack_id = ?"
    assert rows(toll, id_of(scenes.RIGHT_TOLL)) == [(3, 3, 3, 1)]
    assert rows("from fct_attacks where attack_id = ?", id_of(scenes.WRONG_TOLL)) == []


def test_place_that_is_set_brings_its_coordinates(rows: Rows) -> None:
    query = (
        "select place_id, attacks.admin1, attacks.latitude = places.latitude, injured_best, n_reports "
        "from fct_attacks as attacks inner join dim_place as places using (place_id) where attack_id = ?"
    )
    assert rows(query, id_of(scenes.WRONG_PLACE)) == [("p-lviv", "UA-46", True, 8, 1)]


def test_what_cannot_be_set_is_said(rows: Rows) -> None:
    assert states(rows, scenes.WRONG_PLACE) == [
        ("set", "injured_best", "8", "not a value of that column"),
        ("set", "n_reports", "1", "no column that can be set"),
        ("set", "place_id", "p-odesa", "applied"),
    ]


def test_money_is_converted_on_the_day_that_is_set(rows: Rows) -> None:
    aid = "select announced_date, fx_date, amount, amount_usd from fct_aid where aid_id = ?"
    ((day, fx_day, amount, dollars),) = rows(aid, id_of(scenes.WRONG_DAY))
    assert (day, fx_day, amount) == (date(2023, 12, 1), date(2023, 12, 1), 301_000_000)
    assert Decimal(2_000_000) < dollars < Decimal(2_100_000)


def test_quad_code_follows_the_type_that_is_set(rows: Rows) -> None:
    event = "select plover_event_type, quad_code from fct_diplomatic_events where diplomatic_event_id = ?"
    assert rows(event, id_of(scenes.WRONG_TYPE)) == [("ACCUSE", 3)]


def test_corrections_of_events_say_whether_they_are_applied(rows: Rows) -> None:
    assert states(rows, scenes.RECORD_RAID) == [("accept", "launched", "3500", "applied")]
    assert states(rows, scenes.IMPOSSIBLE_TALLY) == [("accept", "launched", "40", "stale")]
    unknown = "select state from intermediate.int_corrections where target_id = '0000000000000000'"
    assert rows(unknown) == [("unknown id",)]


def test_models_set_the_columns_that_the_seed_names() -> None:
    """dbt must know them when it writes the SQL, and int_corrections when it judges a row."""
    with (DBT_PROJECT / "seeds" / "correctable_columns.csv").open(encoding="utf-8", newline="") as handle:
        seeded = [(row["mart"], row["column_name"]) for row in csv.DictReader(handle)]
    models = {"fct_attacks": "int_attacks", "fct_aid": "int_aid", "fct_diplomatic_events": "int_diplomatic_events"}
    written = []
    for mart, model in models.items():
        text = (DBT_PROJECT / "models" / "intermediate" / f"{model}.sql").read_text(encoding="utf-8")
        (listed,) = re.findall(r"corrected\([^[]*\[(.*?)\]", text, flags=re.DOTALL)
        written += [(mart, name) for name in re.findall(r"'(\w+)'", listed)]
    assert written == seeded
