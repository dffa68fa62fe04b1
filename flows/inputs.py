"""What a release was made from, as hashes: when none of them changed there is nothing to do. Standard library only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows import record
from flows.rates import rates_file
from flows.read import READER_VERSION
from flows.settings import PROJECT, Settings

SKIPPED_FOLDERS = frozenset({"__pycache__", "target", "logs"})
SKIPPED_FILES = ("sitrep.duckdb", "sitrep.new", ".")  # what `sitrep build --dev` and dbt leave in the dbt project


def current_inputs(settings: Settings) -> dict[str, str | int]:
    """The inputs of a release made now: the record, the reader version, and hashes of what turns one into marts."""
    return {
        "documents": packages_hash(record.packages(settings.record / "documents")),
        "readings": packages_hash(record.packages(settings.record / "readings" / f"v{READER_VERSION}")),
        "reader_version": READER_VERSION,
        "code": tree_hash(PROJECT / "flows", ".py"),
        "vocabulary": tree_hash(PROJECT / "flows" / "read" / "vocabulary", ".csv"),
        "dbt_project": tree_hash(PROJECT / "dbt_project"),
        "report": tree_hash(PROJECT / "flows" / "deliver" / "report"),
        "vendor": tree_hash(PROJECT / "vendor"),
        "expectations": tree_hash(PROJECT / "expectations", ".py"),
        "exchange_rates": record.file_hash(rates_file()),
        "lock": record.file_hash(PROJECT / "requirements" / "runtime.lock"),
    }


def packages_hash(packages: Iterable[record.Package]) -> str:
    """One hash of several packages: a package never changes, so its manifest stands for it."""
    digest = hashlib.sha256()
    for package in packages:
        manifest = package.folder / "manifest.json"
        digest.update(package.package_id.encode() + (manifest.read_bytes() if manifest.is_file() else b""))
    return digest.hexdigest()


def tree_hash(folder: Path, suffix: str = "") -> str:
    """One hash of all files under a folder, their names and their bytes."""
    digest = hashlib.sha256()
    for path in sorted(_files(folder, suffix)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + record.file_hash(path).encode() + b"\0")
    return digest.hexdigest()


def _files(folder: Path, suffix: str) -> Iterator[Path]:
    for path in folder.rglob(f"*{suffix}"):
        is_ours = not SKIPPED_FOLDERS & set(path.relative_to(folder).parts) and not path.name.startswith(SKIPPED_FILES)
        if is_ours and path.is_file():
            yield path
