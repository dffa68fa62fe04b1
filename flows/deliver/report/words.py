"""The words that a claim rests on, cut where they are to be marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Span = tuple[int, int]
MAX_PASSAGE = 600  # characters; a longer one is cut around its marks


def with_passages(row: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A claim as the page keeps it: its row without the fact, with its passages in the text of its document.

    A passage is a list of pieces: plain text, or [words, fields, value] for words to mark, where fields are the names
    of the figures or slots that they fill, and value says how a hedged figure was understood.
    """
    fact = json.loads(row["fact"])
    figures = fact["figures"]
    marks = {field: tuple(span) for field, span in fact["spans"].items() if not figures or field in figures}
    kept = {name: value for name, value in row.items() if name not in ("fact", "quote_start", "quote_end")}
    spans = _quotes(text, (row["quote_start"], row["quote_end"]), fact.get("more_quotes", []))
    return {**kept, "passages": [_pieces(text, span, marks, figures) for span in spans]}


def _quotes(text: str, quote: Span, more: list[str]) -> list[Span]:
    """Where the claim's sentence and the further ones that it was made of stand, in the order of the text."""
    found = {quote}
    for sentence in more:
        start = text.find(sentence)
        if start >= 0:
            found.add((start, start + len(sentence)))
    return sorted(found)


def _pieces(
    text: str, passage: Span, marks: Mapping[str, Span], figures: Mapping[str, Mapping[str, Any]]
) -> list[str | list[str]]:
    pieces: list[str | list[str]] = []
    done, end = _shortened(passage, marks)
    if done > passage[0]:
        pieces.append("… ")
    for (first, last), paths in _joined(marks, (done, end)):
        names = " ".join(_field_name(path) for path in paths)
        hedged = filter(None, (_understood(figures[path]) for path in paths if path in figures))
        pieces += [text[done:first], [text[first:last], names, "; ".join(hedged)]]
        done = last
    pieces.append(text[done:end] + (" …" if end < passage[1] else ""))
    return [piece for piece in pieces if piece]


def _shortened(passage: Span, marks: Mapping[str, Span]) -> Span:
    start, end = passage
    if end - start <= MAX_PASSAGE:
        return passage
    inside = [span for span in marks.values() if start <= span[0] < end]
    middle = min((first for first, _ in inside), default=start)
    first = max(start, min(middle - MAX_PASSAGE // 3, end - MAX_PASSAGE))
    return first, min(end, first + MAX_PASSAGE)


def _joined(marks: Mapping[str, Span], passage: Span) -> Iterator[tuple[Span, list[str]]]:
    """The spans inside a passage in their order, each with what it fills; those that overlap are one."""
    start, end = passage
    inside = sorted((span, field) for field, span in marks.items() if span[0] >= start and span[1] <= end)
    while inside:
        (first, last), field = inside.pop(0)
        fields = [field]
        while inside and inside[0][0][0] < last:
            (_, further), field = inside.pop(0)
            last = max(last, further)
            fields.append(field)
        yield (first, last), fields


def _field_name(field: str) -> str:
    """The mart's word for the reader's field.

    >>> _field_name("weapons.0.intercepted"), _field_name("killed")
    ('destroyed', 'killed')
    """
    last = re.sub(r"\.\d+$", "", field).rsplit(".", 1)[-1]
    return {"intercepted": "destroyed", "lost_or_other": "not_reach_goal"}.get(last, last)


def _understood(figure: Mapping[str, Any]) -> str:
    """How a figure was understood where its words do not give one plain number.

    >>> _understood({"low": 2, "high": None, "qualifier": "at least"})
    'at least 2'
    """
    low, high, qualifier = figure["low"], figure["high"], figure["qualifier"]
    if low == high:
        return f"{qualifier} {low}" if qualifier else ""
    if high is None:
        return f"{qualifier or 'at least'} {low}"
    return f"{low} to {high}" if low is not None else f"{qualifier or 'at most'} {high}"
