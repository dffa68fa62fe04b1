"""Read documents that nobody would write, until so many have been read over all runs.

    python -m tests.fuzz --short 200000 --parse 5000

Every document follows from its number, so a run that is stopped goes on where it was. What was reached is kept in
.fuzz/progress.json, each document that failed in .fuzz/failures/. Ends with 1 where one did.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings

from flows.settings import PROJECT
from tests.fuzz.shapes import bent, documents
from tests.fuzz.work import KINDS, within_time

FOLDER = PROJECT / ".fuzz"
BATCH = {"short": 500, "parse": 50}  # documents: half of them bent from the samples, half made by Hypothesis
MOST_MEMORY = 3 << 30  # bytes of the whole process; more is a failure


class Progress:
    """What has been reached over all runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "progress.json"
        folder.mkdir(exist_ok=True)
        known = json.loads(self.path.read_text(encoding="utf-8")) if self.path.exists() else {}
        self.kinds: dict[str, dict[str, Any]] = {
            kind: known.get(kind, {"documents": 0, "failures": 0, "slowest": 0.0, "seconds": 0.0}) for kind in KINDS
        }

    def add(self, kind: str, count: int, seconds: float) -> None:
        """Note a batch that is done."""
        self.kinds[kind]["documents"] += count
        self.kinds[kind]["seconds"] = round(self.kinds[kind]["seconds"] + seconds, 1)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        commit = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=PROJECT, capture_output=True, text=True, check=False
        )
        told = {**self.kinds, "peak_megabytes": peak >> 20, "commit": commit.stdout.strip()}
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        unfinished.replace(self.path)

    def try_one(self, kind: str, work: Callable[[bytes], Any], content: bytes) -> None:
        """Do one document; where it fails, keep it with the reason."""
        started = time.process_time()
        try:
            with within_time():
                work(content)
        except Exception:  # noqa: BLE001 - whatever it is, it is a finding
            self.keep(kind, content)
        self.kinds[kind]["slowest"] = round(max(self.kinds[kind]["slowest"], time.process_time() - started), 2)

    def try_again(self) -> None:
        """Do what failed once more; what is mended counts as a failure no longer."""
        for kept in sorted((self.folder / "failures").glob("*.txt")):
            kind = kept.name.split("-")[0]
            self.kinds[kind]["failures"] -= 1
            content = kept.read_bytes()
            kept.unlink()
            kept.with_suffix(".log").unlink(missing_ok=True)
            self.try_one(kind, KINDS[kind], content)

    def keep(self, kind: str, content: bytes) -> None:
        """Write down a document that failed, and why."""
        self.kinds[kind]["failures"] += 1
        failures = self.folder / "failures"
        failures.mkdir(exist_ok=True)
        stem = f"{kind}-{self.kinds[kind]['documents']:06}-{self.kinds[kind]['failures']:03}"
        (failures / f"{stem}.txt").write_bytes(content)
        (failures / f"{stem}.log").write_text(traceback.format_exc(), encoding="utf-8")
        print(f"failed: {failures / stem}.log", flush=True)


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, cwd=PROJECT, capture_output=True, text=True, check=False).stdout.strip()


def batch(kind: str, number: int, progress: Progress) -> int:
    """One batch of documents, and how many they were."""
    half = BATCH[kind] // 2
    work = KINDS[kind]
    for place in range(half):
        progress.try_one(kind, work, bent(f"{kind}-{number}-{place}"))
    made = 0

    @seed(number)
    @hypothesis_settings(
        max_examples=half,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def invented(content: bytes) -> None:
        nonlocal made
        made += 1
        progress.try_one(kind, work, content)

    invented()
    return half + made


def main() -> int:
    """Run until the asked numbers are reached; the number of failures decides the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    for kind, number in (("short", 200_000), ("parse", 5_000)):
        parser.add_argument(f"--{kind}", type=int, default=number, help="documents over all runs")
    asked = vars(parser.parse_args())
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    progress = Progress(FOLDER)
    progress.try_again()
    while behind := [kind for kind in KINDS if progress.kinds[kind]["documents"] < asked[kind]]:
        kind = min(behind, key=lambda each: progress.kinds[each]["documents"] / asked[each])
        started = time.perf_counter()
        count = batch(kind, progress.kinds[kind]["documents"], progress)
        progress.add(kind, count, time.perf_counter() - started)
    print(progress.path.read_text(encoding="utf-8") if progress.path.exists() else "nothing asked", end="")
    return min(sum(each["failures"] for each in progress.kinds.values()), 1)


if __name__ == "__main__":
    sys.exit(main())
