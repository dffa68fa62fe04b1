"""Build a warehouse from the record: packages and vocabulary into a fresh DuckDB file, then dbt in two phases.

Between the phases the validation writes which events are held; the marts leave those out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from flows import readings, record
from flows.errors import ReleaseStopped
from flows.rates import load_rates
from flows.record import READING_TABLES, TABLES, Package
from flows.settings import PROJECT, Settings
from flows.sql import connected, literal

DBT_PROJECT = PROJECT / "dbt_project"
VOCABULARY = PROJECT / "flows" / "read" / "vocabulary"
DATABASE_NAME = "sitrep.duckdb"  # the profile's path, and the stem of every published file
MARTS = "path:models/marts"

FORMER_COLUMNS = ("claim_id", "document_id", "fact_type", "quote", "quote_start", "quote_end")

# Filled by flows/validate.py between the two phases; dbt reads them as sources.
HELD_EVENTS = {"mart": "VARCHAR", "expectation": "VARCHAR", "event_id": "VARCHAR", "message": "VARCHAR"}
VALIDATION_RESULTS = {
    "mart": "VARCHAR",
    "expectation": "VARCHAR",
    "description": "VARCHAR",
    "severity": "VARCHAR",
    "outcome": "VARCHAR",
    "rows_checked": "BIGINT",
    "failed_count": "BIGINT",
    "failed_ids": "VARCHAR",
    "message": "VARCHAR",
}


@dataclass(frozen=True)
class NodeTime:
    """How long one node of the dbt project took, in seconds."""

    name: str
    kind: str
    seconds: float


def load_record(settings: Settings, scratch_db: Path) -> dict[str, int]:
    """Check every package of the record, then load it; comes back with the rows of each table.

    Raises:
        EnvironmentFault: a package is damaged.
    """
    documents = record.packages(settings.record / "documents")
    read = record.packages(readings.readings_folder(settings))
    former = readings.former(settings)
    for package in (*documents, *read, *former):
        record.verify(package)
    return load(scratch_db, documents, read, VOCABULARY, former)


def load(
    scratch_db: Path,
    document_packages: Sequence[Package],
    reading_packages: Sequence[Package],
    vocabulary: Path,
    former_packages: Sequence[Package] = (),
) -> dict[str, int]:
    """Load the record, the vocabulary and the exchange rates into schema raw of a fresh file.

    Args:
        former_packages: readings of other reader versions, of which only the places of their claims are loaded.

    Returns:
        The number of rows of each table.
    """
    scratch_db.unlink(missing_ok=True)
    scratch_db.parent.mkdir(parents=True, exist_ok=True)
    with connected() as connection:
        # The storage version has to be chosen here: connecting to the file itself would take the driver's own.
        connection.execute(f"attach {literal(scratch_db)} as sitrep (storage_version 'v1.0.0')")
        connection.execute("use sitrep")
        connection.execute("create schema raw")
        _load_packages(connection, "documents", document_packages)
        for table in READING_TABLES:
            _load_packages(connection, table, reading_packages)
        _load_former_claims(connection, former_packages)
        for path in sorted(vocabulary.glob("*.csv")):
            _load_vocabulary(connection, path)
        load_rates(connection)
        _create(connection, "held_events", HELD_EVENTS)
        _create(connection, "validation_results", VALIDATION_RESULTS)
        tables = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'raw' order by table_name"
        ).fetchall()
        return {name: _count(connection, name) for (name,) in tables}


def build_events(run_folder: Path, target: Path, *, project: Path = DBT_PROJECT) -> list[NodeTime]:
    """Build everything but the marts: typed claims, and the candidate events that the validation judges.

    Args:
        run_folder: the folder that holds sitrep.duckdb.
        target: dbt's own folder, the same at every run, so that an unchanged project is not parsed again.
        project: the dbt project; its files must not change while the process lives.

    Raises:
        ReleaseStopped: a model or a test failed.
    """
    return _build(run_folder, target, project, "--exclude", MARTS)


def build_marts(run_folder: Path, target: Path, *, project: Path = DBT_PROJECT) -> list[NodeTime]:
    """Build the marts without the events that are held.

    Raises:
        ReleaseStopped: a model or a test failed.
    """
    return _build(run_folder, target, project, "--select", MARTS)


def unit_tests(run_folder: Path, target: Path, *, project: Path = DBT_PROJECT) -> list[NodeTime]:
    """Run the unit tests of the SQL, which prove nothing about the data: for the test suite, not for a run.

    Raises:
        ReleaseStopped: a test failed.
    """
    result = _invoke(run_folder, target, project, ["test", "--select", "test_type:unit", "--no-write-json"])
    return _times(result)


def docs(run_folder: Path, target: Path, *, project: Path = DBT_PROJECT) -> Path:
    """Write the documentation of every table and column as one page and return its path.

    Raises:
        ReleaseStopped: dbt could not write it.
    """
    _invoke(run_folder, target, project, ["docs", "generate", "--static"])
    return target / "static_index.html"


def _load_packages(connection: duckdb.DuckDBPyConnection, table: str, packages: Sequence[Package]) -> None:
    """One statement for all packages; the bytes stay in the record, the decoded text is enough to build on."""
    columns = {name: kind for name, kind in TABLES[table].items() if kind != "BLOB"}
    _create(
        connection, table, {**columns, "reader_version": "VARCHAR", "package_id": "VARCHAR", "package_row": "BIGINT"}
    )
    files = [str(package.folder / f"{table}.parquet") for package in packages]
    if not files:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(
        f"""insert into raw.{table}
        select {names}, regexp_extract(filename, 'readings.v([^/\\\\]+)', 1) as reader_version,
            parse_path(filename)[-2] as package_id, file_row_number
        from read_parquet(?, filename = true, file_row_number = true)
        order by package_id, file_row_number""",
        [files],
    )


def _load_former_claims(connection: duckdb.DuckDBPyConnection, packages: Sequence[Package]) -> None:
    """Where the claims of other reader versions stood, of those whose id this version does not give."""
    columns = {name: kind for name, kind in TABLES["claims"].items() if name in FORMER_COLUMNS}
    _create(connection, "former_claims", {**columns, "reader_version": "VARCHAR"})
    files = [str(package.folder / "claims.parquet") for package in packages]
    if not files:
        return
    connection.execute(
        f"""insert into raw.former_claims
        select {", ".join(columns)}, regexp_extract(filename, 'readings.v([^/\\\\]+)', 1)
        from read_parquet(?, filename = true)
        where claim_id not in (select claim_id from raw.claims)""",
        [files],
    )


def _load_vocabulary(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    connection.execute(
        f"""create table raw."vocabulary_{path.stem}" as
        select * from read_csv(?, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')""",
        [str(path)],
    )


