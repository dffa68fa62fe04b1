"""What the tests share: a warehouse of their own, and texts that we wrote."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from flows import pipeline
from flows.progress import Progress
from flows.settings import Settings
from flows.steps import PLAIN
from tests.digests import IMPOSSIBLE, RAID

PARSED_PROJECT = "partial_parse.msgpack"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where SITREP_NO_SKIPS is set, as in .ci/run, a test that skips has failed: it proved nothing."""
    report = yield
    if report.skipped and os.environ.get("SITREP_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped where no test may: {report.longreprtext}"
    return report


@pytest.fixture(scope="session")
def parsed_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the session keeps dbt's parse of the project, so that it is parsed once and not in every test."""
    return tmp_path_factory.mktemp("parsed") / PARSED_PROJECT


@pytest.fixture
def settings(tmp_path: Path, parsed_project: Path) -> Iterator[Settings]:
    """Settings for an empty raw/ and a warehouse that nothing has been published in."""
    raw = tmp_path / "raw"
    raw.mkdir()
    made = Settings(raw=raw, warehouse=tmp_path / "warehouse")
    if parsed_project.exists():
        made.dbt_target.mkdir(parents=True)
        shutil.copy(parsed_project, made.dbt_target)
    yield made
    written = made.dbt_target / PARSED_PROJECT
    if written.exists():
        shutil.copy(written, parsed_project)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, parsed_project: Path) -> Settings:
    """A warehouse with one release, for the tests that only read: an event is held and a file set aside."""
    folder = tmp_path_factory.mktemp("published")
    made = Settings(raw=folder / "raw", warehouse=folder / "warehouse")
    made.raw.mkdir()
    for name, text in {"2031-03-04.txt": RAID, "2031-03-05.txt": IMPOSSIBLE, "empty.txt": ""}.items():
        (made.raw / name).write_text(text, encoding="utf-8")
    if parsed_project.exists():
        made.dbt_target.mkdir(parents=True)
        shutil.copy(parsed_project, made.dbt_target)
    pipeline.run(made, stages=PLAIN, progress=Progress())
    return made
