"""The Superset bundle in a real Superset: its numbers are SQL's, nothing leaves, and a new release is there at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.deliver.superset import write_bundle
from flows.settings import PROJECT
from tests.bi.desk import Superset, new_superset
from tests.bi.page import Dashboard, keep_picture, opened
from tests.digests import CLEAN_NIGHT

pytestmark = pytest.mark.bi

PICTURE = PROJECT / "docs" / "images" / "superset.png"
CHARTS = 15
UKRAINE = 27  # regions with an ISO 3166-2 code, Crimea and Sevastopol among them
PIXEL = "apachesuperset.gateway.scarf.sh"  # in every page of Superset; the policy in superset_config.py stops it
# The samples end on 26 September: no digest tells of the 27th and the 28th.
LATER_NIGHT = CLEAN_NIGHT.replace("2031-03-06", "2023-09-30").replace("Thursday", "Saturday")
METRIC = "select round(sum(value)) from agg_metrics_daily where metric_id = ?"
RATE = "select 100 * sum(numerator) / sum(denominator) from agg_metrics_daily where metric_id = ? and is_covered"
NUMBERS = {
    "Attacks": "attacks",
    "Drones launched": "drones_launched",
    "Missiles launched": "missiles_launched",
    "Killed": "killed",
    "Injured": "injured",
}


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bi") / "raw"
    shutil.copytree(PROJECT / "raw", folder)
    return folder


@pytest.fixture(scope="module")
def warehouse(raw: Path) -> Path:
    folder = raw.parent / "warehouse"
    run(raw, folder)
    return folder


@pytest.fixture(scope="module")
def superset(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Superset:
    made = new_superset(tmp_path_factory.mktemp("superset"))
    made.take_in(write_bundle(warehouse, warehouse.parent / "sitrep.zip"))
    return made


@pytest.fixture(scope="module")
def address(superset: Superset) -> Iterator[str]:
    with superset.served() as found:
        yield found


@pytest.fixture(scope="module")
def dashboard(superset: Superset, address: str) -> Iterator[Dashboard]:
    with opened(address) as found:
        found.log_in(superset.password)
        found.load(CHARTS)
        yield found


def run(raw: Path, warehouse: Path) -> None:
    """Publish a release with the real command."""
    command = ["run", "--direct", "--raw", str(raw), "--warehouse", str(warehouse)]
    subprocess.run([sys.executable, "-c", "from flows.cli import main; main()", *command], cwd=PROJECT, check=True)


def asked(warehouse: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of the current release."""
    import duckdb

    with duckdb.connect(str(warehouse / "current" / "sitrep.duckdb"), read_only=True) as connection:
        return connection.execute(sql, list(values)).fetchall()


def numbers_by_sql(warehouse: Path) -> dict[str, str]:
    """What the big numbers must read."""
    shown = {chart: f"{asked(warehouse, METRIC, metric)[0][0]:,.0f}" for chart, metric in NUMBERS.items()}
    return shown | {"Interception rate": f"{asked(warehouse, RATE, 'interception_rate')[0][0]:.1f}%"}


def numbers_shown(dashboard: Dashboard) -> dict[str, str]:
    return {chart: dashboard.big_number(chart) for chart in [*NUMBERS, "Interception rate"]}


def assert_nothing_wrong(dashboard: Dashboard) -> None:
    assert dashboard.left == []
    assert dashboard.refused == {PIXEL}
    assert dashboard.errors == []
    page = dashboard.page.inner_text("body")
    assert [word for word in ("error", "Error", "No results", "Unexpected", "went wrong") if word in page] == []


def test_the_numbers_on_the_dashboard_are_those_of_sql(dashboard: Dashboard, warehouse: Path) -> None:
    assert_nothing_wrong(dashboard)
    assert numbers_shown(dashboard) == numbers_by_sql(warehouse)
    struck = "select count(distinct admin1) from fct_attacks where admin1 like 'UA-%'"
    assert dashboard.coloured_regions() == (UKRAINE, asked(warehouse, struck)[0][0])
    newest = (
        "select attack_id from fct_attacks where event_date is not null order by event_date desc, attack_id limit 10"
    )
    assert [row[-1] for row in dashboard.table("Newest attacks")] == [row[0] for row in asked(warehouse, newest)]
    donors = "select donor, committed_usd from agg_aid_by_donor"
    shown = {row[0]: row[2] for row in dashboard.table("Aid by donor")}
    assert shown == {donor: "N/A" if usd is None else f"{usd:,.0f}" for donor, usd in asked(warehouse, donors)}
    pairs = (
        "select count(*) from agg_actor_pairs where relation = ? and source_actor_id <> '' and target_actor_id <> ''"
    )
    for chart, relation in {"Who met": "meets", "Who accused whom": "accuses"}.items():
        assert len(dashboard.table(chart)) == asked(warehouse, pairs, relation)[0][0]


def test_statuses_of_aid_stand_side_by_side(dashboard: Dashboard, warehouse: Path) -> None:
    by_status = "select aid_status, sum(amount_usd) from agg_aid_by_month where amount_usd > 0 group by all"
    (month,) = dashboard.answers["amount_usd_of_one_status"]
    shown = {status: usd for status, usd in month.items() if status != "month_start"}
    assert shown == {status: pytest.approx(float(usd)) for status, usd in asked(warehouse, by_status)}


def test_casualties_by_region_are_those_of_sql(dashboard: Dashboard, warehouse: Path) -> None:
    region = "select sum(coalesce(injured_best, injured_low)) from fct_attacks where admin1 = 'UA-53'"
    shown = {row["region"]: row["injured"] for row in dashboard.answers["killed+injured"]}
    assert shown["Poltava region"] == asked(warehouse, region)[0][0]
    assert shown["Sevastopol"]


def test_a_release_published_while_the_page_is_open_is_there_at_the_next_load(
    dashboard: Dashboard, warehouse: Path, raw: Path
) -> None:
    before, release = numbers_shown(dashboard), dashboard.table("Release")[0][0]
    (raw / "2023-09-30.txt").write_text(LATER_NIGHT, encoding="utf-8")
    run(raw, warehouse)
    assert numbers_shown(dashboard) == before  # the open page keeps what it was given
    dashboard.load(CHARTS)
    keep_picture(dashboard, PICTURE)
    assert_nothing_wrong(dashboard)
    assert dashboard.table("Release")[0][0] == asked(warehouse, "select release_id from release")[0][0] != release
    after = numbers_shown(dashboard)
    assert after == numbers_by_sql(warehouse)
    assert int(after["Drones launched"]) == int(before["Drones launched"]) + 12
    missing = {row["date_day"] for row in dashboard.answers["days_without_digest"] if row["days_without_digest"]}
    days = dashboard.answers["drones_launched+drones_destroyed+missiles_launched"]
    told = {row["date_day"]: row["drones_launched"] for row in days}
    assert len(missing) == 2
    assert [day for day in missing if told.get(day) is not None] == []  # not even a zero
    assert told[max(told)] == 12
