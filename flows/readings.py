"""Read what the record holds and has not been read by this version of the reader; each package is read once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows import record
from flows.read import READER_VERSION
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.read.reading import Reading

WORTH_A_PROCESS = 100  # documents, about half a minute; for fewer a process takes longer to start than it saves


def unread(settings: Settings) -> list[record.Package]:
    """The document packages that this reader version has not read yet."""
    read = {package.package_id for package in record.packages(readings_folder(settings))}
    return [package for package in record.packages(settings.record / "documents") if package.package_id not in read]


def read_packages(settings: Settings, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Read every unread package and return the number of documents read.

    A package that is finished stays, so that a run which is stopped goes on where it was.

    Args:
        progress: called with the number of documents read so far, and of all that there are to read.
    """
    waiting = unread(settings)
    total = sum(_documents(package) for package in waiting)
    n_workers = min(settings.readers, len(waiting), total // WORTH_A_PROCESS)
    if n_workers > 1:
        from flows.workers import read_beside

        counts = read_beside(settings, waiting, n_workers)
    else:
        counts = (1 for package in waiting for _ in read_package(settings, package))
    done = 0
    for count in counts:
        done += count
        if progress:
            progress(done, total)
    return done


def read_package(settings: Settings, package: record.Package) -> Iterator[str]:
    """Read the documents of one package, give their ids one by one as they are read, and write what they hold."""
    tables: dict[str, list[dict[str, Any]]] = {table: [] for table in record.READING_TABLES}
    for document in _loaded(package):
        for table, rows in _rows(document, settings.spacy_model).items():
            tables[table] += rows
        yield document["document_id"]
    record.write_package(readings_folder(settings), package.package_id, tables)


def readings_folder(settings: Settings) -> Path:
    """Where the readings of this reader version lie."""
    return settings.record / "readings" / f"v{READER_VERSION}"


def former(settings: Settings) -> list[record.Package]:
    """What other versions of the reader read: their claim ids were published and must still lead somewhere."""
    folders = (settings.record / "readings").glob("v*")
    return [
        package
        for folder in sorted(folders)
        if folder != readings_folder(settings)
        for package in record.packages(folder)
    ]


def _documents(package: record.Package) -> int:
    return sum(1 for delivery in record.noted_deliveries(package) if delivery.state == "loaded")


def _loaded(package: record.Package) -> Iterator[dict[str, Any]]:
    rows = record.read_rows(package, "documents", ("document_id", "path", "text", "state"))
    return (row for row in rows if row["state"] == "loaded")


def _rows(document: dict[str, Any], model: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of one document for every table of a readings package."""
    from flows.read.reading import read  # spaCy, half a second: only when there is something to read

    reading = read(document["text"], name=document["path"].rsplit("/", 1)[-1], model=model)
    document_id = document["document_id"]
    return {
        "stories": [
            {
                "document_id": document_id,
                "story": story.index,
                "start": story.start,
                "end": story.end,
                "headline": story.headline,
            }
            for story in reading.document.stories
        ],
        "claims": [_claim(document_id, fact, reading) for fact in reading.facts],
        "figures": list(_figures(document_id, reading)),
    }


def _claim(document_id: str, fact: Any, reading: Reading) -> dict[str, Any]:
    from flows.read.reading import as_fact, claim_id

    written = as_fact(fact, reading.document.text)
    return {
        "claim_id": claim_id(document_id, fact),
        "document_id": document_id,
        "story": fact.story,
        "fact_type": fact.fact_type,
        "claimed_by": written.get("claimed_by"),
        "modality": fact.modality,
        "quote": written["quote"],
        "quote_start": fact.quote[0],
        "quote_end": fact.quote[1],
        "patterns": ", ".join(fact.patterns),
        "fact": json.dumps(written, ensure_ascii=False),
    }


def _figures(document_id: str, reading: Reading) -> Iterator[dict[str, Any]]:
    from flows.read.reading import claim_id

    for entry in reading.ledger:
        yield {
            "figure_id": f"{document_id}-{entry.start}",
            "document_id": document_id,
            "story": entry.story,
            "start": entry.start,
            "end": entry.end,
            "text": reading.document.text[entry.start : entry.end],
            "value_low": entry.low,
            "value_high": entry.high,
            "qualifier": entry.qualifier,
            "unit": entry.unit,
            "role": entry.role,
            "claim_id": claim_id(document_id, entry.fact) if entry.fact else None,
            "reason": entry.reason,
        }
