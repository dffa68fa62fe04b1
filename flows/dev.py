"""A database for whoever works on the dbt project: the raw tables, on which plain dbt commands work."""

from __future__ import annotations

import shutil
from pathlib import Path

from flows import build, pipeline, record
from flows.errors import EnvironmentFault
from flows.settings import Settings

DATABASE = build.DBT_PROJECT / build.DATABASE_NAME  # where the profile looks when dbt is started in its project


def load_for_dbt(settings: Settings, database: Path = DATABASE) -> dict[str, int]:
    """Load the record and the vocabulary into the database of the dbt project; comes back with the rows of each table.

    Nothing is held in it, so that its marts hold every event.

    Raises:
        EnvironmentFault: the record is empty or damaged.
    """
    if not record.packages(settings.record / "documents"):
        raise EnvironmentFault(f"the record of {settings.warehouse} is empty; fill it with `sitrep run`")
    unfinished = database.with_suffix(".new")
    rows = build.load_record(settings, unfinished)
    unfinished.replace(database)
    return rows


def rehearse(settings: Settings) -> dict[str, int]:
    """Build everything from the record and throw it away; comes back with the number of nodes that dbt ran.

    Raises:
        ReleaseStopped: a model or a test failed.
        AnotherRun: a run holds the warehouse.
        EnvironmentFault: the record is empty or damaged.
    """
    with pipeline.exclusive(settings):
        folder = settings.scratch / "rehearsal"
        try:
            load_for_dbt(settings, folder / build.DATABASE_NAME)
            nodes = build.build_events(folder, settings.dbt_target) + build.build_marts(folder, settings.dbt_target)
        finally:
            shutil.rmtree(settings.scratch, ignore_errors=True)
    return {"nodes": len(nodes)}
