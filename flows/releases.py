"""Releases: find the current one, point to another, remove old ones.

A release is a folder that never changes; `current` is a symbolic link that is swapped by one rename. A reader that
opened the file before the swap keeps the release that it opened.
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from flows import record
from flows.errors import EnvironmentFault
from flows.settings import Settings

DAY = 24 * 3600


@dataclass(frozen=True)
class Release:
    """A published release: its id, its folder, and what release.json says."""

    release_id: str
    folder: Path
    about: dict[str, Any]

    @property
    def database(self) -> Path:
        """The file that SQL and BI clients open."""
        return self.folder / "sitrep.duckdb"


def current(settings: Settings) -> Release | None:
    """The release that readers see now, or None before the first.

    Raises:
        EnvironmentFault: the pointer leads nowhere, or its release.json is damaged.
    """
    if not settings.current.is_symlink():
        return None
    folder = settings.current.resolve()
    try:
        about = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise EnvironmentFault(
            f"{settings.current} leads to {folder}, which is damaged ({problem}); delete the link and run again"
        ) from problem
    return Release(folder.name, folder, about)


def required(settings: Settings) -> Release:
    """The current release.

    Raises:
        EnvironmentFault: there is none yet.
    """
    found = current(settings)
    if found is None:
        raise EnvironmentFault(f"no release in {settings.warehouse} yet; make one with `sitrep run`")
    return found


def point(settings: Settings, folder: Path) -> None:
    """Let `current` lead to a release, in one step that no reader can see half done."""
    link = settings.warehouse / ".current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(folder.relative_to(settings.warehouse))
    link.replace(settings.current)
    record.sync(settings.warehouse)


def prune(settings: Settings) -> list[str]:
    """Remove the releases beyond the newest `keep_releases`, but none that was current within the last day."""
    served = current(settings)
    for unfinished in settings.releases.glob(".*.unfinished"):
        shutil.rmtree(unfinished)
    finished = sorted((path for path in settings.releases.iterdir() if path.is_dir()), reverse=True)
    # A release stops being current when the next one is made.
    superseded_at = {older: newer.stat().st_mtime for newer, older in pairwise(finished)}
    a_day_ago = time.time() - DAY
    removed = [
        folder
        for folder in finished[settings.keep_releases :]
        if superseded_at[folder] < a_day_ago and (served is None or folder != served.folder)
    ]
    for folder in removed:
        shutil.rmtree(folder)
    return [folder.name for folder in removed]
