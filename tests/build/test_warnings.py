"""What a person should look at, although nothing is held and no release is stopped for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.results import Failure, Result
from expectations.run import find_suites, judge
from flows.validate import Verdict, record_results, stop_if_needed
from tests.build import scenes
from tests.build.scenes import id_of

Rows = Callable[..., list[tuple[Any, ...]]]
Days = Sequence[tuple[int, int]]  # documents and claims of one day after the other
SUITES = {suite.MART.name: suite for suite in find_suites()}
FIRST_DAY = date(2024, 3, 1)


def found(verdict: Verdict, expectation: str) -> Result:
    """The result of one expectation."""
    return next(result for result in verdict.results if result.expectation == expectation)


def told(made: tuple[Path, Verdict], tmp_path: Path, days: Days) -> Result:
    """What SourceKeepsTelling says where a source had so many documents and claims, all of them about aid."""
    database = tmp_path / "sitrep.duckdb"
    shutil.copyfile(made[0], database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("delete from intermediate.int_coverage")
        for number, (documents, claims) in enumerate(days):
            connection.execute(
                "insert into intermediate.int_coverage by name select 'herald' as source_id, ? as published_date, "
                "? as n_documents, ? as n_aid_claims, 0 as n_attack_claims, 0 as n_diplomatic_claims",
                [FIRST_DAY + timedelta(days=2 * number), documents, claims],
            )
    (result,) = judge(database, [SUITES["agg_coverage_daily"]])
    return result


@pytest.mark.parametrize(
    ("days", "warns"),
    [
        ([(2, 16)] * 5 + [(2, 3)], True),
        ([(2, 16)] * 5 + [(2, 4)], False),  # a quarter of eight claims per document is no less than a quarter
        ([(2, 16)] * 5 + [(1, 4)], False),  # half as many claims of half as many documents
        ([(2, 16)] * 4 + [(2, 0)], False),  # four days are too few to know what is usual
        ([(1, 4)] * 5 + [(1, 0)], True),
        ([(1, 3)] * 5 + [(1, 0)], False),  # a source that never told much
        ([(1, 40)] * 5 + [(1, 1)] + [(1, 40)], False),  # a bad day that is over
        ([(1, 40)] * 9 + [(1, 4)] * 14 + [(1, 2)], False),  # the nine days lie more than fourteen days back
        ([(1, 40)] * 3 + [(1, 1)] * 2 + [(1, 2)], True),  # the median is that of the better days
    ],
)
def test_source_that_suddenly_tells_little(
    made: tuple[Path, Verdict], tmp_path: Path, days: Days, *, warns: bool
) -> None:
    result = told(made, tmp_path, days)
    assert (result.outcome, result.warns, result.stops) == ("failed" if warns else "passed", warns, False)


def test_warning_says_what_was_usual(made: tuple[Path, Verdict], tmp_path: Path) -> None:
    result = told(made, tmp_path, [(2, 15)] * 6 + [(2, 3)])
    assert result.message == (
        "herald gave 1.5 claims per document on 2024-03-13, where the median of its 6 days before is 7.5: "
        "it has probably changed its format"
    )


def test_corrections_that_found_nothing_are_told(verdict: Verdict) -> None:
    result = found(verdict, "CorrectionsApply")
    findings = {failure.finding for failure in result.failures}
    here, expected = id_of(scenes.SUBURB), id_of(scenes.TOWN)
    assert findings == {
        f"the accept of {id_of(scenes.IMPOSSIBLE_TALLY)} is stale: launched is now 40, expected 41",
        "the accept of 0000000000000000 is not applied: unknown id",
        f"the merge of {here} is stale: it is now {here}, expected {expected}",
        f"the set of {id_of(scenes.WRONG_PLACE)} is not applied: not a value of that column",
        f"the set of {id_of(scenes.WRONG_PLACE)} is not applied: no column that can be set",
    }
    assert (result.severity, result.outcome, result.failed_ids) == ("warning", "failed", [])


def test_warnings_are_listed_and_hold_nothing(rows: Rows, verdict: Verdict) -> None:
    assert [warning.expectation for warning in verdict.warnings] == ["CorrectionsApply"]
    listed = "select severity, failed_count, failed_ids from fct_validation_results where mart = 'int_corrections'"
    assert rows(listed) == [("warning", 5, None)]
    assert rows("select * from raw.held_events where mart in ('int_corrections', 'agg_coverage_daily')") == []


def warning(**fields: Any) -> Result:
    """The result of a rule that only warns."""
    return Result("int_corrections", "CorrectionsApply", "", "warning", rows_checked=1, **fields)


def test_neither_failed_nor_broken_warning_stops_or_holds(made: tuple[Path, Verdict], tmp_path: Path) -> None:
    database = tmp_path / "sitrep.duckdb"
    shutil.copyfile(made[0], database)
    event = id_of(scenes.TOLL)
    results = [
        warning(outcome="failed", failures=(Failure(event, "an event all the same"),)),
        warning(outcome="exception", message="no such column"),
        warning(outcome="passed"),
    ]
    held = record_results(database, results)
    stop_if_needed(results, held, max_held_share=0.0)
    assert held == ()
    assert Verdict(tuple(results), held).warnings == tuple(results[:2])
    with duckdb.connect(str(database), read_only=True) as connection:
        assert connection.execute("select count(*) from raw.held_events").fetchall() == [(0,)]
        assert connection.execute("select count(*) from raw.validation_results").fetchall() == [(3,)]


def test_no_corrections_are_none_that_fail(made: tuple[Path, Verdict], tmp_path: Path) -> None:
    database = tmp_path / "sitrep.duckdb"
    shutil.copyfile(made[0], database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("delete from intermediate.int_corrections; delete from staging.corrections")
    (result,) = judge(database, [SUITES["int_corrections"]])
    assert (result.outcome, result.rows_checked, result.warns) == ("passed", 0, False)
