"""XLSX: one workbook with a sheet per table, for people who work in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.deliver.exports.about import about
from flows.deliver.exports.cells import is_formula
from flows.deliver.exports.selection import Selection
from flows.deliver.exports.whole import whole_file
from flows.errors import EnvironmentFault

# Excel's own limits, from Microsoft's "Excel specifications and limits".
MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
MAX_NAME = 31
FIRST_YEAR = 1900  # Excel has no day before it
WIDTH = 18  # characters
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(selection: Selection, out: Path) -> None:
    """Write the workbook: about, the meaning of columns and metrics, then the tables.

    A table of more rows than a sheet holds goes on in a second one.

    Raises:
        EnvironmentFault: a text is longer than a cell holds.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # it declares no types
    from xlsxwriter.exceptions import XlsxFileError  # type: ignore[import-untyped]  # the same

    try:
        with whole_file(out) as path, xlsxwriter.Workbook(str(path), OPTIONS) as made:
            _fill(_Workbook(made), selection)
    except XlsxFileError as problem:
        raise OSError(str(problem)) from problem


def _fill(workbook: _Workbook, selection: Selection) -> None:
    workbook.sheets("about", ("what", "told"), about(selection).items())
    columns = [column for table in selection.tables for column in table.columns]
    told = ((column.table, column.name, column.data_type, column.description) for column in columns)
    workbook.sheets("columns", ("table", "column", "type", "description"), told)
    metrics = selection.dictionary.metrics
    workbook.sheets("metrics", tuple(metrics[0]), (tuple(metric.values()) for metric in metrics))
    for table in selection.tables:
        workbook.sheets(table.name, [column.name for column in table.columns], selection.rows_of(table))


class _Workbook:
    """The workbook that is being written, with its formats."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.head = workbook.add_format({"bold": True})
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self.as_text = workbook.add_format({"quote_prefix": True})  # stays text even when somebody edits the cell

    def sheets(self, name: str, names: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
        """A table as one sheet, and as many more as its rows need."""
        sheet, row, part = self._sheet(name, names), 1, 1
        for line in lines:
            if row == MAX_ROWS:
                part, row = part + 1, 1
                sheet = self._sheet(name, names, part)
            for place, value in enumerate(line):
                self._cell(sheet, row, place, value)
            row += 1

    def _sheet(self, name: str, names: Sequence[str], part: int = 1) -> Any:
        ending = f" ({part})" if part > 1 else ""
        sheet = self.workbook.add_worksheet(name[: MAX_NAME - len(ending)] + ending)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(names) - 1, WIDTH)
        for place, column in enumerate(names):
            sheet.write_string(0, place, column, self.head)
        return sheet

    def _cell(self, sheet: Any, row: int, place: int, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(row, place, float(value) if isinstance(value, Decimal) else value)
        elif isinstance(value, date) and value.year >= FIRST_YEAR:
            sheet.write_datetime(row, place, value, self.day)
        else:
            self._text(sheet, row, place, str(value))

    def _text(self, sheet: Any, row: int, place: int, text: str) -> None:
        if len(text) > MAX_CHARACTERS:
            raise EnvironmentFault(
                f"row {row + 1} of {sheet.get_name()} has a text of {len(text):,} characters, and Excel holds"
                f" {MAX_CHARACTERS:,}; export csv or parquet, or name other tables with --mart"
            )
        sheet.write_string(row, place, text, self.as_text if is_formula(text) else None)
