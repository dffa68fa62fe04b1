"""Other tools: a dashboard keeps asking while runs publish, and the quick recipes of docs/bi.md do what they say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows import pipeline
from flows.progress import Progress
from flows.settings import PROJECT, Settings
from flows.steps import PLAIN
from tests.digests import CLEAN_NIGHT, RAID
from tests.recipes import GUIDE, blocks, desk


def publish(settings: Settings, name: str, text: str) -> str:
    (settings.raw / name).write_text(text, encoding="utf-8")
    release = pipeline.run(settings, stages=PLAIN, progress=Progress()).release
    assert release
    return release.release_id


@pytest.mark.slow
def test_an_open_connection_sees_one_whole_release(settings: Settings, tmp_path: Path) -> None:
    first = publish(settings, "2031-03-04.txt", RAID)
    client = subprocess.Popen(
        [sys.executable, "-m", "tests.programs.bi_client", str(settings.current / "sitrep.duckdb")],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert client.stdin
    assert client.stdout
    time.sleep(1)  # it holds the first release open
    publish(settings, "2031-03-06.txt", CLEAN_NIGHT)
    third = publish(settings, "2031-03-09.txt", CLEAN_NIGHT.replace("03-06", "03-09"))
    seen = []
    for _ in range(2):
        client.stdin.write("\n")
        client.stdin.flush()
        seen.append([tuple(answer) for answer in json.loads(client.stdout.readline())])
    _, err = client.communicate()
    assert (client.returncode, err) == (0, "")
    assert seen == [[(first, 1, 1)], [(third, 3, 3)]]


def test_the_lines_for_python_print_what_sql_says(published: Settings, tmp_path: Path) -> None:
    (lines,) = blocks("Python, Jupyter", "python")
    ran = subprocess.run([sys.executable, "-c", lines], cwd=desk(tmp_path, published), capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("30\n", "")


def test_a_release_attached_beside_a_file_of_ones_own(
    published: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (lines,) = blocks("DuckDB command line", "sql")
    monkeypatch.chdir(desk(tmp_path / "desk", published))
    with duckdb.connect(str(tmp_path / "own.duckdb")) as own:
        assert own.execute(lines).fetchall() == [(date(2031, 3, 4), 2)]
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            own.execute("delete from sitrep.fct_attacks")


def test_the_guide_says_of_every_tool_whether_it_was_tried() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    for tool in [*"Superset Metabase Grafana Tableau DBeaver Excel Jupyter marimo Datasette R".split(), "Power BI"]:
        assert re.search(rf"^\|[^|]*\b{tool}\b.*\|[^|]*\|.*\|$", guide, flags=re.M), tool
    assert guide.count("Here: no ") == 6  # every untested recipe gives its reason
