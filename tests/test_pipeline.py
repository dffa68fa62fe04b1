"""The main job on its real parts: files in, a published release out, and what stays when something is wrong."""

from __future__ import annotations

import dataclasses
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows import pipeline, record, releases
from flows.deliver import status as statuses
from flows.deliver.query import query
from flows.deliver.review import held_events, judge_release, verdict_code, warnings
from flows.deliver.summary import as_text
from flows.errors import CLEAN, HELD, AnotherRun, EnvironmentFault, ReleaseStopped
from flows.progress import Progress
from flows.settings import PROJECT, Settings
from flows.steps import PLAIN
from tests.digests import CLEAN_NIGHT, IMPOSSIBLE, NOTHING, RAID


def run(settings: Settings, **changed: Any) -> pipeline.RunSummary:
    """One run in this process, with some stages replaced."""
    return pipeline.run(settings, stages=dataclasses.replace(PLAIN, **changed), progress=Progress())


def put(settings: Settings, name: str, text: str | bytes) -> Path:
    path = settings.raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def rows(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    return query(settings, sql).rows


RAIDS = "select event_date::varchar, launched, destroyed from fct_attacks where launched is not null order by 1"


def test_digests_become_a_release_and_only_what_is_new_is_read(settings: Settings) -> None:
    put(settings, "courier/2031/2031-03-04.txt", RAID)
    first = run(settings)
    assert (first.exit_code, first.documents_read) == (CLEAN, 1)
    assert rows(settings, RAIDS) == [("2031-03-04", 30, 24)]
    assert rows(
        settings, "select killed_best, injured_best, place_name from fct_attacks where killed_best is not null"
    ) == [(2, 5, "Kharkiv")]
    assert rows(settings, "select donor, amount, currency, aid_status from fct_aid") == [
        ("Norway", 40_000_000, "USD", "pledged")
    ]
    assert rows(
        settings, "select plover_event_type, place_name from fct_diplomatic_events where place_name = 'Vienna'"
    ) == [("CONSULT", "Vienna")]
    assert rows(settings, "select release_id from release") == [(first.release.release_id,)]

    before = sorted(path.name for path in settings.warehouse.rglob("*"))
    again = run(settings)
    assert (again.release, again.exit_code) == (None, CLEAN)
    assert sorted(path.name for path in settings.warehouse.rglob("*")) == before

    put(settings, "courier/2031/2031-03-06.txt", CLEAN_NIGHT)
    second = run(settings)
    assert second.documents_read == 1
    assert rows(settings, RAIDS) == [("2031-03-04", 30, 24), ("2031-03-06", 12, 11)]

    put(settings, "courier/2031/2031-03-06.txt", CLEAN_NIGHT.replace("11 of them", "10 of them"))
    third = run(settings)
    assert third.documents_read == 1
    assert rows(settings, RAIDS) == [("2031-03-04", 30, 24), ("2031-03-06", 12, 10)]
    assert len(list(settings.releases.iterdir())) == 3


def test_a_file_that_returns_to_its_earlier_text_is_seen(settings: Settings) -> None:
    for text, destroyed in (
        (CLEAN_NIGHT, 11),
        (CLEAN_NIGHT.replace("11 of them", "10 of them"), 10),
        (CLEAN_NIGHT, 11),
    ):
        put(settings, "2031-03-06.txt", text)
        assert run(settings).release is not None
        assert rows(settings, RAIDS) == [("2031-03-06", 12, destroyed)]


def test_an_impossible_figure_is_held_and_the_next_night_is_published(settings: Settings) -> None:
    put(settings, "2031-03-04.txt", RAID)
    put(settings, "2031-03-05.txt", IMPOSSIBLE)
    bad = run(settings)
    assert bad.exit_code == HELD
    assert rows(settings, RAIDS) == [("2031-03-04", 30, 24)]
    held = held_events(settings)
    assert {event["mart"] for event in held} == {"fct_attacks", "fct_attack_weapons"}
    assert len({event["event_id"] for event in held}) == 1
    assert any("50 of 40 attack drones" in quote for event in held for quote in event["quotes"])
    assert rows(settings, "select donor from fct_aid order by 1") == [("Norway",), ("Sweden",)]

    put(settings, "2031-03-06.txt", CLEAN_NIGHT)
    assert run(settings).release is not None
    assert rows(settings, RAIDS) == [("2031-03-04", 30, 24), ("2031-03-06", 12, 11)]


def test_what_cannot_be_read_is_set_aside_and_the_rest_is_published(settings: Settings) -> None:
    put(settings, "2031-03-04.txt", RAID)
    put(settings, "broken.txt", b"Caf\xe9 closed")
    put(settings, "empty.txt", b"")
    summary = run(settings)
    assert summary.exit_code == HELD
    assert [(item["path"], item["reason"]) for item in summary.ingested.set_aside] == [
        ("broken.txt", "encoding"),
        ("empty.txt", "empty"),
    ]
    assert summary.ingested.states == {"loaded": 1, "quarantined": 2}
    assert rows(settings, RAIDS) == [("2031-03-04", 30, 24)]
    (kept,) = [
        row
        for package in record.packages(settings.record / "documents")
        for row in record.read_rows(package, "documents", ("path", "content"))
        if row["path"] == "broken.txt"
    ]
    assert kept["content"] == b"Caf\xe9 closed"


def test_a_release_of_nothing_is_stopped_and_the_old_one_stays(settings: Settings) -> None:
    put(settings, "2031-03-07.txt", NOTHING)
    with pytest.raises(ReleaseStopped):
        run(settings)
    assert releases.current(settings) is None


def test_an_error_on_the_way_leaves_the_old_release_and_the_next_run_goes_on(settings: Settings) -> None:
    put(settings, "2031-03-04.txt", RAID)
    old = run(settings).release.release_id
    put(settings, "2031-03-06.txt", CLEAN_NIGHT)
    for stage in ("read", "build", "validate", "publish"):
        with pytest.raises(ZeroDivisionError):
            run(settings, **{stage: lambda *_: 1 / 0})
        assert releases.required(settings).release_id == old
    assert run(settings).release is not None
    assert rows(settings, RAIDS) == [("2031-03-04", 30, 24), ("2031-03-06", 12, 11)]


def test_two_runs_at_once_are_refused(settings: Settings) -> None:
    put(settings, "2031-03-04.txt", RAID)
    with pipeline.exclusive(settings):
        ran = sitrep(settings, "run", "--direct")
    assert ran.returncode == AnotherRun.exit_code
    assert "another run holds" in ran.stderr
    assert not settings.record.exists()


def test_a_missing_or_empty_folder_is_an_error(settings: Settings) -> None:
    with pytest.raises(EnvironmentFault, match=r"holds no \.txt files"):
        run(settings)
    settings.raw.rmdir()
    with pytest.raises(EnvironmentFault, match="--raw"):
        run(settings)


def test_a_warehouse_of_another_layout_is_left_alone(settings: Settings) -> None:

    settings.warehouse.mkdir(exist_ok=True)
    (settings.warehouse / "layout").write_text("7\n", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="layout 7"):
        run(settings)


def test_a_damaged_record_stops_the_run_and_names_the_file(settings: Settings) -> None:
    put(settings, "2031-03-04.txt", RAID)
    run(settings)
    damaged = settings.record / "documents" / "00000001" / "documents.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    put(settings, "2031-03-06.txt", CLEAN_NIGHT)
    with pytest.raises(EnvironmentFault, match=r"00000001/documents\.parquet is missing or damaged"):
        run(settings)


def test_a_disk_that_takes_no_more_stops_the_run_with_one_line(settings: Settings) -> None:
    put(settings, "2031-03-04.txt", RAID)
    ran = sitrep(settings, "run", "--direct", max_file_bytes=300_000)
    assert ran.returncode == EnvironmentFault.exit_code
    assert "the machine stopped the run" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert sitrep(settings, "run", "--direct").returncode == CLEAN
    assert rows(settings, RAIDS) == [("2031-03-04", 30, 24)]


def sitrep(settings: Settings, *arguments: str, max_file_bytes: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, on the folders of the test."""
    limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (max_file_bytes, -1))) if max_file_bytes else None
    return subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", *arguments],
        env={**os.environ, "SITREP_RAW": str(settings.raw), "SITREP_WAREHOUSE": str(settings.warehouse)},
        cwd=PROJECT,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_source_that_falls_silent_is_warned_of_and_published(settings: Settings) -> None:
    for day in range(1, 6):
        text = RAID.replace("date 2031-03-04", f"date 2031-02-0{day}").replace(" on Tuesday", "")
        put(settings, f"courier/2031/2031-02-0{day}.txt", text)
    put(settings, "courier/2031/2031-02-06.txt", NOTHING.replace("2031-03-07", "2031-02-06"))
    summary = run(settings)
    assert summary.exit_code == HELD
    assert summary.verdict is not None
    assert not summary.verdict.held
    (warning,) = summary.release.about["warnings"]
    assert warning.startswith(
        "courier gave 0.0 claims per document on 2031-02-06, where the median of its 5 days before"
    )
    assert f"warning    {warning}" in as_text(settings, summary)
    assert f"warning    {warning}" in statuses.as_text(statuses.status(settings))
    assert warnings(settings) == [warning]
    assert verdict_code(judge_release(settings)) == HELD
