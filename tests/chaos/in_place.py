"""The same strikes on what others do: one long-lived DuckDB file whose tables are replaced one by one, as dbt does.

    python -m tests.chaos.in_place [FOLDER] [--moments 300]      strike, and print how many files were left how

Nothing of Sitrep is in it. A file is old, new, mixed (some tables of the one version and some of the other, which a
reader cannot tell) or unopenable.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb

TABLES = 24  # about as many as Sitrep's marts
ROWS = 2000
OLD, NEW = 1, 2


def write(database: Path, version: int) -> None:
    """Replace every table by its next version, each in a transaction of its own."""
    with duckdb.connect(str(database)) as connection:
        for number in range(TABLES):
            connection.execute(
                f"create or replace table mart_{number} as "
                f"select {version} as version, range as id, md5(range::varchar) as words from range({ROWS})"
            )


def left(database: Path) -> str:
    """What a reader finds: old, new, mixed or unopenable."""
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            found = {
                version
                for number in range(TABLES)
                for (version,) in connection.execute(f"select distinct version from mart_{number}").fetchall()
            }
    except duckdb.Error:
        return "unopenable"
    return {(OLD,): "old", (NEW,): "new"}.get(tuple(sorted(found)), "mixed")


def strikes(folder: Path, moments: int) -> Counter[str]:
    """Kill as many updates as are asked for at random moments; comes back with how the files were left."""
    folder.mkdir(parents=True, exist_ok=True)
    kept, case = folder / "in_place_kept.duckdb", folder / "in_place.duckdb"
    kept.unlink(missing_ok=True)
    write(kept, OLD)
    whole = _update(kept, case, None)[1]
    found: Counter[str] = Counter()
    while found.total() < moments:
        status, _ = _update(kept, case, random.uniform(0, whole))
        if status == -signal.SIGKILL:
            found[left(case)] += 1
    return found


def _update(kept: Path, case: Path, kill_after: float | None) -> tuple[int, float]:
    """One update of a fresh copy in a process of its own, killed after so many seconds: its status and its time."""
    case.with_name(f"{case.name}.wal").unlink(missing_ok=True)
    shutil.copyfile(kept, case)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.chaos.in_place", "--update", str(case)],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()  # everything is imported: the update begins
    begun = time.monotonic()
    try:
        process.wait(timeout=kill_after)
    except subprocess.TimeoutExpired:
        process.kill()
    process.wait()
    return process.returncode, time.monotonic() - begun


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.in_place", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(".chaos"))
    parser.add_argument("--moments", type=int, default=300)
    parser.add_argument("--update", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.update:
        print("imported", flush=True)
        write(told.update, NEW)
        return
    found = strikes(told.folder, told.moments)
    print(f"{found.total()} kills of an update in place: {', '.join(f'{n} {name}' for name, n in found.most_common())}")


if __name__ == "__main__":
    main()
