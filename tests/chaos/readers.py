"""Readers that open and hold the release while others are published, as fast as it goes.

    python -m tests.chaos.readers [FOLDER] [--publishes 1000] [--processes 8]      four readers in each process

Each reader goes the way of a client: it follows `current`, opens the file, reads, holds it and reads again.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import duckdb

from flows import publish, releases
from flows.changes import EVENT_KEYS
from flows.settings import PROJECT, Settings
from tests.small_build import CLAIMS

THREADS = 4  # in each process
LONGEST_HOLD = 0.3  # seconds
GRACE = 5.0  # seconds for which a release is kept that was just served: a day, made short to see it end
SEEN = """
select (select release_id from release), (select part from fct_attacks), (select part from fct_aid),
    (select part from fct_diplomatic_events)
"""


def storm(folder: Path, *, publishes: int, processes: int) -> dict[str, Any]:
    """Publish so often under the eyes of so many readers; comes back with what was done and what went wrong."""
    settings = Settings(raw=folder / "raw", warehouse=folder / "warehouse", keep_releases=3)
    shutil.rmtree(settings.warehouse, ignore_errors=True)
    settings.warehouse.mkdir(parents=True)
    builds = [_build(folder / f"build-{part}.duckdb", part) for part in range(2)]
    publish.publish(settings, builds[0], {})
    readers = [_reader(settings) for _ in range(processes)]
    started, removed = time.monotonic(), 0
    for number in range(1, publishes):
        publish.publish(settings, builds[number % 2], {})
        removed += len(releases.prune(settings, grace=GRACE))
    seconds = time.monotonic() - started
    for reader in readers:
        reader.stdin.close()
    told = [json.loads(reader.stdout.read()) for reader in readers]
    for reader in readers:
        reader.wait()
    return {
        "publishes": publishes,
        "readers": processes * THREADS,
        "opened": sum(one["opened"] for one in told),
        "releases_seen": len({seen for one in told for seen in one["seen"]}),
        "removed": removed,
        "seconds": round(seconds),
        "wrong": [wrong for one in told for wrong in one["wrong"]],
    }


def _build(path: Path, part: int) -> Path:
    """A finished build whose every mart says which build it is of."""
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(CLAIMS)
        for letter, (mart, key) in zip("abc", EVENT_KEYS.items(), strict=True):
            connection.execute(f"create table {mart} as select '{letter}' as {key}, {part} as part")
    return path


def _reader(settings: Settings) -> Any:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.chaos.readers", "--read", str(settings.warehouse)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _read(warehouse: Path) -> None:
    """Four readers until standard input closes; then what they saw, as JSON."""
    settings = Settings(raw=warehouse, warehouse=warehouse)
    told: dict[str, Any] = {"opened": 0, "seen": set(), "wrong": []}
    stop = threading.Event()
    threads = [threading.Thread(target=_open_and_hold, args=(settings, told, stop)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    stop.set()
    for thread in threads:
        thread.join()
    print(json.dumps({**told, "seen": sorted(told["seen"])}))


def _open_and_hold(settings: Settings, told: dict[str, Any], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            release = releases.required(settings)
            with duckdb.connect(str(release.database), read_only=True) as connection:
                seen = connection.execute(SEEN).fetchone()
                stop.wait(random.uniform(0, LONGEST_HOLD))
                again = connection.execute(SEEN).fetchone()
            told["opened"] += 1
            told["seen"].add(release.release_id)
            if seen is None or seen != again or seen[0] != release.release_id or len(set(seen[1:])) != 1:
                told["wrong"].append(f"a mixture: {seen}, then {again}, in {release.release_id}")
        except Exception as problem:  # noqa: BLE001 - whatever a reader meets is what is looked for
            told["wrong"].append(f"{type(problem).__name__}: {problem}")


def main() -> int:
    """The exit code: 1 where a reader met an error or a mixture."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.readers", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(".chaos/readers"))
    parser.add_argument("--publishes", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.read:
        _read(told.read)
        return 0
    found = storm(told.folder.absolute(), publishes=told.publishes, processes=told.processes)
    print(json.dumps(found, indent=1))
    return int(bool(found["wrong"]))


if __name__ == "__main__":
    sys.exit(main())
