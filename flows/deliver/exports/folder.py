"""The exports that are a folder: the files of the tables, and beside them what they are and what their columns mean."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.deliver.exports.about import about, as_text
from flows.deliver.exports.cells import neutral
from flows.deliver.exports.selection import Selection
from flows.deliver.exports.whole import whole_folder


@contextmanager
def explained_folder(selection: Selection, out: Path) -> Iterator[Path]:
    """A folder to write the tables into; it becomes visible whole, with about.txt, columns.csv and metrics.csv."""
    with whole_folder(out) as folder:
        yield folder
        (folder / "about.txt").write_text(as_text(about(selection)), encoding="utf-8")
        columns = [column for table in selection.tables for column in table.columns]
        told = ((column.table, column.name, column.data_type, column.description) for column in columns)
        write_csv(folder / "columns.csv", ("table", "column", "type", "description"), told)
        metrics = selection.dictionary.metrics
        write_csv(folder / "metrics.csv", tuple(metrics[0]), (tuple(metric.values()) for metric in metrics))


def write_csv(path: Path, names: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
    """A CSV file by RFC 4180: UTF-8, CRLF, dates as ISO 8601, null as nothing, no cell that runs as a formula."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows([_plain(cell) for cell in line] for line in lines)


def _plain(cell: Any) -> Any:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, Decimal):
        return format(cell, "f")  # str() would write a small one as 0E-8
    if isinstance(cell, date):
        return cell.isoformat()
    return neutral(cell)
