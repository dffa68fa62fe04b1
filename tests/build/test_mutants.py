"""Every data test of dbt rejects a row that it is there for; test_expectations.py shows it of the expectations."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import build
from flows.validate import Verdict
from tests.build.conftest import Workshop

BAD = {"VARCHAR": "'no such value'", "DATE": "date '1850-01-01'", "INTEGER": "-999999", "BIGINT": "-999999"}
KINDS = {"allowed_values", "references", "accepted_values", "not_null", "unique"}


@dataclass(frozen=True)
class DataTest:
    """One data test of the project: what it is about, and the SQL that dbt made of it."""

    name: str
    kind: str
    schema: str
    table: str
    columns: tuple[str, ...]
    sql: str


@pytest.fixture(scope="module")
def data_tests(made: tuple[Path, Verdict], workshop: Workshop) -> list[DataTest]:
    """All of them, as they were compiled for the build of the scenes."""
    target = (workshop.folder / "target").resolve()
    manifest = build._manifest(target, workshop.project)
    nodes = [node for node in manifest.nodes.values() if node.resource_type == "test"]
    return [_data_test(node, manifest, target) for node in nodes]


def _data_test(node: Any, manifest: Any, target: Path) -> DataTest:
    about = manifest.nodes[node.attached_node]
    told = node.test_metadata.kwargs
    columns = tuple(told.get("columns") or [node.column_name])
    compiled = target / "compiled" / node.package_name / node.original_file_path / node.path
    sql = compiled.read_text(encoding="utf-8")
    return DataTest(node.name, node.test_metadata.name, about.schema, about.name, columns, sql)


@pytest.fixture(scope="module")
def loose(made: tuple[Path, Verdict], tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the scenes to break; every change is rolled back."""
    copied = tmp_path_factory.mktemp("mutants") / build.DATABASE_NAME
    shutil.copyfile(made[0], copied)
    with duckdb.connect(str(copied)) as connection:
        yield connection


def _broken(connection: duckdb.DuckDBPyConnection, test: DataTest, column: str) -> list[tuple[Any, ...]]:
    """What the test finds where its table holds a row that must not be; the keys of the table set aside for that."""
    table = f'"{test.schema}"."{test.table}"'
    connection.execute("begin")
    try:
        connection.execute(f"create temp table kept as from {table}")
        connection.execute(f"drop table {table}")
        connection.execute(f"create table {table} as from kept")
        ((kind,),) = connection.execute(
            "select data_type from duckdb_columns() where schema_name = ? and table_name = ? and column_name = ?",
            [test.schema, test.table, column],
        ).fetchall()
        value = "null" if test.kind == "not_null" else BAD[kind]
        for _ in range(2 if test.kind == "unique" else 1):
            connection.execute(f'insert into {table} ("{column}") values ({value})')
        return connection.execute(test.sql).fetchall()
    finally:
        connection.execute("rollback")


def test_every_kind_of_data_test_is_known(data_tests: list[DataTest]) -> None:
    assert {test.kind for test in data_tests} == KINDS
    assert len(data_tests) > 20


def test_every_data_test_passes_on_the_scenes_and_rejects_its_mutant(
    data_tests: list[DataTest], loose: duckdb.DuckDBPyConnection
) -> None:
    survived = []
    mutants = 0
    for test in data_tests:
        assert loose.execute(test.sql).fetchall() == [], test.name
        for column in test.columns:
            mutants += 1
            if not _broken(loose, test, column):
                survived.append((test.name, column))
    assert survived == []
    assert mutants > 40
