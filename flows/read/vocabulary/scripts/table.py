"""Vocabulary tables: plain CSV with a header, in the order of their first column."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

VOCABULARY = Path(__file__).resolve().parent.parent
KEPT = Path(__file__).resolve().parent / "kept"

Row = dict[str, str]


def read_table(path: Path) -> list[Row]:
    """The rows of one CSV file, every value text, surrounding blanks cut off."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(file)]


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write the rows sorted by all their columns, so that a second run gives the same bytes."""
    ordered = sorted(rows, key=lambda row: [row[column] for column in columns])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)


def split_list(value: str) -> list[str]:
    """The names of a list cell, in their order."""
    return [name.strip() for name in value.split("|") if name.strip()]


def join_list(names: Iterable[str], without: Iterable[str] = ()) -> str:
    """A list cell: each name once, in order of first appearance, without those that stand elsewhere."""
    seen = dict.fromkeys(name for name in names if name)
    for name in without:
        seen.pop(name, None)
    return "|".join(seen)
