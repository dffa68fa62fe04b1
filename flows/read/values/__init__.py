"""Values that a text states: numbers, money, dates; each parser is pure, text in and typed spans out."""

from __future__ import annotations

from flows.read.text import DocumentDate, Sentence, Tag
from flows.read.values.dates import find_dates
from flows.read.values.money import parse_money
from flows.read.values.numbers import find_numbers


def parse_values(sentence: Sentence, date: DocumentDate) -> list[Tag]:
    """The values of a sentence as tags `number`, `excluded`, `money` and `date`, none overlapping, in order.

    Dates are read first, then money, then numbers, each from what the ones before it have left.
    """
    dates = find_dates(sentence.text, date, offset=sentence.start)
    money = [
        tag
        for tag in parse_money(sentence.text, offset=sentence.start)
        if not any(day.start < tag.end and tag.start < day.end for day in dates)
    ]
    numbers = find_numbers(sentence.text, offset=sentence.start, blocked=[*dates, *money])
    return sorted([*dates, *money, *numbers], key=lambda tag: tag.start)
