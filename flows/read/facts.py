"""What the reader finds: facts with their words, and the figures in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True)
class Figure:
    """A number as stated: bounds, hedge, and where it stands. A vague word ("dozens") has a low and no high."""

    low: Decimal | None
    high: Decimal | None
    qualifier: str | None  # at least | at most | about
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Speaker:
    """Who says a sentence, as the text names him."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Fact:
    """One claim of a story.

    `fields` are the fact's own columns under the names of the reader's output (killed, places, donor ...); `figures`
    and `spans` name a field by its path, such as "killed" or "weapons.0.launched". `start` and `end` are the span of
    the figure or trigger that makes the claim what it is: with the document and the type they are its identity.
    """

    fact_type: str  # attack | aid | diplomatic
    story: int
    start: int
    end: int
    quote: Span
    fields: dict[str, Any]
    spans: dict[str, Span] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    patterns: tuple[str, ...] = ()
    modality: str = "asserted"  # asserted | planned | hypothetical | negated | requested | historical


def plain_number(value: Decimal) -> int | float:
    """A decimal as the JSON number that people expect.

    >>> plain_number(Decimal("7.0")), plain_number(Decimal("7.5"))
    (7, 7.5)
    """
    return int(value) if value == value.to_integral_value() else float(value)
