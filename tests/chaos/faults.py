"""Where a run can be struck: every write, sync and change of a name that it makes under its warehouse.

faults.c, preloaded into a process, does it; here it is compiled, and its points are listed from the trace of one run.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("faults.c")
RUN_ID = re.compile(r"\d{8}T\d{6}\d*Z?")  # of a release or of a scratch folder: another one in each run
# Written by DuckDB and dbt, by the hundred and alike: `--points all` takes this many of each file, spread evenly.
NATIVE = re.compile(r"(\.duckdb(\.wal)?$|^dbt/)")
SAMPLED = 12


@dataclass(frozen=True)
class Point:
    """The n-th call of one kind on paths like a pattern, and what happens there: kill, torn, full or error."""

    kind: str  # write | sync | name
    pattern: str  # relative to the warehouse
    n: int
    action: str

    @property
    def name(self) -> str:
        """How the report calls it."""
        return f"{self.action} at {self.kind} {self.n} of {self.pattern}"

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)


def compiled(folder: Path) -> Path:
    """The library, made with the machine's C compiler."""
    folder.mkdir(parents=True, exist_ok=True)
    library = folder / "faults.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl"], check=True)
    return library


def points(trace: str, *, every: bool = False) -> list[Point]:
    """What can be struck in a run like the traced one; the calls of the record, the releases and the pointer first.

    Args:
        trace: what faults.c noted, a kind and a path in each line.
        every: also each write of DuckDB's and dbt's files and not a sample.
    """
    calls: Counter[tuple[str, str]] = Counter()
    for line in trace.splitlines():
        kind, path = line.split(" ", 1)
        calls[kind, _pattern(path)] += 1
    found = [point for (kind, pattern), count in calls.items() for point in _struck(kind, pattern, count, every)]
    return sorted(found, key=lambda point: (bool(NATIVE.search(point.pattern)), point.action != "kill"))


def _pattern(path: str) -> str:
    """A path of any run; what dbt compiles is one pattern."""
    return "dbt/target/*" if path.startswith("dbt/target/") else RUN_ID.sub("*", path)


def _struck(kind: str, pattern: str, count: int, every: bool) -> Iterator[Point]:
    is_sample = kind == "write" and NATIVE.search(pattern) and not every
    step = max(1, count // SAMPLED) if is_sample else 1
    for n in range(1, count + 1, step):
        yield Point(kind, pattern, n, "kill")
        if kind == "write":
            yield Point(kind, pattern, n, "torn")
        if kind == "sync" and NATIVE.search(pattern) and n % SAMPLED:
            continue  # a failed sync of a file that is thrown away says the same each time
        yield Point(kind, pattern, n, "full" if kind == "write" else "error")
