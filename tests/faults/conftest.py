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
from tests.faults.delivered import deliver
from tests.faults.payloads import hostile_digests
from tests.faults.watch import GUARD, Watch

CANARY = "canary-5f0e9c1b7a"  # stands in the environment as a secret would


def start(settings: Settings, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """The command line in a process of its own, with a secret in its environment."""
    folders = {"SITREP_RAW": str(settings.raw), "SITREP_WAREHOUSE": str(settings.warehouse)}
    return subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import main; main()", *arguments],
        env={**os.environ, **folders, "SOME_SERVICE_PASSWORD": CANARY, **environment},
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="backslashreplace",
    )


def sitrep(settings: Settings, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line, run to its end."""
    process = start(settings, *arguments, **environment)
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


@dataclass(frozen=True)
class Watched:
    """What a watched run did: its outcome, the sockets that the kernel showed, what Python asked of the network."""

    ran: subprocess.CompletedProcess[str]
    sockets: frozenset[tuple[str, str]]
    looks: int
    asked: tuple[str, ...]  # event, process, address, with tabs between


def watched(settings: Settings, *arguments: str) -> Watched:
    """The command line under watch, with every child that it starts."""
    log = settings.warehouse.parent / "sockets.log"
    path = os.pathsep.join([str(GUARD), str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])])
    process = start(settings, *arguments, PYTHONPATH=path, SITREP_SOCKET_LOG=str(log), SITREP_PREFECT_PORT="9")
    watch = Watch(process)
    watch.start()
    out, err = process.communicate()
    watch.join()
    ran = subprocess.CompletedProcess(process.args, process.returncode, out, err)
    asked = tuple(log.read_text(encoding="utf-8").splitlines()) if log.exists() else ()
    return Watched(ran, frozenset(watch.seen), watch.looks, asked)


@dataclass(frozen=True)
class Faults:
    """The run over the folder of faults: what it said, and what the record says of every file."""

    settings: Settings
    before: str  # the state of raw/ before the run
    watched: Watched

    @property
    def ran(self) -> subprocess.CompletedProcess[str]:
        """The outcome of the run."""
        return self.watched.ran

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
    """Everything delivered at once, and one run over it without Prefect."""
    made = _settings(tmp_path_factory.mktemp("faults"), parsed_project)
    deliver(made.raw)
    return Faults(made, picture(made.raw), watched(made, "run", "--direct"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, parsed_project: Path) -> Faults:
    """The payloads in digests, and one run over them with a Prefect server of its own."""
    made = _settings(tmp_path_factory.mktemp("hostile"), parsed_project)
    hostile_digests(made.raw)
    return Faults(made, picture(made.raw), watched(made, "run"))


def _settings(folder: Path, parsed_project: Path) -> Settings:
    made = Settings(raw=folder / "raw", warehouse=folder / "warehouse")
    if parsed_project.exists():
        made.dbt_target.mkdir(parents=True)
        shutil.copy(parsed_project, made.dbt_target)
    return made
