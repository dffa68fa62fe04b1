"""One build of the invented record for all tests of this folder: dbt and Great Expectations are paid for once."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import build
from flows.validate import Judge, Verdict, judge
from tests.build import scenes
from tests.build.handmade import VOCABULARY, Document, write_record


@dataclass(frozen=True)
class Workshop:
    """What a build needs: the dbt project, its target folder, and the judge."""

    folder: Path
    project: Path
    judge: Judge

    def make(self, name: str, *deliveries: list[Document]) -> tuple[Path, Verdict]:
        """Write a record, build and judge it; the database and the verdict."""
        run = self.folder / name
        documents, readings = write_record(run / "record", *deliveries)
        database = run / build.DATABASE_NAME
        build.load(database, documents, readings, VOCABULARY)
        build.build_events(run, self.folder / "target", project=self.project)
        verdict = judge(database, self.judge, max_held_share=0.5)
        build.build_marts(run, self.folder / "target", project=self.project)
        return database, verdict


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A copy of the dbt project whose corrections are those of the scenes."""
    folder = tmp_path_factory.mktemp("workshop")
    project = folder / "dbt_project"
    shutil.copytree(build.DBT_PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    with (project / "seeds" / "corrections.csv").open("a", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(scenes.CORRECTIONS)
    with Judge() as judging:
        yield Workshop(folder, project, judging)


@pytest.fixture(scope="session")
def made(workshop: Workshop) -> tuple[Path, Verdict]:
    """The database of the scenes, and what the judge said about it."""
    return workshop.make("scenes", *scenes.DELIVERIES)


@pytest.fixture(scope="session")
def verdict(made: tuple[Path, Verdict]) -> Verdict:
    """What the judge said about the scenes."""
    return made[1]


@pytest.fixture
def rows(made: tuple[Path, Verdict]) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
    """Ask the database of the scenes: rows(query, *parameters)."""
    with duckdb.connect(str(made[0]), read_only=True) as connection:
        yield lambda query, *parameters: connection.execute(query, list(parameters)).fetchall()
