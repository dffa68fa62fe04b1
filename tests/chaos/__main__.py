"""Strike runs and print what came of it.

    python -m tests.chaos                                   what is left of all points and of 300 random moments
    python -m tests.chaos --moments 30 --points none
    python -m tests.chaos --table                           the figures so far

The report in the folder adds up: a run that was stopped goes on where it was, as long as the code is the same.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.chaos import figures
from tests.chaos.harness import DIRECT, THROUGH_PREFECT, Harness, harness, tested
from tests.chaos.scene import FIRST_RUN, NEW_DIGESTS, PUBLISH

FIRST_RUN_EVERY = 5  # of so many moments one is in a first run


def main() -> int:
    """The exit code: 1 where this code lost, doubled or mixed anything, left it unopenable, or did not converge."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(".chaos"), help="scratch and report")
    parser.add_argument("--moments", type=int, default=300, help="kills at random moments, in all")
    parser.add_argument("--commands", type=int, default=60, help="of a whole `sitrep run --direct`, in all")
    parser.add_argument("--prefect", type=int, default=10, help="of a whole `sitrep run` through Prefect, in all")
    parser.add_argument("--points", choices=("all", "every", "none"), default="all", help="every: no sampling")
    parser.add_argument("--minutes", type=float, default=24 * 60.0, help="stop after this time")
    parser.add_argument("--table", action="store_true", help="print the figures of the report and do nothing")
    told = parser.parse_args()
    if not told.table:
        with harness(told.folder) as made:
            _strike(made, told)
    lines = figures.lines(told.folder / "report.jsonl")
    print(figures.table(lines))
    code = tested()["code"]
    return int(any(line["wrong"] for line in lines if line["code"] == code))


def _strike(made: Harness, told: argparse.Namespace) -> None:
    until = time.monotonic() + 60 * told.minutes
    for line in _strikes(made, told):
        mark = "; ".join(line["wrong"]) or "ok"
        print(f"{line['scene']}: {line['what']} ({line['struck']}): {line['status']}, {line['served']}, {mark}")
        sys.stdout.flush()
        if time.monotonic() > until:
            return


def _strikes(made: Harness, told: argparse.Namespace) -> Iterator[dict[str, Any]]:
    code = tested()["code"]
    done = [line for line in figures.lines(made.report) if line["code"] == code]
    kills = Counter(line["group"] for line in done if line["struck"])
    random_moments = random.Random()
    points = {(line["scene"], line["what"]) for line in done}
    if told.points != "none":
        for scene in (PUBLISH, FIRST_RUN, NEW_DIGESTS):
            for point in made.points(scene, every=told.points == "every"):
                if (scene, point.name) not in points:
                    yield made.strike_point(scene, point)
    for group, wanted, strike in (
        ("moment", told.moments, made.strike_moment),
        (f"moment, {DIRECT}", told.commands, made.strike_command),
        (f"moment, {THROUGH_PREFECT}", told.prefect, made.strike_prefect),
    ):
        while kills[group] < wanted:
            scene = FIRST_RUN if random_moments.randrange(FIRST_RUN_EVERY) == 0 else NEW_DIGESTS
            line = strike(scene, random_moments)
            kills[group] += bool(line["struck"])
            yield line


if __name__ == "__main__":
    sys.exit(main())
