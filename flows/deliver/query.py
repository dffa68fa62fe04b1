"""Answer a question in SQL from the current release: read-only, without access to anything beside it."""

from __future__ import annotations

import csv
import json
import sys
import threading
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

from flows import releases
from flows.deliver.exports.cells import neutral
from flows.errors import EnvironmentFault
from flows.read.facts import plain_number
from flows.settings import Settings
from flows.sql import connected
from flows.terminal import printable

TIME_LIMIT = 60.0  # seconds
WIDE = 400  # characters

# Nothing outside the file can be read, written, attached or installed, and no statement can change that.
LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "memory_limit": "1GB",
    "threads": 2,
    "lock_configuration": True,
}


@dataclass(frozen=True)
class Answer:
    """The columns and rows that a query gave, and the release that they came from."""

    release_id: str
    columns: list[str]
    rows: list[tuple[Any, ...]]


def query(settings: Settings, sql: str, *, seconds: float = TIME_LIMIT) -> Answer:
    """Run SQL on the current release.

    Raises:
        EnvironmentFault: there is no release, the query is wrong or not allowed, or it took too long.
    """
    import duckdb

    release = releases.required(settings)
    connection = connected(release.database, config=LOCKED)
    timer = threading.Timer(seconds, connection.interrupt)
    timer.start()
    try:
        result = connection.execute(sql)
        columns = [column[0] for column in result.description or []]
        return Answer(release.release_id, columns, result.fetchall() if columns else [])
    except duckdb.InterruptException as problem:
        raise EnvironmentFault(f"the query took more than {seconds:g} seconds and was stopped") from problem
    except duckdb.Error as problem:
        raise EnvironmentFault(f"the query failed: {printable(str(problem).splitlines()[0])}") from problem
    finally:
        timer.cancel()
        connection.close()


def as_json(answer: Answer) -> str:
    """The rows as a JSON list of objects; dates as ISO 8601."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return json.dumps(rows, default=_plain, ensure_ascii=False, indent=1)


def as_csv(answer: Answer) -> str:
    """The rows as CSV with a header. Cells that a spreadsheet would run as a formula get a leading apostrophe."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([neutral(cell) for cell in row] for row in answer.rows)
    return out.getvalue()


def print_table(answer: Answer) -> None:
    """Print the rows as a table to the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for position, column in enumerate(answer.columns):
        numeric = all(isinstance(row[position], int | float | Decimal | None) for row in answer.rows)
        table.add_column(Text(column), justify="right" if numeric else "left", overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    console = Console(width=None if sys.stdout.isatty() else WIDE)  # a pipe has no edge to wrap at
    console.print(table)
    console.print(f"{len(answer.rows)} rows from release {answer.release_id}", style="dim")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,}"
    return printable(str(value))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
