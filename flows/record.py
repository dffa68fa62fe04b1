"""The record: packages that are written once and never changed.

    record/documents/<package>/documents.parquet                 what was delivered, one row each
    record/readings/v<reader version>/<package>/*.parquet        what the reader made of those documents

A package is filled under a temporary name, synced and renamed: one rename is one commit. Beside its files lies a
manifest with their hashes, so that damage is noticed before anything is built on it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.errors import EnvironmentFault, machine_fault
from flows.sql import connected

Row = Mapping[str, Any]

# The columns of every table in the record; the build loads them as raw.<table> without naming them again.
TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "delivery_id": "VARCHAR",
        "document_id": "VARCHAR",  # hash of the bytes; null where they could not be read
        "path": "VARCHAR",  # relative to raw/, control characters escaped
        "source_id": "VARCHAR",
        "content": "BLOB",
        "content_sha256": "VARCHAR",
        "byte_count": "BIGINT",
        "encoding": "VARCHAR",
        "text": "VARCHAR",
        "document_date": "VARCHAR",  # YYYY-MM-DD or YYYY-MM
        "date_basis": "VARCHAR",  # date line | file name
        "date_reason": "VARCHAR",  # why there is no date
        "state": "VARCHAR",  # loaded | duplicate | quarantined
        "reason": "VARCHAR",
        "detail": "VARCHAR",
        "publisher": "VARCHAR",
        "address": "VARCHAR",
        "licence": "VARCHAR",
        "language": "VARCHAR",
        "delivered_at": "VARCHAR",  # UTC, ISO 8601
    },
    "stories": {
        "document_id": "VARCHAR",
        "story": "INTEGER",
        "start": "INTEGER",
        "end": "INTEGER",
        "headline": "VARCHAR",
    },
    "claims": {
        "claim_id": "VARCHAR",
        "document_id": "VARCHAR",
        "story": "INTEGER",
        "fact_type": "VARCHAR",  # attack | aid | diplomatic
        "claimed_by": "VARCHAR",
        "modality": "VARCHAR",
        "quote": "VARCHAR",
        "quote_start": "INTEGER",
        "quote_end": "INTEGER",
        "patterns": "VARCHAR",  # ids, comma-separated
        "fact": "VARCHAR",  # the whole fact as JSON, in the reader's own words
    },
    "figures": {
        "figure_id": "VARCHAR",
        "document_id": "VARCHAR",
        "story": "INTEGER",
        "start": "INTEGER",
        "end": "INTEGER",
        "text": "VARCHAR",
        "value_low": "DECIMAL(20,2)",
        "value_high": "DECIMAL(20,2)",
        "qualifier": "VARCHAR",
        "unit": "VARCHAR",
        "role": "VARCHAR",  # the field of the claim that it fills, such as killed or weapons.0.launched
        "claim_id": "VARCHAR",
        "reason": "VARCHAR",  # why it is in no claim
    },
}
READING_TABLES = ("stories", "claims", "figures")


@dataclass(frozen=True)
class Package:
    """One finished package: its id (which orders it) and its folder."""

    package_id: str
    folder: Path


def packages(parent: Path) -> list[Package]:
    """The finished packages under a folder, in the order in which they were written."""
    if not parent.is_dir():
        return []
    names = sorted(entry.name for entry in parent.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    return [Package(name, parent / name) for name in names]


def next_package_id(parent: Path) -> str:
    """The id after the last one: packages sort in the order in which they were written."""
    finished = packages(parent)
    return f"{int(finished[-1].package_id) + 1:08d}" if finished else f"{1:08d}"


def write_package(
    parent: Path, package_id: str, tables: Mapping[str, Sequence[Row]], *, notes: Mapping[str, Any] | None = None
) -> Package:
    """Write one package and return it; nothing is visible under its name before everything is on the disk.

    Args:
        notes: further entries of the manifest, for those who must not wait for Parquet to be read.
    """
    make_folder(parent)
    unfinished = parent / f".{package_id}.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)  # what was delivered is for nobody else to read before it is judged
    files = {}
    for table, rows in tables.items():
        path = unfinished / f"{table}.parquet"
        _write_parquet(path, table, rows)
        files[path.name] = {"sha256": file_hash(path), "rows": len(rows)}
    (unfinished / "manifest.json").write_text(
        json.dumps({"files": files, **(notes or {})}, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    for path in unfinished.iterdir():
        path.chmod(0o600)
        sync(path)
    sync(unfinished)
    final = parent / package_id
    unfinished.rename(final)
    sync(parent)
    return Package(package_id, final)


def verify(package: Package) -> None:
    """Check a package against its manifest.

    Raises:
        EnvironmentFault: a file is missing or its bytes are not those that were written.
    """
    for name, written in manifest(package)["files"].items():
        path = package.folder / name
        if not path.is_file() or file_hash(path) != written["sha256"]:
            raise _damaged(path)


def manifest(package: Package) -> dict[str, Any]:
    """A package's manifest: its files with their hashes and row counts, and its notes.

    Raises:
        EnvironmentFault: the manifest is missing or broken.
    """
    path = package.folder / "manifest.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise EnvironmentFault(f"{path} cannot be read ({problem}); restore this folder from a backup") from problem
    if not isinstance(found, dict) or not isinstance(found.get("files"), dict):
        raise EnvironmentFault(f"{path} names no files; restore this folder from a backup")
    return found


def read_rows(package: Package, table: str, columns: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The rows of one table of a package, in the order in which they were written, with the named columns.

    Raises:
        EnvironmentFault: the file is missing or so damaged that it cannot be read.
    """
    import duckdb

    wanted = list(columns)
    selected = ", ".join(f'"{column}"' for column in wanted)
    path = package.folder / f"{table}.parquet"
    with connected() as connection:
        try:
            cursor = connection.execute(
                f"select {selected} from read_parquet(?, file_row_number = true) order by file_row_number", [str(path)]
            )
            while batch := cursor.fetchmany(1000):
                yield from (dict(zip(wanted, row, strict=True)) for row in batch)
        except duckdb.Error as problem:
            raise machine_fault(problem) or _damaged(path) from problem


