"""The report of all strikes so far, as figures."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

LOST = ("lost", "not read")
HEAD = ("strikes", "struck", "next runs", "old", "new", "none", "lost", "doubled", "mixed", "unopenable", "other")


def lines(report: Path) -> list[dict[str, Any]]:
    """What the report holds; a last line that was cut off by a kill of the harness itself does not count."""
    if not report.exists():
        return []
    whole = report.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in whole if line.endswith("\n")]


def table(report: list[dict[str, Any]]) -> str:
    """One row per kind of strike, and under it the commits and what went wrong."""
    groups: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in report:
        groups[f"{line['group']} ({line['scene']})"].append(line)
    rows = [("", *HEAD), *((group, *map(str, _row(found))) for group, found in sorted(groups.items()))]
    if report:
        rows.append(("all", *map(str, _row(report))))
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD) + 1)]
    told = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    commits = ", ".join(sorted({line["commit"] for line in report}))
    codes = Counter(line["status"] for line in report if line["status"] >= 0)
    ended = ", ".join(f"{code}: {count}" for code, count in sorted(codes.items()))
    wrong = [f"{line['scene']}: {line['what']}: {wrong}" for line in report for wrong in line["wrong"]]
    return "\n".join([*told, f"commits: {commits}", f"exit codes of runs that were not killed: {ended}", *wrong])


def _row(found: list[dict[str, Any]]) -> list[int]:
    served = Counter(line["served"] for line in found)
    wrong = Counter(_class(one) for line in found for one in line["wrong"])
    return [
        len(found),
        sum(line["struck"] is not None for line in found),
        sum(line["next_run"] for line in found),
        *(served[state] for state in ("old", "new", "none")),
        *(wrong[name] for name in HEAD[6:]),
    ]


def _class(wrong: str) -> str:
    if wrong.startswith(LOST):
        return "lost"
    name = wrong.split(":")[0]
    return name if name in HEAD else "other"
