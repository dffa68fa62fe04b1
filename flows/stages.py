"""The stages of a run and what the first of them hand on: what flows/pipeline.py orders and flows/steps.py does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flows import build
from flows.deliver import postgres
from flows.intake import Survey
from flows.progress import Progress
from flows.releases import Release
from flows.settings import Settings
from flows.validate import Judge, Verdict


@dataclass(frozen=True)
class Ingested:
    """What became of the files in raw/: how many by state (together all that lies there), and which were set aside."""

    states: dict[str, int]
    set_aside: tuple[dict[str, str | None], ...] = ()


@dataclass(frozen=True)
class Build:
    """A build in its scratch folder, with the time that each dbt node took."""

    folder: Path
    nodes: list[build.NodeTime] = field(default_factory=list)

    @property
    def database(self) -> Path:
        """The DuckDB file that becomes the release's."""
        return self.folder / build.DATABASE_NAME


@dataclass(frozen=True)
class Stages:
    """The steps of a run in their order: the plain functions of flows/steps.py, or the Prefect tasks around them."""

    ingest: Callable[[Settings, Survey], Ingested]
    read: Callable[[Settings, Progress], int]
    build: Callable[[Settings], Build]
    validate: Callable[[Settings, Build, Judge], Verdict]
    publish: Callable[[Settings, Build, Verdict, dict[str, float]], Release]
    load: Callable[[Settings, Release], None] = postgres.load  # into PostgreSQL, where one is set
