"""How the page writes numbers, dates and ranges; the script writes them in the same form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

NOT_TOLD = "–"


def number(value: Decimal | int | None) -> str:
    """A count.

    >>> number(1234), number(None)
    ('1,234', '–')
    """
    return NOT_TOLD if value is None else f"{value:,.0f}"


def rate(value: float | None) -> str:
    """A share in percent.

    >>> rate(0.8161)
    '82 %'
    """
    return NOT_TOLD if value is None else f"{100 * value:.0f} %"


def day(value: date | str | None) -> str:
    """A day as people write it.

    >>> day("2031-03-04")
    '4 March 2031'
    """
    if value is None:
        return "not known"
    told = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{told.day} {told:%B %Y}"


def month(value: date) -> str:
    """A month.

    >>> month(date(2031, 3, 1))
    'March 2031'
    """
    return f"{value:%B %Y}"


def moment(value: str) -> str:
    """A time of publication.

    >>> moment("2031-03-04T05:06:07+00:00")
    '4 March 2031, 05:06 UTC'
    """
    told = datetime.fromisoformat(value)
    return f"{day(told.date())}, {told:%H:%M} UTC"


def spread(row: Mapping[str, Any], name: str) -> str:
    """The best figure of a row with its low and high where they differ; a high that is open ends with a plus.

    >>> spread({"killed_low": 2, "killed_best": 3, "killed_high": 5, "is_killed_open": False}, "killed")
    '3 (2 to 5)'
    >>> spread({"killed_low": 24, "killed_best": 24, "killed_high": 24, "is_killed_open": True}, "killed")
    '24 (24+)'
    """
    low, best, high = (row[f"{name}_{bound}"] for bound in ("low", "best", "high"))
    if best is None:
        return NOT_TOLD
    if row[f"is_{name}_open"]:
        return f"{number(best)} ({number(low)}+)"
    return number(best) if low == high else f"{number(best)} ({number(low)} to {number(high)})"


def dollars(value: Decimal | None) -> str:
    """An amount in millions of US dollars.

    >>> dollars(Decimal("483853037.82")), dollars(Decimal("40000"))
    ('484', '0.04')
    """
    if value is None:
        return NOT_TOLD
    millions = value / 1_000_000
    return f"{millions:,.0f}" if millions >= 10 else f"{millions:,.1f}" if millions >= 1 else f"{millions:.2f}"


def told(value: str | None) -> str:
    """A code in words.

    >>> told("total_to_date"), told(None)
    ('total to date', 'not told')
    """
    return "not told" if value is None else value.replace("_", " ")


def outcome(check: Mapping[str, Any]) -> str:
    """What became of a check, with what was found where it did not pass.

    >>> outcome({"outcome": "failed", "message": "50 of 40"}), outcome({"outcome": "passed", "message": None})
    ('failed: 50 of 40', 'passed')
    """
    came, found = check["outcome"], check["message"]
    if came == "passed" or not found:
        return str(came)
    return str(found) if found.startswith(came) else f"{came}: {found}"


FILTERS: dict[str, Callable[..., str]] = {
    "number": number,
    "rate": rate,
    "day": day,
    "month": month,
    "moment": moment,
    "spread": spread,
    "dollars": dollars,
    "told": told,
    "outcome": outcome,
}
