"""Values that a text states: numbers, money, dates; each parser is pure, text in and typed spans out."""

from __future__ import annotations

from flows.read.text import DocumentDate, Sentence, Tag


def parse_values(sentence: Sentence, date: DocumentDate) -> list[Tag]:
    """The numbers, amounts of money and dates of a sentence as tags `number`, `money` and `date`, none overlapping."""
    return []
