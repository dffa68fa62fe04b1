"""Two runs at once, and readers under a storm of releases: with real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from flows import record, releases
from flows.errors import CLEAN, LOCKED
from flows.settings import PROJECT, Settings
from tests.chaos import readers
from tests.digests import RAID


@pytest.mark.slow
def test_of_runs_that_start_together_on_a_new_folder_one_works_and_the_others_change_nothing(
    settings: Settings,
) -> None:
    (settings.raw / "2031-03-04.txt").write_text(RAID, encoding="utf-8")
    environment = {"SITREP_RAW": str(settings.raw), "SITREP_WAREHOUSE": str(settings.warehouse / "new")}
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", "from flows.cli import main; main()", "run", "--direct"],
            env={**os.environ, **environment},
            cwd=PROJECT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [run.communicate()[1] for run in runs]
    assert Counter(run.returncode for run in runs) == {CLEAN: 1, LOCKED: 2}, said
    made = Settings(raw=settings.raw, warehouse=settings.warehouse / "new")
    assert [known.path for known in record.deliveries(made.record)] == ["2031-03-04.txt"]
    assert releases.published(made) == [releases.required(made).folder]


@pytest.mark.slow
def test_readers_see_whole_releases_while_others_are_published_and_old_ones_go(tmp_path: Path) -> None:
    """The dose for CI; `python -m tests.chaos.readers` has 32 readers and 1,000 releases."""
    found = readers.storm(tmp_path, publishes=120, processes=2)
    assert found["wrong"] == []
    assert found["opened"] > 100
    assert found["releases_seen"] > 20
    assert found["removed"] > 0, "the releases that readers had open were kept: nothing was shown of their removal"
