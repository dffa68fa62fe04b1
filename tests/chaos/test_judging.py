"""What is looked at after a strike sees each kind of harm: a judge that passes everything would prove nothing."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from flows import intake, releases
from flows.settings import Settings
from tests.chaos import figures, judging
from tests.digests import CLEAN_NIGHT, RAID
from tests.test_releases import make


@pytest.fixture
def two(settings: Settings) -> tuple[tuple[Any, Any], str, releases.Release]:
    """What was served before, the rows that are served now, and the release that they are in."""
    make(settings, 30)
    old = judging.served(settings)
    release = make(settings, 31)
    return old, judging.content(release.database), release


def test_old_and_new_are_told_apart_by_their_rows(settings: Settings, two: Any) -> None:
    old, new, _ = two
    assert judging.state(settings, old, new) == ("new", [])
    releases.roll_back(settings)
    assert judging.state(settings, old, new) == ("old", [])
    make(settings, 31)  # another release of the same rows
    assert judging.state(settings, old, new) == ("new", [])
    make(settings, 32)
    assert judging.state(settings, old, new)[0] == "mixed"


@pytest.mark.parametrize("harm", ["no pointer", "files of both", "cut database", "no release.json"])
def test_a_harmed_release_is_seen(settings: Settings, two: Any, harm: str) -> None:
    old, new, release = two
    if harm == "no pointer":
        settings.current.unlink()
    elif harm == "files of both":
        shutil.copy(settings.releases / old[0] / "fct_attacks.parquet", release.folder)
    elif harm == "cut database":
        release.database.write_bytes(release.database.read_bytes()[:5000])
    else:
        (release.folder / "release.json").unlink()
    state, wrong = judging.state(settings, old, new)
    assert state == ("mixed" if harm == "no pointer" else "broken")
    assert len(wrong) == 1


def test_what_is_lost_doubled_or_not_read_is_seen(settings: Settings) -> None:
    for name, text in (("one.txt", RAID), ("two.txt", CLEAN_NIGHT)):
        (settings.raw / name).write_text(text, encoding="utf-8")
    found = intake.survey(settings, {}).new
    intake.take_in(settings, found[:1])
    assert list(judging.record_faults(settings, is_complete=False)) == []
    assert list(judging.record_faults(settings, is_complete=True)) == ["lost: two.txt", "not read: 00000001"]
    intake.take_in(settings, found)
    assert list(judging.record_faults(settings, is_complete=False)) == ["doubled: one.txt"]


def test_the_figures_add_up_and_leave_out_a_line_that_was_cut_off(tmp_path: Any) -> None:
    report = tmp_path / "report.jsonl"
    line = (
        '{"what": "w", "group": "moment", "struck": "1 s", "status": -9, "scene": "s", "served": "old", '
        '"next_run": true, "wrong": ["doubled: one.txt"], "commit": "c"}\n'
    )
    report.write_text(line * 2 + line[:40], encoding="utf-8")
    table = figures.table(figures.lines(report)).splitlines()
    assert table[0].split()[:3] == ["strikes", "struck", "next"]
    assert table[2].split() == ["all", "2", "2", "2", "2", "0", "0", "0", "2", "0", "0", "0"]
    assert table[-2:] == ["s: w: doubled: one.txt"] * 2
