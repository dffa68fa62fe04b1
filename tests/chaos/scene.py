"""The small warehouse that is struck: what was delivered before, and what is new."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from flows.settings import Settings
from tests.digests import CLEAN_NIGHT, IMPOSSIBLE, RAID

BEFORE = {"courier/2031/2031-03-04.txt": RAID.encode()}
# A night, a figure that is held, a correction, a copy, and bytes that are set aside: five deliveries in three packages.
NEW = {
    "courier/2031/2031-03-04.txt": RAID.replace("24 of them", "25 of them").encode(),
    "courier/2031/2031-03-05.txt": IMPOSSIBLE.encode(),
    "courier/2031/2031-03-06.txt": CLEAN_NIGHT.encode(),
    "copied.txt": CLEAN_NIGHT.encode(),
    "torn.txt": b"Caf\xe9 closed",
}
NEW_DIGESTS, FIRST_RUN, PUBLISH = SCENES = ("new digests", "first run", "publish alone")
OLD_RELEASE = "20200101T000000000Z"
PARSE = "partial_parse.msgpack"  # of the dbt project
DAY = 24 * 3600  # seconds


@dataclass(frozen=True)
class Scene:
    """A folder with raw/ and, but for the first run, a warehouse; copied to `case` before each strike."""

    name: str
    folder: Path  # of all scenes

    @property
    def kept(self) -> Path:
        """The warehouse as it is before the new run."""
        return self.folder / self.name.replace(" ", "-")

    @property
    def build(self) -> Path:
        """A finished build, for the scene in which nothing is done but to publish it."""
        return self.folder / "build.duckdb"

    @property
    def settings(self) -> Settings:
        """Where the run works: one path for all cases, so that dbt's parse of the project holds for all."""
        return Settings(raw=self.folder / "raw", warehouse=self.folder / "case", keep_releases=1)

    @property
    def environment(self) -> dict[str, str]:
        """The same for a process."""
        return {
            "SITREP_RAW": str(self.settings.raw),
            "SITREP_WAREHOUSE": str(self.settings.warehouse),
            "SITREP_KEEP_RELEASES": str(self.settings.keep_releases),
        }

    def lay_out(self) -> None:
        """Put the warehouse back as it was before the run."""
        shutil.rmtree(self.settings.warehouse, ignore_errors=True)
        if self.kept.is_dir():
            shutil.copytree(self.kept, self.settings.warehouse, symlinks=True)

    def keep(self) -> None:
        """Keep the warehouse of the case as the scene, with a release beside the served one, old enough to go."""
        settings = self.settings
        for path in settings.dbt_target.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != PARSE:
                path.unlink()
        old = settings.releases / OLD_RELEASE
        shutil.copytree(settings.current.resolve(), old)
        long_ago = time.time() - 3 * DAY
        os.utime(old, (long_ago, long_ago))
        shutil.copytree(settings.warehouse, self.kept, symlinks=True)


def prepare_publish(scene: Scene, before: Scene) -> None:
    """Make the scene in which a finished build waits to be published, out of a run that has just ended."""
    settings = scene.settings
    shutil.copyfile(settings.current / "sitrep.duckdb", scene.build)
    with duckdb.connect(str(scene.build)) as connection:
        connection.execute("drop table main.release")  # publishing adds it
    shutil.copytree(before.kept, scene.kept, symlinks=True)
    shutil.copytree(settings.record, scene.kept / "record", dirs_exist_ok=True)


def deliver(raw: Path, files: dict[str, bytes]) -> None:
    """Write digests into raw/."""
    for name, content in files.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
