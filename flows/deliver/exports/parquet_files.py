"""Parquet: one file per table with its types, for data frames and other databases."""

from __future__ import annotations

from pathlib import Path

from flows.deliver.exports.about import about
from flows.deliver.exports.folder import explained_folder
from flows.deliver.exports.selection import Selection
from flows.sql import literal


def write(selection: Selection, out: Path) -> None:
    """Write <table>.parquet for each table into the folder `out`; each carries about.txt as key-value metadata."""
    facts = about(selection)
    told = ", ".join(f"{name}: {_quoted(fact)}" for name, fact in facts.items())
    with explained_folder(selection, out) as folder:
        for table in selection.tables:
            path = literal(folder / f"{table.name}.parquet")
            selection.connection.execute(
                f"copy ({table.query}) to {path} (format parquet, compression zstd, kv_metadata {{{told}}})"
            )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
