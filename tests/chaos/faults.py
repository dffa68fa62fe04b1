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
# Of a release, a scratch folder, a package, a reader version or a process: in the patterns a star.
RUN_ID = re.compile(r"\d{8}T\d{6}\d*Z?|(?<=/\.)\d{8}(?=\.)|(?<=readings/)v\d+|(?<=layout\.)\d+")
# Written by DuckDB and dbt, by the hundred and alike: of each such file a sample is taken, spread evenly.
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


def points(trace: str, *, sampled: int | None = SAMPLED) -> list[Point]:
    """What can be struck in a run like the traced one; our own calls first, then those of DuckDB and dbt.

    Args:
        trace: what faults.c noted, a kind and a path in each line.
        sampled: how many calls of each kind on each file of DuckDB or dbt; all where None.
    """
    calls: Counter[tuple[str, str]] = Counter()
    for line in trace.splitlines():
        kind, path = line.split(" ", 1)
        calls[kind, pattern(path)] += 1
    found = [point for (kind, path), count in calls.items() for point in _struck(kind, path, count, sampled)]
    return sorted(found, key=lambda point: (is_native(point.pattern), point.action != "kill"))


def pattern(path: str) -> str:
    """A path of any run; what dbt compiles is one pattern."""
    return "dbt/target/*" if path.startswith("dbt/target/") else RUN_ID.sub("*", path)


def is_native(path: str) -> bool:
    """True for what DuckDB and dbt write, and not our own code."""
    return bool(NATIVE.search(path))


def _struck(kind: str, path: str, count: int, sampled: int | None) -> Iterator[Point]:
    step = max(1, count // sampled) if sampled and is_native(path) else 1
    for n in range(1, count + 1, step):
        yield Point(kind, path, n, "kill")
        if kind == "write":
            yield Point(kind, path, n, "torn")
        yield Point(kind, path, n, "full" if kind == "write" else "error")
