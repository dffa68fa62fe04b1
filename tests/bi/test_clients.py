"""The recipes of docs/bi.md for programs that we do not install otherwise, typed as they stand there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import PROJECT, Settings
from tests.bi.environments import installed
from tests.recipes import blocks, desk

pytestmark = pytest.mark.bi


@pytest.fixture(scope="module")
def programs() -> Path:
    return installed(PROJECT / "tests" / "bi" / "clients.lock")


def typed(command: str, folder: Path, programs: Path) -> str:
    """What a line of the guide prints in a shell where the client is on the path."""
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8"}
    ran = subprocess.run(["sh", "-euc", command], cwd=folder, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_duckdb_command_line(published: Settings, tmp_path: Path, programs: Path) -> None:
    (command,) = blocks("DuckDB command line", "sh")
    answer = typed(command, desk(tmp_path, published), programs)
    assert "Norway" in answer
    assert "40000000.00" in answer


def test_a_marimo_app(published: Settings, tmp_path: Path, programs: Path) -> None:
    (command,) = blocks("marimo", "sh")
    folder = desk(tmp_path, published)
    typed(command, folder, programs)
    page = (folder / "donors.html").read_text(encoding="utf-8")
    assert "Norway" in page
    assert "Traceback" not in page


def test_datasette_reads_the_copy(published: Settings, tmp_path: Path, programs: Path) -> None:
    folder = desk(tmp_path, published)
    (copy,) = blocks("Datasette", "python")
    subprocess.run([sys.executable, "-c", copy], cwd=folder, check=True)
    (command,) = blocks("Datasette", "sh")
    rows = json.loads(typed(command, folder, programs))
    assert {row["donor"]: row["committed_usd"] for row in rows} == {"Norway": 40_000_000, "Sweden": 15_000_000}
