"""Reading an archive in several processes: the same record as one process makes, stopped and gone on with."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows import intake, readings, record
from flows.errors import EnvironmentFault
from flows.settings import PROJECT, Settings
from tests.digests import RAID

N_DOCUMENTS = 450


def archive(settings: Settings) -> None:
    """Digests of as many days, each with a raid of its own, taken into the record."""
    for number in range(N_DOCUMENTS):
        text = RAID.replace("30 attack drones", f"{number + 30} attack drones")
        (settings.raw / f"{number:04d}.txt").write_text(text, encoding="utf-8")
    intake.take_in(settings, intake.survey(settings, {}).new)


def read_rows(settings: Settings) -> list[Any]:
    """Every row of every table of the readings, package by package."""
    return [
        (package.package_id, table, list(record.read_rows(package, table, tuple(record.TABLES[table]))))
        for package in record.packages(readings.readings_folder(settings))
        for table in record.READING_TABLES
    ]


@pytest.mark.slow
def test_two_processes_read_what_one_reads_and_a_stopped_run_goes_on(settings: Settings, tmp_path: Path) -> None:
    archive(settings)
    waiting = readings.unread(settings)
    assert len(waiting) == 3
    command = [sys.executable, "-c", "from flows.cli import main; main()", "run", "--direct", "--warehouse"]
    environment = {**os.environ, "SITREP_READERS": "2"}
    run = subprocess.Popen(
        [*command, str(settings.warehouse), "--raw", str(settings.raw)],
        cwd=PROJECT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(readings.unread(settings)) == len(waiting):
        assert run.poll() is None
        time.sleep(0.05)
    run.send_signal(signal.SIGTERM)
    _, said = run.communicate(timeout=30)
    assert (run.returncode, said) == (143, "sitrep: stopped; nothing half done is visible\n")
    left = readings.unread(settings)
    assert 0 < len(left) < len(waiting)

    seen: list[tuple[int, int]] = []
    beside = replace(settings, readers=2)
    assert readings.read_packages(beside, progress=lambda done, total: seen.append((done, total))) == seen[-1][1]
    assert readings.unread(settings) == []
    alone = replace(settings, warehouse=tmp_path / "alone")
    intake.take_in(alone, intake.survey(alone, {}).new)
    assert readings.read_packages(alone) == N_DOCUMENTS
    assert read_rows(beside) == read_rows(alone)


@pytest.mark.slow
def test_a_reading_process_that_dies_is_named_and_what_is_finished_stays(settings: Settings) -> None:
    archive(settings)
    beside = replace(settings, readers=2)

    def kill_a_worker() -> None:
        while len(multiprocessing.active_children()) < 2:
            time.sleep(0.05)
        multiprocessing.active_children()[0].kill()

    killer = threading.Thread(target=kill_a_worker)
    killer.start()
    with pytest.raises(EnvironmentFault, match="one of 2 reading processes died"):
        readings.read_packages(beside)
    killer.join()
    assert readings.read_packages(beside) == N_DOCUMENTS
