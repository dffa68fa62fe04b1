"""Time the build of candidate events from a large record, and how it grows: `make bench` prints it.

The record is the hand-linked month, told again by several sources in month after month, so that days are as full as the
news of years. A model whose time grows much faster than the record has lost its join order, which happened once.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows import build
from tests.build import linking
from tests.build.handmade import Document, write_record

SOURCES = 6  # that tell each month
MONTHS = (10, 40)  # in the smaller and the larger record
PERIOD = 28  # days of the hand-linked month
PACKAGE = 1000  # documents of one run, as in the record
SLOWEST = 10  # dbt nodes to list


def main() -> None:
    smaller, larger = MONTHS
    times = {months: _build_seconds(months) for months in MONTHS}
    for name in sorted(times[larger], key=lambda name: -times[larger][name])[:SLOWEST]:
        print(f"{name:<28}{times[larger][name]:>9.2f} s{times[larger][name] / times[smaller][name]:>9.1f} times")
    total = {months: sum(nodes.values()) for months, nodes in times.items()}
    print(f"{'all nodes':<28}{total[larger]:>9.2f} s{total[larger] / total[smaller]:>9.1f} times")
    print(f"for a record {larger / smaller:.1f} times as large")


def _build_seconds(months: int) -> dict[str, float]:
    """The seconds of every dbt node over a record of so many months."""
    documents = _record(months)
    with TemporaryDirectory() as name:
        folder = Path(name)
        packages = [documents[start : start + PACKAGE] for start in range(0, len(documents), PACKAGE)]
        written, read = write_record(folder / "record", *packages)
        build.load(folder / build.DATABASE_NAME, written, read, build.VOCABULARY)
        started = time.perf_counter()
        nodes = build.build_events(folder, folder / "target")
        claims = sum(len(story) for document in documents for story in document.stories)
        print(f"{claims} claims: {time.perf_counter() - started:.1f} s")
    return {node.name: node.seconds for node in nodes}


def _record(months: int) -> list[Document]:
    month = linking.load(linking.FIRST).documents
    return [
        _later(document, number * PERIOD, f"source{source}")
        for number in range(months)
        for source in range(SOURCES)
        for document in month
    ]


def _later(document: Document, days: int, source: str) -> Document:
    """The document by another source, so many days later."""
    stories = [
        [replace(fact, fields={name: _shifted(value, days) for name, value in fact.fields.items()}) for fact in story]
        for story in document.stories
    ]
    path = f"{source}/{days}/{document.path}"
    return replace(document, path=path, date=_shifted(document.date, days), stories=stories, source=source)


def _shifted(value: Any, days: int) -> Any:
    """A whole date so many days later; everything else as it is."""
    if not isinstance(value, str) or len(value) != len("2024-03-01") or value[4:5] != "-":
        return value
    return str(date.fromisoformat(value) + timedelta(days=days))


if __name__ == "__main__":
    main()