def _create(connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str]) -> None:
    declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    connection.execute(f"create table raw.{table} ({declared})")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f'select count(*) from raw."{table}"').fetchone()
    return int(row[0]) if row else 0


def _build(run_folder: Path, target: Path, project: Path, *selection: str) -> list[NodeTime]:
    arguments = ["build", *selection, "--exclude-resource-type", "unit_test", "--no-write-json"]
    return _times(_invoke(run_folder, target, project, arguments))


def _times(result: Any) -> list[NodeTime]:
    return [NodeTime(run.node.name, str(run.node.resource_type), run.execution_time) for run in result.results]


def _invoke(run_folder: Path, target: Path, project: Path, command: list[str]) -> Any:
    """What dbt returns for a command that succeeded; it runs in this process, which must be the only thread at work."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner  # two seconds: only when there is something to build

    runner = dbtRunner(manifest=_manifest(target.resolve(), project))
    with _working_in(run_folder):
        try:
            outcome = runner.invoke([*command, *_options(target.resolve(), project)])
        finally:
            # The profile keeps the file open from node to node; nobody else could open it after the build.
            DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]  # dbt declares no types
    if outcome.exception:
        raise ReleaseStopped(f"dbt could not run: {_one_line(outcome.exception)}") from outcome.exception
    if not outcome.success:
        raise ReleaseStopped(_failures(outcome.result))
    return outcome.result


@cache
def _manifest(target: Path, project: Path) -> Any:
    """The parsed project, once per process: each command would read it again."""
    from dbt.cli.main import dbtRunner

    target.mkdir(parents=True, exist_ok=True)
    outcome = dbtRunner().invoke(["parse", "--no-write-json", *_options(target, project)])
    if outcome.exception or not outcome.success:
        raise ReleaseStopped(f"dbt cannot read {project}: {_one_line(outcome.exception)}") from outcome.exception
    return outcome.result


def _options(target: Path, project: Path) -> list[str]:
    """What every dbt command is told: where things are, and to be quiet."""
    return [
        *("--project-dir", str(project)),
        *("--profiles-dir", str(project)),
        *("--target-path", str(target)),
        *("--log-path", str(target)),
        *("--log-level", "none"),
        *("--log-level-file", "none"),
        "--quiet",
    ]


@contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    """The profile's path is relative, so that it is the same at every run: dbt has to stand in the run's folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _failures(result: Any) -> str:
    """One line that names the first failed node and its message, and how many more there are."""
    failed = [run for run in result.results if str(run.status) in ("error", "fail", "runtime error")]
    if not failed:
        return "dbt failed without naming a node"
    first = failed[0]
    more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
    return f"dbt {first.node.resource_type} {first.node.name} failed: {_one_line(first.message)}{more}"


def _one_line(message: object) -> str:
    return " ".join(str(message).split())
