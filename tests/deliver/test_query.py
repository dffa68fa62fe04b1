"""A question in SQL is answered from the release, and nothing else can be reached through it."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pytest

from flows.deliver.query import Answer, as_csv, as_json, query
from flows.errors import EnvironmentFault
from flows.settings import Settings


def test_an_answer_names_its_columns_and_its_release(published: Settings) -> None:
    answer = query(published, "select donor, amount from fct_aid order by donor")
    assert (answer.columns, answer.rows) == (["donor", "amount"], [("Norway", 40_000_000), ("Sweden", 15_000_000)])
    assert answer.release_id == published.current.resolve().name


def test_json_and_csv_hold_plain_values(published: Settings) -> None:
    answer = query(published, "select event_date, launched, target from fct_attacks where launched is not null")
    assert json.loads(as_json(answer)) == [{"event_date": "2031-03-04", "launched": 30, "target": None}]
    assert list(csv.reader(io.StringIO(as_csv(answer)))) == [
        ["event_date", "launched", "target"],
        ["2031-03-04", "30", ""],
    ]


def test_cells_that_a_spreadsheet_would_run_are_neutralised() -> None:
    answer = Answer("r", ["quote"], [("=1+1",), ("@sum(a)",), ("+44",), ("-5",), (-5,), ("a=b",)])
    assert as_csv(answer).splitlines()[1:] == ["'=1+1", "'@sum(a)", "'+44", "'-5", "-5", "a=b"]


@pytest.mark.parametrize(
    "escape",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select * from glob('/*')",
        "copy fct_aid to '{folder}/out.csv'",
        "copy (select 1) to '{folder}/out.parquet'",
        "export database '{folder}'",
        "import database '{folder}'",
        "attach '{folder}/other.duckdb'",
        "attach ':memory:' as other",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "set threads = 64",
        "set memory_limit = '64GB'",
        "delete from fct_aid",
        "drop table fct_aid",
        "create table mine as select 1",
        "update fct_aid set amount = 0",
    ],
)
def test_every_way_out_is_closed(published: Settings, tmp_path: Path, escape: str) -> None:
    with pytest.raises(EnvironmentFault, match="the query failed"):
        query(published, escape.format(folder=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_query_without_end_is_stopped(published: Settings) -> None:
    started = time.monotonic()
    with pytest.raises(EnvironmentFault, match="took more than"):
        query(published, "select count(*) from range(1000000000) a, range(1000000000) b", seconds=0.5)
    assert time.monotonic() - started < 30


def test_without_a_release_the_error_says_what_to_do(settings: Settings) -> None:
    with pytest.raises(EnvironmentFault, match="make one with `sitrep run`"):
        query(settings, "select 1")
