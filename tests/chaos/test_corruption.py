"""Damage of every class of file is noticed by its hash; what is built is built again, what is not is refused by name.

Damaged packages of documents: tests/test_pipeline.py and tests/test_upkeep.py.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flows import pipeline, releases, verify
from flows.deliver.summary import as_text
from flows.errors import HELD, EnvironmentFault
from flows.progress import Progress
from flows.settings import Settings
from flows.steps import PLAIN
from tests.chaos import judging, scene
from tests.digests import CLEAN_NIGHT
from tests.test_releases import make


@pytest.fixture
def copied(published: Settings, tmp_path: Path) -> Settings:
    """A warehouse with one release, to be damaged."""
    made = Settings(raw=tmp_path / "raw", warehouse=tmp_path / "copy")
    shutil.copytree(published.raw, made.raw)
    shutil.copytree(published.warehouse, made.warehouse, symlinks=True)
    return made


def flip(path: Path) -> None:
    """Change one bit in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def run(settings: Settings) -> pipeline.RunSummary:
    return pipeline.run(settings, stages=PLAIN, progress=Progress())


def lead_elsewhere(settings: Settings, target: Path) -> None:
    settings.current.unlink()
    settings.current.symlink_to(target)


def served(settings: Settings) -> Path:
    return settings.current.resolve()


# What is done to the served release or to the pointer, and what verify and the next run say of it.
RELEASE_DAMAGES: dict[str, tuple[Callable[[Settings], None], str]] = {
    "database": (lambda settings: flip(served(settings) / "sitrep.duckdb"), r"sitrep\.duckdb is not as it was"),
    "parquet": (lambda settings: flip(served(settings) / "fct_aid.parquet"), r"fct_aid\.parquet is not as it was"),
    "missing": (lambda settings: (served(settings) / "fct_aid.parquet").unlink(), r"fct_aid\.parquet is missing"),
    "release.json": (lambda settings: (served(settings) / "release.json").unlink(), "which is damaged"),
    "dangling": (lambda settings: lead_elsewhere(settings, settings.releases / "gone"), "leads to .*/gone"),
    "foreign": (lambda settings: lead_elsewhere(settings, Path("/etc")), "no release of this warehouse"),
}


def named(settings: Settings) -> str:
    return "\n".join(wrong for item in verify.verify(settings) for wrong in item.wrong)


@pytest.mark.parametrize("kind", RELEASE_DAMAGES)
def test_a_damaged_release_or_pointer_is_named_and_the_one_before_is_what_changes_are_told_against(
    settings: Settings, kind: str
) -> None:
    first = make(settings, 30)
    make(settings, 31)
    damage, sentence = RELEASE_DAMAGES[kind]
    assert named(settings) == ""
    damage(settings)
    assert re.search(sentence, named(settings))
    assert re.search(sentence, " ".join(releases.served_damage(settings)))
    assert releases.intact(settings) is None
    before = releases.last_intact(settings)
    assert before is not None
    assert (before.release_id == first.release_id) is (kind not in ("dangling", "foreign"))
    third = make(settings, 32)  # no error, although the pointer or the release that it leads to is damaged
    assert releases.intact(settings) == third


def test_what_is_no_pointer_is_refused(settings: Settings) -> None:
    make(settings, 30)
    settings.current.unlink()
    settings.current.mkdir()
    with pytest.raises(EnvironmentFault, match="current is no link; move it away and run again"):
        make(settings, 31)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["database", "release.json", "dangling"])
def test_a_run_builds_a_damaged_release_again_although_nothing_is_new(copied: Settings, kind: str) -> None:
    rows = judging.content(releases.required(copied).database)
    assert run(copied).release is None
    RELEASE_DAMAGES[kind][0](copied)
    summary = run(copied)
    assert summary.exit_code == HELD
    assert re.search(f"damaged    .*{RELEASE_DAMAGES[kind][1]}.*; this release replaces it", as_text(copied, summary))
    assert judging.content(releases.required(copied).database) == rows
    assert releases.served_damage(copied) == []
    assert run(copied).release is None


@pytest.mark.slow
def test_a_damaged_reading_is_refused_by_name_and_read_again_once_it_is_gone(copied: Settings) -> None:
    rows = judging.content(releases.required(copied).database)
    claims = next((copied.record / "readings").rglob("claims.parquet"))
    flip(claims)
    assert f"delete {claims.parent} and run again" in named(copied)
    with pytest.raises(EnvironmentFault, match=r"claims\.parquet is missing or damaged; delete .* and run again"):
        pipeline.run(copied, stages=PLAIN, progress=Progress(), reread=True)
    shutil.rmtree(claims.parent)
    run(copied)
    assert named(copied) == ""
    assert judging.content(releases.required(copied).database) == rows


@pytest.mark.slow
def test_what_a_killed_run_leaves_is_cleared_and_damages_nothing(copied: Settings) -> None:
    """The lock's bytes, scratch, unfinished packages and releases, and dbt's parse are of no worth to anybody."""
    junk = b"\x00junk" * 99
    leftovers = [
        copied.scratch / "20310101T000000" / "sitrep.duckdb",
        copied.record / "documents" / ".00000002.unfinished" / "documents.parquet",
        copied.releases / ".20310101T000000000Z.unfinished" / "sitrep.duckdb",
    ]
    for path in (*leftovers, copied.lock, copied.dbt_target / scene.PARSE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(junk)
    (copied.raw / "2031-03-06.txt").write_text(CLEAN_NIGHT, encoding="utf-8")
    summary = run(copied)
    assert summary.ingested is not None
    assert summary.ingested.states["loaded"] == 1
    assert [path for path in leftovers if path.exists()] == []
    assert named(copied) == ""
    assert list(judging.record_faults(copied, is_complete=True)) == []


@pytest.mark.parametrize("written", ["", "1\n"])
def test_a_layout_whose_bytes_were_lost_is_written_again(settings: Settings, written: str) -> None:
    settings.warehouse.mkdir(exist_ok=True)
    (settings.warehouse / "layout").write_text(written, encoding="utf-8")
    pipeline.prepare(settings)
    assert (settings.warehouse / "layout").read_text(encoding="utf-8") == "1\n"


def test_a_release_that_is_being_removed_is_no_release_any_more(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = replace(settings, keep_releases=1)
    old, new = make(one, 1), make(one, 2)
    os.utime(old.folder, (0, 0))

    def killed(path: Path) -> None:
        next(path.iterdir()).unlink()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            releases.prune(one)
    assert releases.published(one) == [new.folder]
    assert named(one) == ""
    releases.prune(one)
    assert list(one.releases.iterdir()) == [new.folder]
