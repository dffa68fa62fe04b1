"""Validate a build: let a child process judge it, hold the events that fail, stop a release that must not go out.

Great Expectations runs in the child (expectations/run.py): its imports take three seconds of another core while this
process reads and builds, and a crash in it is only a missing answer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import duckdb

from expectations.results import Result, from_line
from flows.errors import ReleaseStopped
from flows.settings import PROJECT
from flows.sql import connected

READY = "ready"
ANSWER_SECONDS = 300
# Marts of events, each row of which can be held; the others hang on them.
EVENT_MARTS = ("fct_attacks", "fct_aid", "fct_diplomatic_events")
# A share of fewer events says nothing: in a small record one bad digest may hold most of them.
MIN_HELD = 10

HELD_TYPE = '[{"mart":"VARCHAR","expectation":"VARCHAR","event_id":"VARCHAR","message":"VARCHAR"}]'
RESULT_TYPE = (
    '[{"mart":"VARCHAR","expectation":"VARCHAR","description":"VARCHAR","severity":"VARCHAR","outcome":"VARCHAR",'
    '"rows_checked":"BIGINT","failed_count":"BIGINT","failed_ids":"VARCHAR","message":"VARCHAR"}]'
)
QUOTES = """
select events.event_id, list(distinct claims.quote order by claims.quote)
from intermediate.int_claim_events as events
inner join staging.stg_claims as claims on events.claim_id = claims.claim_id
where list_contains(?, events.event_id)
group by events.event_id
"""
ACCEPTED = "select target_id from intermediate.int_corrections where kind = 'accept' and state = 'applied'"


@dataclass(frozen=True)
class Held:
    """An event that one expectation keeps out of the release, with the sentences that tell of it."""

    event_id: str
    mart: str
    expectation: str
    description: str
    finding: str
    quotes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)


@dataclass(frozen=True)
class Verdict:
    """The results of all expectations, and what they hold."""

    results: tuple[Result, ...]
    held: tuple[Held, ...]

    @property
    def outcomes(self) -> dict[str, int]:
        """How many expectations passed, failed, raised an exception, or had nothing to check."""
        return dict(Counter(result.outcome for result in self.results))

    @property
    def warnings(self) -> tuple[Result, ...]:
        """The results that a person should read, although they hold nothing and stop nothing."""
        return tuple(result for result in self.results if result.warns)

    @property
    def warned_of(self) -> list[str]:
        """What the warnings found, each as one line."""
        return [
            finding
            for result in self.warnings
            for finding in ([failure.finding for failure in result.failures] or [str(result.message)])
        ]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "outcomes": self.outcomes,
            "held": [held.as_json() for held in self.held],
            "results": [asdict(result) for result in self.results],
        }


class Judge:
    """The child process that judges databases, from `with Judge() as judge` until the end of the block."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._errors: IO[bytes] | None = None
        self._is_ready = False

    def __enter__(self) -> Judge:
        self._errors = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "expectations.run"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
        if self._errors:
            self._errors.close()

    def results(self, database: Path) -> tuple[Result, ...]:
        """The result of every expectation on a database, which the child has closed again.

        Raises:
            ReleaseStopped: the child did not answer.
        """
        if self._process is None or self._process.stdin is None:
            raise ReleaseStopped("the validation was not started")
        timer = threading.Timer(ANSWER_SECONDS, self._process.kill)
        timer.start()
        try:
            if not self._is_ready:
                self._is_ready = self._line().strip() == READY
            self._process.stdin.write(f"{database.resolve()}\n")
            self._process.stdin.flush()
            return from_line(self._line())
        except (OSError, ValueError) as problem:
            raise ReleaseStopped(f"the validation gave no answer: {self._last_words()}") from problem
        finally:
            timer.cancel()

    def _line(self) -> str:
        return self._process.stdout.readline() if self._process and self._process.stdout else ""

    def _last_words(self) -> str:
        """The last line that the child wrote to standard error."""
        if not self._errors:
            return "no reason given"
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else f"it ended without a word within {ANSWER_SECONDS} s"


