"""Text that a spreadsheet would take for a formula."""

from __future__ import annotations

from typing import Any

# OWASP, "CSV Injection": the first characters that make a formula, with the full-width forms that some programs fold.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def is_formula(cell: Any) -> bool:
    """Whether a spreadsheet may run this cell; numbers never are, whatever their sign.

    >>> [is_formula(cell) for cell in ("=1+1", "-5", -5, "a=b", None)]
    [True, True, False, False, False]
    """
    return isinstance(cell, str) and cell.startswith(FORMULA_STARTS)


def neutral(cell: Any) -> Any:
    """The cell for a file without types: what would be run gets an apostrophe before it and stays text."""
    return f"'{cell}" if is_formula(cell) else cell
