"""Section H: time and schedule."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from cronsim import CronSim

from flows import record, releases
from flows.commands.main_job import DEFAULT_CRON
from flows.progress import Progress
from flows.read.reading import as_output, read
from flows.settings import PROJECT, Settings
from tests.digests import RAID
from tests.faults.conftest import sitrep

KYIV = ZoneInfo("Europe/Kyiv")


def test_101_the_schedule_fires_once_a_day_for_twenty_years() -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    slots = CronSim(DEFAULT_CRON, first - timedelta(seconds=1))
    fired = [next(slots) for _ in range(20 * 365 + 5)]
    assert {later - earlier for earlier, later in pairwise(fired)} == {timedelta(days=1)}
    local = [moment.astimezone(KYIV).date() for moment in fired]
    assert len(set(local)) == len(local), "one run on every day of Kyiv, too"
    assert fired[-1].year == 2045


def test_103_stages_are_timed_by_a_clock_that_nobody_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wall clock jumps back; the seconds of a stage, and the order of what is written, stay what they are."""
    progress = Progress()
    monkeypatch.setattr("time.time", lambda: 0.0)
    with progress.stage("read"):
        pass
    assert 0 <= progress.seconds["read"] < 60


def test_103_packages_and_releases_keep_their_order_when_the_clock_jumps(settings: Settings) -> None:
    folder = settings.record / "documents"
    assert [record.next_package_id(folder)] == ["00000001"]
    (folder / "00000041").mkdir(parents=True)
    os.utime(folder / "00000041", (0, 0))
    assert record.next_package_id(folder) == "00000042"
    for name in ("20310304T050000000Z", "20310305T050000000Z"):
        (settings.releases / name).mkdir(parents=True)
        os.utime(settings.releases / name, (0, 0))
    assert next(path.name for path in releases.published(settings)) == "20310305T050000000Z"


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
        {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "PYTHONIOENCODING": "ascii:strict"},
        {"TZ": "Nowhere/At_All", "PYTHONUTF8": "0", "LC_ALL": "POSIX"},
    ],
    ids=["far east", "ascii", "no zone"],
)
def test_104_place_and_language_of_the_machine_change_nothing(settings: Settings, environment: dict[str, str]) -> None:
    path = settings.raw / "2031-03-04.txt"
    path.write_text(RAID.replace("Kharkiv", "Kharkiv “ї”"), encoding="utf-8")
    plain = sitrep(settings, "read", str(path))
    there = sitrep(settings, "read", str(path), **environment)
    assert (there.returncode, there.stderr) == (0, "")
    assert there.stdout == plain.stdout


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("at 23:59:60 on 31 December 2030", "2030-12-31"),
        ("on 29 February 2028", "2028-02-29"),
        ("on 31 December", "2030-12-31"),
        ("on 1 January", "2031-01-01"),
        ("in week 53", None),
    ],
)
def test_105_ends_of_years_and_leap_seconds_are_read_by_rule(written: str, day: str | None) -> None:
    text = f" date 2031-01-02 Night of drones\n\nRussia launched 30 drones {written}, the Air Force said.\n"
    (attack,) = as_output(read(text))["attacks"]
    assert attack["event_date"] == day
    assert attack["weapons"][0]["launched"] == 30


def test_101_the_units_and_the_crontab_name_utc_or_nothing_local() -> None:
    timer = (PROJECT / "docs" / "operations" / "sitrep.timer").read_text(encoding="utf-8")
    assert "UTC" in timer
