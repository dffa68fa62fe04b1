"""Time what people wait for: whole commands, then the stages and dbt nodes of one run. `make bench` prints it.

Times are of this machine at this moment; the ratios to the start of the interpreter travel better.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows import prefect_server, releases
from flows.settings import PROJECT, Settings

REPEATS = 3
SAMPLES = PROJECT / "raw" / "samples" / "2023"
SLOWEST = 12  # dbt nodes to list


def main() -> None:
    with TemporaryDirectory() as folder:
        settings = Settings(raw=Path(folder) / "raw", warehouse=Path(folder) / "warehouse")
        settings.raw.mkdir()
        digests = sorted(SAMPLES.glob("*.txt"))
        shutil.copy(digests[0], settings.raw)
        bare = min(_seconds(settings, "-c", "pass") for _ in range(REPEATS))
        print(f"{'command':<44}{'seconds':>9}{'/ bare start':>14}")
        _row("interpreter, bare", [bare], bare)
        _row("sitrep --help", [_sitrep(settings, "--help") for _ in range(REPEATS)], bare)
        _row("sitrep read, one file", [_sitrep(settings, "read", str(digests[0])) for _ in range(REPEATS)], bare)
        _row("sitrep run --direct, first of a warehouse", [_sitrep(settings, "run", "--direct")], bare)
        _row("sitrep run, nothing new", [_sitrep(settings, "run") for _ in range(REPEATS)], bare)
        new = iter(digests[1:])
        direct = [_with_new(settings, next(new), "run", "--direct") for _ in range(REPEATS)]
        _row("sitrep run --direct, one new digest", direct, bare)
        _with_new(settings, next(new), "run")  # migrates Prefect's database
        temporary = [_with_new(settings, next(new), "run") for _ in range(REPEATS)]
        _row("sitrep run, temporary Prefect server", temporary, bare)
        with prefect_server.temporary_server(settings) as server:
            server.wait()
            os.environ["PREFECT_API_URL"] = server.url
            standing = [_with_new(settings, next(new), "run") for _ in range(REPEATS)]
        _row("sitrep run, standing Prefect server", standing, bare)
        _print_stages(releases.required(settings).about)


def _print_stages(about: dict[str, Any]) -> None:
    print("\nlast run, seconds by stage")
    for stage, seconds in about["seconds"].items():
        print(f"  {stage:<42}{seconds:>9.2f}")
    nodes = sorted(about["nodes"], key=lambda node: -node["seconds"])
    print(f"\ndbt, {len(nodes)} nodes, {sum(node['seconds'] for node in nodes):.2f} s in them; the slowest")
    for node in nodes[:SLOWEST]:
        print(f"  {node['kind'] + ' ' + node['name']:<42}{node['seconds']:>9.2f}")


def _row(name: str, times: list[float], bare: float) -> None:
    middle = sorted(times)[len(times) // 2]
    print(f"{name:<44}{middle:>9.2f}{middle / bare:>14.1f}", flush=True)


def _with_new(settings: Settings, digest: Path, *arguments: str) -> float:
    shutil.copy(digest, settings.raw)
    return _sitrep(settings, *arguments)


def _sitrep(settings: Settings, *arguments: str) -> float:
    return _seconds(settings, "-c", "from flows.cli import main; main()", *arguments)


def _seconds(settings: Settings, *command: str) -> float:
    environment = {
        **os.environ,
        "SITREP_RAW": str(settings.raw),
        "SITREP_WAREHOUSE": str(settings.warehouse),
        "SITREP_PREFECT_PORT": "9",  # no standing server but the one that PREFECT_API_URL names
    }
    started = time.monotonic()
    ran = subprocess.run([sys.executable, *command], env=environment, cwd=PROJECT, capture_output=True, check=False)
    if ran.returncode not in (0, 10):
        sys.exit(json.dumps({"failed": command, "said": ran.stderr.decode()}))
    return time.monotonic() - started


if __name__ == "__main__":
    main()
