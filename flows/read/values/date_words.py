"""What the readers of dates share: the words of vocabulary/date_words.csv, and the shape of a date as read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.read.values.lexer import Token
from flows.read.vocabulary import load_rows


@dataclass(frozen=True)
class Found:
    """A date read from tokens[first:after], with the reason where it names no single day."""

    first: int
    after: int
    value: str | None
    reason: str | None = None
    relation: str = "on"
    is_night: bool = False


def phrase(tokens: Sequence[Token], position: int, role: str) -> tuple[str, int] | None:
    """The value of the longest phrase of a role at a token and the token after it."""
    known = words(role)
    longest = _longest(role).get(tokens[position].low, 0) if position < len(tokens) else 0
    for length in range(min(longest, len(tokens) - position), 0, -1):
        value = known.get(tuple(token.low for token in tokens[position : position + length]))
        if value is not None:
            return value, position + length
    return None


@cache
def words(role: str) -> dict[tuple[str, ...], str]:
    """The phrases of vocabulary/date_words.csv that play a role, with their values."""
    return {tuple(row["word"].split()): row["value"] for row in load_rows("date_words") if row["role"] == role}


@cache
def _longest(role: str) -> dict[str, int]:
    """By the first word of the phrases of a role: how many words the longest of them has."""
    found: dict[str, int] = {}
    for parts in words(role):
        found[parts[0]] = max(found.get(parts[0], 0), len(parts))
    return found
