"""What every room that speaks SQL needs: a path written into a statement, and rows as dictionaries."""

from __future__ import annotations

from pathlib import Path
from typing import Any


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
