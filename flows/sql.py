"""What every room that speaks SQL needs: a path written into a statement, and rows as dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def connected(path: Path | None = None, *, read_only: bool = True, config: Mapping[str, Any] | None = None) -> Any:
    """A connection to a DuckDB file, or to nothing yet where none is named.

    It draws no progress bar: DuckDB would put one into stdout, amid an answer in JSON, whenever a query takes seconds.
    """
    import duckdb

    options = {name: value for name, value in (config or {}).items() if name != "lock_configuration"}
    if path is None:
        connection = duckdb.connect(config=options)
    else:
        connection = duckdb.connect(str(path.resolve()), read_only=read_only, config=options)
    connection.execute("set enable_progress_bar = false")  # no option of connect
    if config and config.get("lock_configuration"):
        connection.execute("set lock_configuration = true")
    return connection


def literal(path: Path) -> str:
    """A path as a string of SQL, for the statements that take no parameters.

    >>> literal(Path("/data/it's here"))
    "'/data/it''s here'"
    """
    return "'" + str(path).replace("'", "''") + "'"


def rows(connection: Any, query: str, *values: Any) -> list[dict[str, Any]]:
    """The answer of a query, each row by the names of its columns."""
    cursor = connection.execute(query, list(values))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
