"""Amounts that leave out their currency because the text has just said it: "of the $9 million, 2 million will go"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.read.text import Sentence, Tag
from flows.read.values.money import Money

# A size word, and behind it a word that no counted noun starts with.
SIZED = re.compile(r"(?:million|billion|bn|mln|m)\Z", re.IGNORECASE)
NO_NOUN = re.compile(
    r"\s*(?:[,.;)]|\b(?:in|for|to|through|via|under|on|at|by|over|this|next|of (?:the|this|that|which|it|them))\b"
    r"|\b(?:will|would|was|were|is|are|has|have|as|from|each)\b|\Z)"
)
OPENS = 25  # characters in front of a number that opens a sentence ("Out of this, 10 million")


def with_carried_currency(sentence: Sentence, tags: Sequence[Tag], before: Money | None) -> tuple[Tag, ...]:
    """The tags, bare sized numbers made money where the sentence, or the one before, has just named a currency."""
    carried = next((tag.value for tag in tags if tag.kind == "money" and tag.value.currency), None)
    return tuple(
        _as_money(tag, money) if tag.kind == "number" and (money := _source(sentence, tag, carried, before)) else tag
        for tag in tags
    )


def _source(sentence: Sentence, tag: Tag, carried: Money | None, before: Money | None) -> Money | None:
    behind = sentence.text[tag.end - sentence.start :]
    if not SIZED.search(tag.text) or not NO_NOUN.match(behind):
        return None
    return carried or (before if tag.start - sentence.start <= OPENS else None)


def _as_money(tag: Tag, like: Money) -> Tag:
    number = tag.value
    money = Money(
        low=number.low,
        high=number.high,
        qualifier=number.qualifier,
        currency=like.currency,
        options=like.options,
        is_conversion=False,
        per=None,
        core=(number.start, number.end),
    )
    return Tag("money", tag.start, tag.end, tag.text, value=money)
