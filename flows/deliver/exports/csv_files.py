"""CSV: one file per table, for scripts and for every program that reads tables."""

from __future__ import annotations

from pathlib import Path

from flows.deliver.exports.folder import explained_folder, write_csv
from flows.deliver.exports.selection import Selection


def write(selection: Selection, out: Path) -> None:
    """Write <table>.csv for each table into the folder `out`, or into a zip file of that name."""
    with explained_folder(selection, out) as folder:
        for table in selection.tables:
            names = [column.name for column in table.columns]
            write_csv(folder / f"{table.name}.csv", names, selection.rows_of(table))
