"""One run over everything that can go wrong, for all tests of this folder."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from flows import record
from flows.settings import PROJECT, Settings
from tests.conftest import PARSED_PROJECT
from tests.faults.delivered import deliver

CANARY = "canary-5f0e9c1b7a"  # stands in the environment as a secret would


def sitrep(settings: Settings, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, with a secret in its environment."""
    folders = {"SITREP_RAW": str(settings.raw), "SITREP_WAREHOUSE": str(settings.warehouse)}
    return subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", *arguments],
        env={**os.environ, **folders, "SOME_SERVICE_PASSWORD": CANARY, "PREFECT_API_KEY": "", **environment},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        errors="backslashreplace",
        check=False,
    )


@dataclass(frozen=True)
class Faults:
    """The run over the folder of faults: what it said, and what the record says of every file."""

    settings: Settings
    before: str  # the state of raw/ before the run
    ran: subprocess.CompletedProcess[str]

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """The record's row of every delivery, by its path."""
        columns = [name for name in record.TABLES["documents"] if name != "text"]
        return {
            row["path"]: row
            for package in record.packages(self.settings.record / "documents")
            for row in record.read_rows(package, "documents", columns)
        }

    @property
    def states(self) -> dict[str, int]:
        """How many files came to which state, as the run told it."""
        (line,) = re.findall(r"^files +(.+)$", self.ran.stdout, flags=re.M)
        return {state: int(count.replace(",", "")) for count, state in re.findall(r"(\d[\d,]*) (\w+)", line)}

    def state(self, path: str) -> tuple[str, str | None]:
        """State and reason of a file."""
        return self.rows[path]["state"], self.rows[path]["reason"]

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows that the release answers with."""
        from flows.deliver.query import query

        return query(self.settings, sql).rows


def picture(folder: Path) -> str:
    """A hash over names, sizes, times and modes of all that lies in a folder."""
    found = hashlib.sha256()
    for root, folders, files in os.walk(os.fsencode(folder)):
        for name in sorted([*folders, *files]):
            status = os.lstat(os.path.join(root, name))  # noqa: PTH118 - bytes
            told = (status.st_mode, status.st_size if name in files else 0, status.st_mtime_ns, status.st_nlink)
            found.update(root + name + repr(told).encode())
    return found.hexdigest()


@pytest.fixture(scope="session")
def faults(tmp_path_factory: pytest.TempPathFactory, parsed_project: Path) -> Faults:
    """Everything delivered at once, and one run over it."""
    folder = tmp_path_factory.mktemp("faults")
    made = Settings(raw=folder / "raw", warehouse=folder / "warehouse")
    deliver(made.raw)
    before = picture(made.raw)
    if parsed_project.exists():
        made.dbt_target.mkdir(parents=True)
        shutil.copy(parsed_project, made.dbt_target)
    ran = sitrep(made, "run", "--direct")
    written = made.dbt_target / PARSED_PROJECT
    if written.exists():
        shutil.copy(written, parsed_project)
    return Faults(made, before, ran)
