"""A dashboard keeps asking while runs publish: no error, one whole release until it reconnects, then the new one."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from flows import pipeline
from flows.progress import Progress
from flows.settings import PROJECT, Settings
from flows.steps import PLAIN
from tests.digests import CLEAN_NIGHT, RAID


def publish(settings: Settings, name: str, text: str) -> str:
    (settings.raw / name).write_text(text, encoding="utf-8")
    release = pipeline.run(settings, stages=PLAIN, progress=Progress()).release
    assert release
    return release.release_id


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