def _damaged(path: Path) -> EnvironmentFault:
    if "readings" in path.parts:
        return EnvironmentFault(f"{path} is missing or damaged; delete {path.parent} and run again: it is read anew")
    return EnvironmentFault(f"{path} is missing or damaged; restore this folder from a backup")


@dataclass(frozen=True)
class KnownDelivery:
    """What a manifest notes of one delivery: enough to recognise it without reading Parquet."""

    path: str
    key: str  # the hash of the bytes, or the reason why they were not taken
    state: str
    reason: str | None

    @property
    def is_quarantined(self) -> bool:
        """True where the file was set aside."""
        return self.state == "quarantined"


def deliveries(record: Path) -> list[KnownDelivery]:
    """Every delivery in the record, in the order in which they came."""
    return [delivery for package in packages(record / "documents") for delivery in noted_deliveries(package)]


def noted_deliveries(package: Package) -> list[KnownDelivery]:
    """The deliveries that the manifest of a package of documents notes."""
    return [KnownDelivery(*noted) for noted in manifest(package).get("deliveries", [])]


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Make a file's bytes, or a folder's names, survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, so that their names survive a power cut."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
        sync(path.parent)


def write_whole(path: Path, text: str) -> None:
    """Write a small file so that nobody ever sees half of it, and two processes that do so do not mix."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    unfinished.write_text(text, encoding="utf-8")
    sync(unfinished)
    unfinished.replace(path)
    sync(path.parent)


def _write_parquet(path: Path, table: str, rows: Sequence[Row]) -> None:
    """Rows go through JSON lines, which DuckDB reads in bulk: fifty times faster than binding them one by one."""

    columns = TABLES[table]
    lines = path.with_suffix(".jsonl")
    with lines.open("w", encoding="utf-8") as handle:
        handle.writelines(json.dumps(row, default=_as_json) + "\n" for row in rows)
    selected = ", ".join(
        f'from_base64("{name}") as "{name}"' if kind == "BLOB" else f'"{name}"' for name, kind in columns.items()
    )
    declared = {name: "VARCHAR" if kind == "BLOB" else kind for name, kind in columns.items()}
    with connected() as connection:
        source = connection.read_json(
            str(lines), format="newline_delimited", columns=declared, maximum_object_size=2**28
        )
        packed = source.query("packed", f"select {selected} from packed")
        packed.to_parquet(str(path), compression="zstd")
    lines.unlink()


def _as_json(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"a record row cannot hold {type(value).__name__}")
