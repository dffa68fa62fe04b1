"""Validation: what is held, what is accepted, what stops a release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expectations.results import Failure, Result
from flows.errors import ReleaseStopped
from flows.validate import Held, Judge, Verdict, inspect, stop_if_needed
from tests.build import scenes
from tests.build.conftest import Workshop
from tests.build.scenes import id_of

Rows = Callable[..., list[tuple[Any, ...]]]


def test_impossible_figures_hold_their_events(verdict: Verdict) -> None:
    held = {(event.event_id, event.expectation): event for event in verdict.held}
    tally = held[id_of(scenes.IMPOSSIBLE_TALLY), "DownedWithinLaunched"]
    assert tally.finding == "50 destroyed and 0 lost of 40 launched"
    assert tally.quotes == (scenes.IMPOSSIBLE_TALLY.quote,)
    assert (id_of(scenes.IMPOSSIBLE_WHOLE), "PartWithinWhole") in held
    assert (id_of(scenes.IMPOSSIBLE_PART), "PartWithinWhole") in held
    assert {event_id for event_id, _ in held} == {
        id_of(fact) for fact in (scenes.IMPOSSIBLE_TALLY, scenes.IMPOSSIBLE_WHOLE, scenes.IMPOSSIBLE_PART)
    }


def test_held_events_are_not_served_but_listed(rows: Rows) -> None:
    bad = [id_of(fact) for fact in (scenes.IMPOSSIBLE_TALLY, scenes.IMPOSSIBLE_WHOLE, scenes.IMPOSSIBLE_PART)]
    assert rows("select * from fct_attacks where list_contains(?, attack_id)", bad) == []
    assert rows("select * from fct_attack_weapons where list_contains(?, attack_id)", bad) == []
    assert rows("select * from fct_aid where list_contains(?, aid_id)", bad) == []
    listed = "select outcome, failed_count from fct_validation_results where failed_ids = ? and mart = 'fct_attacks'"
    assert rows(listed, bad[0]) == [("failed", 1)]
    reason = rows("select event_id, no_event_reason from fct_claims where claim_id = ?", bad[0])
    assert reason == [(None, "its event is held: DownedWithinLaunched, ModelDownedWithinLaunched")]


def test_accepted_event_is_served(rows: Rows, verdict: Verdict) -> None:
    assert rows("select launched from fct_attacks where attack_id = ?", id_of(scenes.RECORD_RAID)) == [(3500,)]
    counts = next(result for result in verdict.results if result.expectation == "CountsPlausible")
    assert counts.failed_ids == [id_of(scenes.RECORD_RAID)]


def test_rejected_event_is_not_served(rows: Rows) -> None:
    assert rows("select * from fct_attacks where attack_id = ?", id_of(scenes.MISREAD)) == []
    reason = "select no_event_reason from fct_claims where claim_id = ?"
    assert rows(reason, id_of(scenes.MISREAD)) == [("its event is rejected by a correction",)]


def test_every_expectation_is_in_the_release(rows: Rows, verdict: Verdict) -> None:
    told = {(result.mart, result.expectation, result.outcome) for result in verdict.results}
    assert set(rows("select mart, expectation, outcome from fct_validation_results")) == told
    assert {outcome for _, _, outcome in told} == {"passed", "failed"}


def test_inspecting_changes_nothing(made: tuple[Path, Verdict], workshop: Workshop) -> None:
    before = made[0].read_bytes()
    assert inspect(made[0], workshop.judge) == made[1]
    assert made[0].read_bytes() == before


def test_child_that_cannot_judge_stops_the_release(tmp_path: Path) -> None:
    with Judge() as judging, pytest.raises(ReleaseStopped, match=r"no answer: .*(does not exist|Cannot open)"):
        judging.results(tmp_path / "missing.duckdb")


def result(expectation: str, rows: int, *, mart: str = "fct_attacks", **fields: Any) -> Result:
    """A result of which only the named fields matter."""
    told = {"description": "", "severity": "release", "outcome": "passed", "rows_checked": rows, **fields}
    return Result(mart=mart, expectation=expectation, **told)


def held(*event_ids: str) -> list[Held]:
    """Held events of which only the ids matter."""
    return [Held(event_id, "fct_attacks", "DownedWithinLaunched", "", "") for event_id in event_ids]


def test_release_level_failure_stops() -> None:
    failed = result("HasRows", 0, outcome="failed", message="3 attack claims, but no row")
    with pytest.raises(ReleaseStopped, match=r"fct_attacks\.HasRows: 3 attack claims, but no row$"):
        stop_if_needed([failed], [], max_held_share=0.5)


def test_exception_in_a_row_level_check_stops() -> None:
    broken = result("DownedWithinLaunched", 5, severity="row", outcome="exception", message="no column")
    with pytest.raises(ReleaseStopped, match="no column"):
        stop_if_needed([broken], [], max_held_share=0.5)


def test_row_level_failure_does_not_stop() -> None:
    failure = result("DownedWithinLaunched", 30, severity="row", outcome="failed", failures=(Failure("a", "x"),))
    stop_if_needed([result("HasRows", 30), failure], held("a"), max_held_share=0.5)


def test_too_large_a_share_of_held_events_stops() -> None:
    names = [f"event{number}" for number in range(16)]
    with pytest.raises(ReleaseStopped, match="16 of 30 events are held, more than 50%"):
        stop_if_needed([result("HasRows", 30)], held(*names), max_held_share=0.5)
    stop_if_needed([result("HasRows", 32)], held(*names), max_held_share=0.5)


def test_share_of_few_events_says_nothing_but_all_of_them_do() -> None:
    stop_if_needed([result("HasRows", 3)], held("a", "b"), max_held_share=0.5)
    with pytest.raises(ReleaseStopped, match="all 2 events are held"):
        stop_if_needed([result("HasRows", 2)], held("a", "b"), max_held_share=0.5)


def test_no_results_stop() -> None:
    with pytest.raises(ReleaseStopped, match="checked nothing"):
        stop_if_needed([], [], max_held_share=0.5)
