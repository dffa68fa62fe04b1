"""Judge a build: every module of this package named after a model, through Great Expectations, read-only.

    python -m expectations.run        answers each line of standard input, a database's path, with one JSON line

The imports take three seconds; as a child process that is started early they cost a run nothing. Standard output
carries answers only: first `ready`, then one line for each path.
"""

from __future__ import annotations

import importlib
import logging
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read at the import

import duckdb
import great_expectations as gx
from great_expectations.data_context.types.base import ProgressBarsConfig

import expectations
from expectations.results import Failure, Result, to_line
from expectations.rules import HasRows, Mart

READY = "ready"
MODELS = ("fct_", "agg_", "int_")  # how a module begins that is named after a model
SEVERITIES = {"warning": "info", "row": "warning", "release": "critical"}  # ours in GX's words
RESULT_FORMAT = {"result_format": "COMPLETE", "return_unexpected_index_query": False}


def main() -> None:
    """Answer paths from standard input until it ends."""
    answers = _answers_only()
    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    suites = find_suites()
    print(READY, file=answers, flush=True)
    for line in sys.stdin:
        print(to_line(judge(Path(line.strip()), suites)), file=answers, flush=True)


def find_suites() -> list[ModuleType]:
    """The modules that hold expectations: those named after a model."""
    names = sorted(module.name for module in pkgutil.iter_modules(expectations.__path__))
    return [importlib.import_module(f"expectations.{name}") for name in names if name.startswith(MODELS)]


def judge(database: Path, suites: list[ModuleType]) -> Iterator[Result]:
    """The result of every expectation of the suites on one database, which is open only meanwhile."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = _data_source(context, database)
    connection = duckdb.connect()
    try:
        # Attached from memory: GX opens the file in its own way, which a second plain connection may not.
        connection.execute(f"attach '{str(database).replace(chr(39), chr(39) * 2)}' as judged (read_only)")
        connection.execute("use judged")
        for suite in suites:
            yield from _judge_mart(suite.MART, suite.EXPECTATIONS, source, connection)
    finally:
        connection.close()
        # GX has two engines, and with either of them open the run could not write the results into the file.
        source.get_execution_engine().close()
        source.get_execution_engine().engine.dispose()
        source.get_engine().dispose()


def _answers_only() -> TextIO:
    """The real standard output; whatever else is printed from now on goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _data_source(context: Any, database: Path) -> Any:
    return context.data_sources.add_sql(
        "build",
        connection_string=f"duckdb:///{database}",
        create_temp_table=False,
        # Both are needed, or every SQL expectation fails with an exception that looks like a failed check.
        kwargs={
            "isolation_level": "AUTOCOMMIT",
            "skip_autocommit_rollback": True,
            "pool_reset_on_return": None,
            "connect_args": {"read_only": True},
        },
    )


def _judge_mart(mart: Mart, rules: list[Any], source: Any, connection: duckdb.DuckDBPyConnection) -> Iterator[Result]:
    rows = _number(connection, f"select count(*) from {mart.schema}.{mart.table}")  # noqa: S608 (names from code)
    claims = _number(connection, mart.claims_query)
    # Severity is given anew: GX forgets the default of a class and takes every failure for critical.
    checks = [rule(severity=SEVERITIES[rule.holds]) for rule in rules]
    judged = [check for check in checks if _has_something(check, rows, claims)]
    outcomes = _validate(mart, judged, source)
    for check in checks:
        outcome = outcomes.get(check.expectation_type)
        if outcome is None:
            why = "no rows" if claims else f"no {mart.claims} claims"
            yield _result(mart, check, "nothing to check", rows, message=f"nothing to check: {why}")
        elif problem := raised(outcome):
            yield _result(mart, check, "exception", rows, message=f"the check itself failed: {problem}")
        elif outcome.success:
            yield _result(mart, check, "passed", rows)
        elif isinstance(check, HasRows):
            yield _result(mart, check, "failed", rows, message=f"{claims} {mart.claims} claims, but no row")
        else:
            yield _failed(mart, check, rows, connection)


def _has_something(check: Any, rows: int, claims: int) -> bool:
    """An empty table is a fault only where claims should have given rows."""
    if isinstance(check, HasRows):
        return bool(rows or claims)
    return bool(rows or check.judged_when_empty)


def _validate(mart: Mart, checks: list[Any], source: Any) -> dict[str, Any]:
    """GX's results by the type of the check; they come back in another order."""
    asset = source.add_table_asset(mart.name, table_name=mart.table, schema_name=mart.schema)
    batch = asset.add_batch_definition_whole_table("all").get_batch()
    results = batch.validate(gx.ExpectationSuite(mart.name, expectations=checks), result_format=RESULT_FORMAT).results
    return {result.expectation_config.type: result for result in results}


def raised(result: Any) -> str | None:
    """The message of an exception inside a check; GX tells it flat, or once for each metric."""
    info = result.exception_info or {}
    for part in (info, *(value for value in info.values() if isinstance(value, dict))):
        if part.get("raised_exception"):
            return " ".join(str(part.get("exception_message")).split())
    return None


def _failed(mart: Mart, check: Any, rows: int, connection: duckdb.DuckDBPyConnection) -> Result:
    failures = _failures(mart, check, connection)
    first = failures[0].finding if failures else "the rows could not be found again"
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    return _result(mart, check, "failed", rows, failures, first + more)


def _failures(mart: Mart, check: Any, connection: duckdb.DuckDBPyConnection) -> tuple[Failure, ...]:
    """All that breaks a rule, by its own query: GX hands out two hundred rows at most."""
    cursor = connection.execute(check.unexpected_rows_query.replace("{batch}", f"{mart.schema}.{mart.table}"))
    names = [column[0] for column in cursor.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    found = {Failure(row.get("event_id"), str(row["finding"])) for row in rows}
    return tuple(sorted(found, key=lambda failure: (failure.event_id or "", failure.finding)))


def _result(
    mart: Mart, check: Any, outcome: str, rows: int, failures: tuple[Failure, ...] = (), message: str | None = None
) -> Result:
    return Result(mart.name, type(check).__name__, check.description, check.holds, outcome, rows, failures, message)


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    main()