def judge(database: Path, judge: Judge, *, max_held_share: float) -> Verdict:
    """Judge a build and write into it what was found, so that the marts leave out what is held.

    Raises:
        ReleaseStopped: a release-level check failed, a check raised an exception, or too much is held.
    """
    results = judge.results(database)
    held = record_results(database, results)
    stop_if_needed(results, held, max_held_share=max_held_share)
    return Verdict(results, held)


def inspect(database: Path, judge: Judge) -> Verdict:
    """Judge a database, such as a release's, and leave it as it is."""
    results = judge.results(database)
    with connected(database) as connection:
        return Verdict(results, _held(connection, results))


def record_results(database: Path, results: Sequence[Result]) -> tuple[Held, ...]:
    """Write the results and the held events into schema raw; comes back with what no correction accepts."""
    failures = [
        {
            "mart": result.mart,
            "expectation": result.expectation,
            "event_id": failure.event_id,
            "message": failure.finding,
        }
        for result in results
        for failure in result.failures
        if result.severity == "row" and failure.event_id
    ]
    with connected(database, read_only=False) as connection:
        _replace(connection, "held_events", HELD_TYPE, failures)
        _replace(connection, "validation_results", RESULT_TYPE, [_result_row(result) for result in results])
        return _held(connection, results)


def stop_if_needed(results: Sequence[Result], held: Sequence[Held], *, max_held_share: float) -> None:
    """Return where the release may be published.

    Raises:
        ReleaseStopped: with the first reason and the number of others.
    """
    reasons = [f"{result.mart}.{result.expectation}: {result.message}" for result in results if result.stops]
    n_events = sum(
        result.rows_checked for result in results if result.expectation == "HasRows" and result.mart in EVENT_MARTS
    )
    n_held = len({event.event_id for event in held})
    if n_held and n_held == n_events:
        reasons.append(f"all {n_events} events are held")
    elif n_held >= MIN_HELD and n_held > max_held_share * n_events:
        reasons.append(f"{n_held} of {n_events} events are held, more than {max_held_share:.0%}")
    if not results:
        reasons.append("the validation checked nothing")
    if reasons:
        more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
        raise ReleaseStopped(f"validation stopped the release: {reasons[0]}{more}")


def _held(connection: duckdb.DuckDBPyConnection, results: Sequence[Result]) -> tuple[Held, ...]:
    accepted = {target_id for (target_id,) in connection.execute(ACCEPTED).fetchall()}
    found = [
        (failure.event_id, result, failure.finding)
        for result in results
        for failure in result.failures
        if result.severity == "row" and failure.event_id and failure.event_id not in accepted
    ]
    quotes = dict(connection.execute(QUOTES, [[event_id for event_id, _, _ in found]]).fetchall())
    return tuple(
        Held(event_id, result.mart, result.expectation, result.description, finding, tuple(quotes.get(event_id, ())))
        for event_id, result, finding in found
    )


def _result_row(result: Result) -> dict[str, Any]:
    row = {name: value for name, value in asdict(result).items() if name != "failures"}
    return {**row, "failed_count": len(result.failures), "failed_ids": ",".join(result.failed_ids) or None}


def _replace(connection: duckdb.DuckDBPyConnection, table: str, row_type: str, rows: Sequence[dict[str, Any]]) -> None:
    """Fill a table of schema raw in one statement, whatever it held."""
    connection.execute(f"delete from raw.{table}")  # noqa: S608 (a name from code)
    connection.execute(
        f"insert into raw.{table} by name select unnest(row_of) "  # noqa: S608 (names from code)
        f"from (select unnest(from_json(cast(? as json), '{row_type}')) as row_of)",
        [json.dumps(rows)],
    )
