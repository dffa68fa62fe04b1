"""Releases: find the current one, point to another, remove old ones.

A release is a folder that never changes; `current` is a symbolic link that is swapped by one rename. A reader that
opened the file before the swap keeps the release that it opened.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from dataclasses import dataclass
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
        EnvironmentFault: the pointer leads nowhere or out of this warehouse, or its release.json is damaged.
    """
    if not settings.current.is_symlink():
        return None
    folder = settings.current.resolve()
    if folder.parent != settings.releases.resolve():
        raise EnvironmentFault(
            f"{settings.current} leads to {folder}, which is no release of this warehouse; `sitrep run` makes another"
        )
    try:
        return opened(folder)
    except EnvironmentFault as problem:
        raise EnvironmentFault(
            f"{settings.current} leads to {folder}, which is damaged; `sitrep run` makes another, "
            "`sitrep rollback RELEASE` leads it to an earlier one"
        ) from problem


def served_damage(settings: Settings) -> list[str]:
    """What is wrong with the current release, one sentence each; nothing where it is as it was published."""
    try:
        served = current(settings)
    except EnvironmentFault as problem:
        return [str(problem).split(";", maxsplit=1)[0]]
    return damage(served) if served else []


def intact(settings: Settings) -> Release | None:
    """The current release; None where there is none or it is damaged, which stops no run: it makes another."""
    return None if served_damage(settings) else current(settings)


def last_intact(settings: Settings) -> Release | None:
    """The current release, or where it is damaged the newest other one that is whole; None where there is none."""
    served = intact(settings)
    if served:
        return served
    for folder in published(settings):
        try:
            release = opened(folder)
        except EnvironmentFault:
            continue
        if not damage(release):
            return release
    return None


def required(settings: Settings) -> Release:
    """The current release.

    Raises:
        EnvironmentFault: there is none yet.
    """
    found = current(settings)
    if found is None:
        raise EnvironmentFault(f"no release in {settings.warehouse} yet; make one with `sitrep run`")
    return found


def published(settings: Settings) -> list[Path]:
    """The folders of all finished releases, the newest first."""
    if not settings.releases.is_dir():
        return []
    return sorted((path for path in settings.releases.iterdir() if _is_finished(path)), reverse=True)


def decisive(settings: Settings) -> Release | None:
    """The release whose inputs tell whether there is anything new: the current one, or the one that was left.

    None where nothing undamaged is served: then a run makes a release whatever is new.
    Whoever rolled back wants no new copy of the release that was left; what is new since then is published.
    """
    served = intact(settings)
    if served is None or left_by_rollback(settings) is None:
        return served
    return opened(published(settings)[0])


def left_by_rollback(settings: Settings) -> str | None:
    """The id of the newest release where somebody rolled back from it and nothing was published since, else None.

    A newest release that is not current without that is one whose run was killed just before it moved the pointer.
    """
    try:
        noted = json.loads(settings.rollback_note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    folders = published(settings)
    is_so = folders and noted.get("from") == folders[0].name != noted.get("to") == settings.current.resolve().name
    return folders[0].name if is_so else None


def opened(folder: Path) -> Release:
    """The release in a folder.

    Raises:
        EnvironmentFault: its release.json is missing or damaged.
    """
    try:
        about = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise EnvironmentFault(f"{folder} is damaged ({problem}); delete this folder and run again") from problem
    return Release(folder.name, folder, about)


def roll_back(settings: Settings, release_id: str | None = None) -> Release:
    """Let `current` lead to a release that was made before, by default the one before the current one.

    Raises:
        EnvironmentFault: there is no such release, or it is damaged.
    """
    folders = published(settings)
    if release_id is None:
        served = required(settings).release_id
        found = [folder for folder in folders if folder.name < served]
        missing = f"there is no release before {served}"
    else:
        found = [folder for folder in folders if folder.name == release_id]
        missing = f"there is no release {release_id}"
    if not found:
        raise EnvironmentFault(f"{missing}; `sitrep releases` lists them")
    release = opened(found[0])
    damaged = damage(release)
    if damaged:
        raise EnvironmentFault(f"release {release.release_id} is damaged: {damaged[0]}; choose another")
    record.write_whole(settings.rollback_note, json.dumps({"from": folders[0].name, "to": release.release_id}) + "\n")
    point(settings, release.folder)
    return release


def damage(release: Release) -> list[str]:
    """What is wrong with a release's files, one sentence each; nothing where all are as they were published."""
    wrong = []
    for name, written in release.about.get("files", {}).items():
        path = release.folder / name
        if not path.is_file():
            wrong.append(f"{path} is missing")
        elif record.file_hash(path) != written:
            wrong.append(f"{path} is not as it was published")
    return wrong


def point(settings: Settings, folder: Path) -> None:
    """Let `current` lead to a release, in one step that no reader can see half done.

    The folder of the release that was current gets the time of now: so much is kept of when it was last served.

    Raises:
        EnvironmentFault: something that is no link has taken the pointer's place.
    """
    if settings.current.exists() and not settings.current.is_symlink():
        raise EnvironmentFault(f"{settings.current} is no link; move it away and run again")
    if settings.current.is_dir():
        os.utime(settings.current.resolve())
    link = settings.warehouse / ".current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(folder.relative_to(settings.warehouse))
    link.replace(settings.current)
    record.sync(settings.warehouse)


def prune(settings: Settings, *, grace: float = DAY) -> list[str]:
    """Remove the releases beyond the newest `keep_releases`, and return their ids.

    Args:
        grace: for how many seconds a release stays that was current: somebody may be about to open it.
    """
    served = intact(settings)
    for unfinished in settings.releases.glob(".*.unfinished"):
        shutil.rmtree(unfinished)
    long_ago = time.time() - grace
    removed = [
        folder
        for folder in published(settings)[settings.keep_releases :]
        if folder.stat().st_mtime < long_ago and (served is None or folder != served.folder)
    ]
    for folder in removed:
        hidden = folder.with_name(f".{folder.name}.unfinished")
        folder.rename(hidden)  # first: a kill on the way leaves no half of a release under its name
        shutil.rmtree(hidden)
    return [folder.name for folder in removed]


def _is_finished(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")
