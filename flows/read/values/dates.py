"""Dates in running text, resolved against the date of the document: "overnight", "on Wednesday", "12 September".

A phrase that names no single day keeps what it does say (a month) or no value and the reason why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.read.text import DocumentDate, Tag
from flows.read.values.date_forms import date_at
from flows.read.values.date_words import Found, words
from flows.read.values.lexer import Token, tokenize


@dataclass(frozen=True)
class DateValue:
    """A date as resolved: an ISO day or month, or None with a reason."""

    value: str | None
    reason: str | None = None
    relation: str = "on"  # on | since | until | as of | past: what the word before the date makes of it
    is_night: bool = False
    basis: str = "relative"  # calendar | weekday | relative: how the words name it


def find_dates(text: str, published: DocumentDate, *, offset: int = 0) -> list[Tag]:
    """The dates of a text that starts at `offset` of its document, as tags `date`.

    >>> wednesday = DocumentDate("2031-05-07", "date line")
    >>> [(tag.text, tag.value.value) for tag in find_dates("Hit overnight and on 3 May, then on Monday", wednesday)]
    [('overnight', '2031-05-07'), ('3 May', '2031-05-03'), ('Monday', '2031-05-05')]
    """
    tokens = tokenize(text)
    tags = []
    position = 0
    while position < len(tokens):
        found = date_at(tokens, position, published)
        if found is None:
            position += 1
            continue
        start, end = tokens[found.first].start, tokens[found.after - 1].end
        relation = found.relation if found.relation != "on" else _relation_before(tokens, found.first)
        value = DateValue(found.value, found.reason, relation, found.is_night, _basis(tokens, found))
        tags.append(Tag("date", offset + start, offset + end, text[start:end], value=value))
        position = found.after
    return tags


def _basis(tokens: Sequence[Token], found: Found) -> str:
    named = [token.low for token in tokens[found.first : found.after]]
    if found.relation != "past" and any(sign.isdigit() for word in named for sign in word):
        return "calendar"
    return "weekday" if any((word,) in words("weekday") for word in named) else "relative"


def _relation_before(tokens: Sequence[Token], first: int) -> str:
    for length in range(min(4, first), 0, -1):
        value = words("relation").get(tuple(token.low for token in tokens[first - length : first]))
        if value is not None:
            return value
    return "on"
