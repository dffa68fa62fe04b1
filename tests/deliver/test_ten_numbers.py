"""Ten numbers, asked of everything that a release can be read in, are the same numbers.

The dashboard of Superset is asked in tests/bi, which sets up a Superset of its own.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import psycopg
import pytest

from flows import pipeline, releases
from flows.deliver import postgres as target
from flows.deliver.exports.export import export
from flows.progress import Progress
from flows.releases import Release
from flows.settings import PROJECT, Settings
from flows.steps import PLAIN
from tests.deliver.conftest import Server

Frame = Callable[[str], pd.DataFrame]

QUERIES = {
    "attacks": "select count(*) from fct_attacks where event_date is not null",
    "launched": "select sum(launched) from fct_attacks",
    "destroyed": "select sum(destroyed) from fct_attacks",
    "killed at least": "select sum(killed_low) from fct_attacks",
    "injured at least": "select sum(injured_low) from fct_attacks",
    "packages": "select count(*) from agg_aid_packages",
    "largest package": "select max(amount_usd) from agg_aid_packages",
    "pledged": "select sum(amount_usd) from agg_aid_by_month where aid_status = 'pledged'",
    "attacks by both names": "select count(*) from fct_attacks where attacker is not null and admin1 is not null",
    "claims in events": "select count(*) from fct_claims where event_id is not null",
}
# The same of tables in Python, by the names that the marts have.
FRAMES: dict[str, Callable[[Frame], Any]] = {
    "attacks": lambda of: of("fct_attacks")["event_date"].notna().sum(),
    "launched": lambda of: of("fct_attacks")["launched"].sum(),
    "destroyed": lambda of: of("fct_attacks")["destroyed"].sum(),
    "killed at least": lambda of: of("fct_attacks")["killed_low"].sum(),
    "injured at least": lambda of: of("fct_attacks")["injured_low"].sum(),
    "packages": lambda of: len(of("agg_aid_packages")),
    "largest package": lambda of: of("agg_aid_packages")["amount_usd"].max(),
    "pledged": lambda of: of("agg_aid_by_month").query("aid_status == 'pledged'")["amount_usd"].sum(),
    "attacks by both names": lambda of: of("fct_attacks")[["attacker", "admin1"]].notna().all(axis=1).sum(),
    "claims in events": lambda of: of("fct_claims")["event_id"].notna().sum(),
}
# How the page of a release calls what the marts hold.
ON_PAGE = {"fct_attacks": "attacks", "agg_aid_packages": "aid_packages", "agg_aid_by_month": "aid_by_month"}


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A warehouse with a release of the samples."""
    made = Settings(raw=PROJECT / "raw", warehouse=tmp_path_factory.mktemp("sampled"))
    pipeline.run(made, stages=PLAIN, progress=Progress())
    return made


def by_sql(execute: Callable[[str], Any]) -> dict[str, float]:
    return {name: round(float(execute(query).fetchone()[0]), 2) for name, query in QUERIES.items()}


def by_frames(frame: Frame) -> dict[str, float]:
    return {name: round(float(number(frame)), 2) for name, number in FRAMES.items()}


def of_page(release: Release) -> Frame:
    """The facts that report.html holds for its script, as tables under the marts' names."""
    page = (release.folder / "report.html").read_text(encoding="utf-8")
    found = re.search(r'<script[^>]*id="facts"[^>]*>(.*?)</script>', page, re.S)
    facts = json.loads(found[1]) if found else {}

    def frame(mart: str) -> pd.DataFrame:
        told = facts[ON_PAGE.get(mart, "claims")]
        return pd.DataFrame(told["rows"], columns=told["columns"]).rename(columns={"date": "event_date"})

    return frame


@pytest.mark.slow
def test_ten_numbers_are_the_same_everywhere(
    sampled: Settings, postgres: Server, database: str, tmp_path: Path
) -> None:
    release = releases.required(sampled)
    with duckdb.connect(str(release.database), read_only=True) as connection:
        told = by_sql(connection.execute)
    assert all(number > 0 for number in told.values())

    assert by_frames(lambda mart: duckdb.read_parquet(str(release.folder / f"{mart}.parquet")).df()) == told
    assert by_frames(of_page(release)) == told

    export(sampled, "csv", tmp_path / "sitrep.zip")
    export(sampled, "xlsx", tmp_path / "sitrep.xlsx")
    with zipfile.ZipFile(tmp_path / "sitrep.zip") as archive:
        assert by_frames(lambda mart: pd.read_csv(archive.open(f"{mart}.csv"))) == told
    assert by_frames(lambda mart: pd.read_excel(tmp_path / "sitrep.xlsx", sheet_name=mart)) == told

    with postgres.owner() as owner:
        owner.execute("create role sitrep_reader nologin")
    target.load(replace(sampled, postgres=postgres.url(database)), release)
    with psycopg.connect(postgres.url(database), options="-c search_path=sitrep") as session:
        assert by_sql(session.execute) == told
