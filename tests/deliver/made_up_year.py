"""A release with a year of made-up facts: a copy of one that was built for real, with rows put into its database."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb

from flows import releases
from flows.settings import Settings

ROWS = Path(__file__).with_suffix(".sql")


def year_of_facts(published: Settings, folder: Path, *, per_day: int = 8) -> tuple[Path, dict[str, Any]]:
    """Copy the current release of a warehouse, put a year of attacks into it, and return it with its release.json."""
    release = releases.required(published)
    shutil.copytree(release.folder, folder)
    with duckdb.connect(str(folder / "sitrep.duckdb")) as connection:
        for statement in duckdb.extract_statements(ROWS.read_text(encoding="utf-8")):
            values = {"per_day": per_day} if statement.named_parameters else None
            connection.execute(statement, values)
    return folder, release.about
