"""The main job, as a table of contents: what lies in raw/, taken in, read, built, judged, published.

One composition for both ways of running it: the stages are plain functions here, and Prefect tasks around the same
functions in flows/tasks.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flows import inputs, intake, readings, record, releases
from flows.errors import CLEAN, HELD, NOT_LOADED, AnotherRun, EnvironmentFault, NotLoaded, machine_fault
from flows.progress import Progress
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.stages import Ingested, Stages
    from flows.validate import Verdict

LAYOUT = "1"  # of the warehouse folder
MIN_FREE_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class RunSummary:
    """What a run did, for the person or the scheduler that started it; without a release there was nothing new."""

    ingested: Ingested | None = None
    documents_read: int = 0
    verdict: Verdict | None = None
    release: releases.Release | None = None
    is_loaded: bool = True  # into PostgreSQL, where one is set

    @property
    def exit_code(self) -> int:
        """CLEAN; HELD where it was published and something was set aside, held, warned of or damaged; or NOT_LOADED."""
        if not self.is_loaded:
            return NOT_LOADED
        told = (self.ingested and self.ingested.set_aside) or (self.release and self.release.about["replaces_damaged"])
        return HELD if told or (self.verdict and (self.verdict.held or self.verdict.warnings)) else CLEAN


def look(settings: Settings, *, reread: bool = False) -> intake.Survey | None:
    """What lies in raw/, or None where it holds nothing new and the decisive release was made from the same inputs."""
    noted = record.deliveries(settings.record)
    found = intake.survey(settings, {delivery.path: delivery.key for delivery in noted})
    if not found.delivered and not noted:
        raise EnvironmentFault(f"{settings.raw} holds no .txt files; put digests there, see raw/README.md")
    if not found.delivered and not any(settings.raw.iterdir()):
        raise EnvironmentFault(f"{settings.raw} is empty, though files came from it before; mount it, or put one there")
    if found.new or reread or readings.unread(settings):
        return found
    release = releases.decisive(settings)
    is_same = release is not None and release.about.get("inputs") == inputs.current_inputs(settings)
    return None if is_same else found


@contextmanager
def exclusive(settings: Settings, *, patience: float = 0) -> Iterator[None]:
    """Hold the warehouse alone.

    Args:
        patience: how many seconds to wait for another run to end.

    Raises:
        AnotherRun: another run holds it.
        EnvironmentFault: the folder cannot be written, is full, or is of another version.
    """
    from filelock import FileLock, Timeout

    prepare(settings)
    lock = FileLock(settings.lock, is_singleton=True)
    try:
        lock.acquire(timeout=patience)
    except Timeout as problem:
        raise AnotherRun(f"another run holds {settings.warehouse}; wait for it to end") from problem
    try:
        yield
    finally:
        lock.release()


def prepare(settings: Settings) -> None:
    """Make sure that the warehouse folder can be used: it exists, is ours, of this layout, and not full.

    Raises:
        EnvironmentFault: one of these is not so.
    """
    layout = settings.warehouse / "layout"
    try:
        record.make_folder(settings.warehouse)
        if not layout.exists() or not layout.stat().st_size:  # empty: a full disk or a power cut took its bytes
            record.write_whole(layout, f"{LAYOUT}\n")
    except OSError as problem:
        raise EnvironmentFault(f"cannot use {settings.warehouse}: {problem.strerror}; choose --warehouse") from problem
    check(settings)


def check(settings: Settings) -> None:
    """Look whether an existing warehouse folder can be used, without writing to it.

    Raises:
        EnvironmentFault: it is no warehouse, of another layout, or full.
    """
    try:
        written = (settings.warehouse / "layout").read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise EnvironmentFault(f"cannot use {settings.warehouse}: {problem.strerror}; choose --warehouse") from problem
    if written != LAYOUT:
        known = f"this Sitrep knows layout {LAYOUT}"
        raise EnvironmentFault(f"{settings.warehouse} has layout {written}, {known}; {_way_out(settings, written)}")
    free = shutil.disk_usage(settings.warehouse).free
    if free < MIN_FREE_BYTES:
        raise EnvironmentFault(
            f"only {free >> 20} MiB are free at {settings.warehouse}; a run needs {MIN_FREE_BYTES >> 20}"
        )


def _way_out(settings: Settings, layout: str) -> str:
    """An older folder is rebuilt from its record, which every Sitrep reads; of a newer one we know nothing."""
    if layout.isdecimal() and int(layout) < int(LAYOUT):
        return f"rebuild it: mkdir NEW && cp -a {settings.record} NEW/record && sitrep run --warehouse NEW"
    return "use the Sitrep that made it, or another folder with --warehouse"


def run(
    settings: Settings, *, stages: Stages, progress: Progress, reread: bool = False, patience: float = 0
) -> RunSummary:
    """Bring the warehouse up to date with raw/ and return what was done.

    Args:
        reread: build and validate again even where nothing is new.
        patience: how many seconds to wait for another run to end.

    Raises:
        SitrepError: with the exit code and a sentence for the user; the old release keeps serving.
    """
    with exclusive(settings, patience=patience):
        with _naming_the_machine():
            found = look(settings, reread=reread)
            summary = RunSummary() if found is None else _run_stages(settings, found, stages, progress)
        return deliver(settings, summary, stages=stages, progress=progress)


def deliver(settings: Settings, summary: RunSummary, *, stages: Stages, progress: Progress) -> RunSummary:
    """Load the current release into PostgreSQL, where one is set and does not hold it yet; the summary comes back.

    Raises:
        NotLoaded: it could not be loaded; the next run tries again, also where nothing is new.
    """
    release = summary.release or releases.current(settings)
    if settings.postgres is None or release is None:
        return summary
    from flows.deliver import postgres

    try:
        if summary.release or postgres.loaded_release(settings) != release.release_id:
            with progress.stage("postgres"):
                stages.load(settings, release)
    except NotLoaded as problem:
        sentence = f"{release.release_id} is published here, but PostgreSQL was not loaded: {problem}"
        raise NotLoaded(sentence, replace(summary, is_loaded=False)) from None
    return summary


def _run_stages(settings: Settings, found: intake.Survey, stages: Stages, progress: Progress) -> RunSummary:
    from flows.validate import Judge

    with Judge() as judge:  # starts now: its imports take three seconds of another core
        with progress.stage("ingest"):
            ingested = stages.ingest(settings, found)
        with progress.stage("read"):
            documents_read = stages.read(settings, progress)
        with progress.stage("build"):
            build = stages.build(settings)
        with progress.stage("validate"):
            verdict = stages.validate(settings, build, judge)
        with progress.stage("publish"):
            release = stages.publish(settings, build, verdict, progress.seconds)
    return RunSummary(ingested, documents_read, verdict, release)


@contextmanager
def _naming_the_machine() -> Iterator[None]:
    """A full disk reaches us as an error of Python, DuckDB or dbt; the user gets one sentence and one exit code."""
    try:
        yield
    except Exception as problem:  # from whichever library met the fault; raised again either way
        fault = machine_fault(problem)
        if fault is None or isinstance(problem, EnvironmentFault):
            raise
        raise fault from problem
