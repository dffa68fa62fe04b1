"""Numbers in running text: digits, words, ranges and hedges, and the numbers that count nothing.

Every number becomes a tag: `number` where it can count something, else `excluded` with the reason (age, calibre,
clock time ...), so that the ledger can say what became of each. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from flows.read.text import Tag
from flows.read.values.exclusions import MAX_DIGITS, reason_around, reason_of_shape
from flows.read.values.lexer import Token, phrase_at, phrase_before, taken_by, tokenize, words_of
from flows.read.vocabulary import load_rows

PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
WITH_SCALE = re.compile(r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(k|mln|mn|bn|bln|m)", re.ASCII)
JOINED_RANGE = re.compile(r"(\d[\d,.]*)-(\d[\d,.]*)", re.ASCII)
GROUP_OF_THREE = re.compile(r"\d{3}", re.ASCII)
OPENING_ROLES = ("unit", "ten", "scale", "vague", "vague_phrase", "phrase", "article")
MAX_VALUE = Decimal(10) ** MAX_DIGITS


@dataclass(frozen=True)
class Number:
    """A number as stated. `value` is None for ranges and vague words; `reason` is set where it counts nothing."""

    low: Decimal
    high: Decimal | None
    qualifier: str | None  # at least | at most | about
    start: int  # of the number itself, without its hedge
    end: int
    text: str
    reason: str | None = None

    @property
    def value(self) -> Decimal | None:
        """The one value stated, else None."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True)
class _Read:
    """A number read from tokens[first:after]."""

    low: Decimal
    high: Decimal | None
    first: int
    after: int
    is_digits: bool = False
    scale: Decimal = Decimal(1)


def find_numbers(text: str, *, offset: int = 0, blocked: Sequence[Tag] = ()) -> list[Tag]:
    """The numbers of a text that starts at `offset`, as tags `number` and `excluded`, outside the blocked spans.

    >>> [(tag.text, str(tag.value.low), tag.value.qualifier) for tag in find_numbers("At least 1,700 of two dozen")]
    [('At least 1,700', '1700', 'at least'), ('two dozen', '24', None)]
    >>> [(tag.text, tag.value.reason) for tag in find_numbers("A 41-year-old fired 155mm shells on Day 9")]
    [('41-year-old', 'age'), ('155mm', 'measure'), ('9', 'label')]
    """
    tokens = tokenize(text)
    taken = taken_by(tokens, offset, blocked)
    tags: list[Tag] = []
    position, floor = 0, 0
    last_reason: str | None = None
    while position < len(tokens):
        if not _may_start(tokens[position]):
            position += 1
            continue
        read = None if position in taken else _range_at(tokens, position)
        if read is not None and not taken.isdisjoint(range(read.first, read.after)):
            read = _number_at(tokens, position)  # "between 1941 and 1944": years, which are dates
        if read is None:
            tag = None if position in taken else _odd_shape(tokens[position], text, offset)
            if tag:
                tags.append(tag)
                floor = position + 1
            position += 1
            continue
        tag = _tag(text, tokens, read, offset, floor=floor, before=last_reason)
        last_reason = tag.value.reason
        tags.append(tag)
        position = floor = read.after
    return tags


def _may_start(token: Token) -> bool:
    """False for most tokens: neither digits in them nor a word with which a number can start."""
    return token.low in _openings() or not token.low.isalpha()


@cache
def _openings() -> frozenset[str]:
    rows = [row for row in load_rows("number_words") if row["role"] in OPENING_ROLES]
    return frozenset(["between", *(row["word"].split()[0] for row in rows)])


def _tag(text: str, tokens: Sequence[Token], read: _Read, offset: int, *, floor: int, before: str | None) -> Tag:
    start, end = tokens[read.first].start, tokens[read.after - 1].end
    number = Number(read.low, read.high, None, offset + start, offset + end, text[start:end])
    reason = reason_around(tokens, read.first, read.after, is_digits=read.is_digits, before=before)
    if max(read.low, read.high or read.low) >= MAX_VALUE:
        reason = "suspicious-number"
    if reason:
        number = replace(number, reason=reason)
        return Tag("excluded", offset + start, offset + end, text[start:end], value=number)
    qualifier, first, after = _hedge(tokens, read, floor)
    start, end = tokens[first].start, tokens[after - 1].end
    number = replace(number, qualifier=qualifier)
    return Tag("number", offset + start, offset + end, text[start:end], value=number)


def _hedge(tokens: Sequence[Token], read: _Read, floor: int) -> tuple[str | None, int, int]:
    """The qualifier around a number and the token bounds of hedge and number together."""
    for qualifier in ("at least", "at most", "about"):
        found = phrase_before(tokens, read.first, qualifier)
        if found and read.first - found[1] >= floor:
            return qualifier, read.first - found[1], read.after
    is_plus = read.after < len(tokens) and tokens[read.after].text == "+"
    if is_plus and tokens[read.after].start == tokens[read.after - 1].end:
        return "at least", read.first, read.after + 1
    for qualifier in ("at least", "about"):
        found = phrase_at(tokens, read.after, f"{qualifier} after")
        if found:
            return qualifier, read.first, read.after + found[1]
    return None, read.first, read.after


def _range_at(tokens: Sequence[Token], position: int) -> _Read | None:
    """A number or a range of two ("five to seven", "between 5 and 7", "one or two") that starts at a token."""
    between = tokens[position].low == "between"
    first = _number_at(tokens, position + 1 if between else position)
    if first is None:
        return None
    joiners = ("and",) if between else ("to", "or", "-", "–")
    after = first.after
    is_changing = position > 0 and tokens[position - 1].low == "from"
    if after < len(tokens) and tokens[after].low in joiners and not (is_changing and tokens[after].low == "to"):
        second = _number_at(tokens, after + 1)
        if second and second.high is not None and first.high is not None:
            low = first.low * second.scale if first.scale == 1 and first.low < second.low / second.scale else first.low
            if low < second.high:
                return replace(first, low=low, high=second.high, first=position, after=second.after)
    return first


def _number_at(tokens: Sequence[Token], position: int) -> _Read | None:
    if position >= len(tokens):
        return None
    vague = _vague_at(tokens, position)
    if vague:
        return vague
    if tokens[position].text[0].isascii() and tokens[position].text[0].isdigit():
        return _digits_at(tokens, position)
    return _words_at(tokens, position)


def _vague_at(tokens: Sequence[Token], position: int) -> _Read | None:
    found = phrase_at(tokens, position, "vague_phrase") or phrase_at(tokens, position, "vague")
    exact = phrase_at(tokens, position, "phrase")
    if exact:
        return _Read(Decimal(exact[0]), Decimal(exact[0]), position, position + exact[1])
    if not found:
        return None
    low, after = Decimal(found[0]), position + found[1]
    larger = phrase_at(tokens, after + 1, "vague") if after < len(tokens) and tokens[after].low == "of" else None
    if larger and Decimal(larger[0]) > 100:  # "tens of thousands": the small word times the unit of the large one
        return _Read(low * Decimal(larger[0]) / 2, None, position, after + 2)
    return None if tokens[position].low == "tens" else _Read(low, None, position, after)


def _digits_at(tokens: Sequence[Token], position: int) -> _Read | None:
    token = tokens[position]
    joined = JOINED_RANGE.fullmatch(token.low)
    if joined and reason_of_shape(token) is None:
        low, high = _decimal(joined[1]), _decimal(joined[2])
        if low is None or high is None or low >= high:
            return None
        scale, after = _scale_at(tokens, position + 1)
        return _Read(low * scale, high * scale, position, after, is_digits=True, scale=scale)
    scaled = WITH_SCALE.fullmatch(token.low)
    if scaled and _is_scaled(tokens, position, scaled[2]):
        value = Decimal(scaled[1].replace(",", "")) * Decimal(words_of("scale").get(scaled[2], "1000000"))
        return _Read(value, value, position, position + 1, is_digits=True)
    if reason_of_shape(token):
        return None
    digits, after = _spaced_digits(tokens, position)
    plain = _decimal(digits)
    if plain is None:
        return None
    scale, after = _scale_at(tokens, after)
    return _Read(plain * scale, plain * scale, position, after, is_digits=True, scale=scale)


def _is_scaled(tokens: Sequence[Token], position: int, suffix: str) -> bool:
    """True unless the suffix is the metre: "5m people" counts, "5m deep" measures."""
    if suffix != "m":
        return True
    return position + 1 < len(tokens) and tokens[position + 1].low in words_of("countable")


def _spaced_digits(tokens: Sequence[Token], position: int) -> tuple[str, int]:
    """Digits whose thousands are set apart by spaces ("12 500"), joined, and the token after them."""
    text = tokens[position].text
    after = position + 1
    if re.fullmatch(r"\d{1,3}", text, re.ASCII):
        while after < len(tokens) and _continues(tokens[after - 1], tokens[after]):
            text += tokens[after].text
            after += 1
    return text, after


def _continues(left: Token, right: Token) -> bool:
    return bool(GROUP_OF_THREE.fullmatch(right.text)) and right.start - left.end == 1


def _decimal(text: str) -> Decimal | None:
    """The value of digits with separators, or None where they are grouped in no known way."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", text, re.ASCII) and not text.startswith("0"):
        return Decimal(text.replace(".", ""))
    return Decimal(text.replace(",", "")) if PLAIN.fullmatch(text) else None


def _scale_at(tokens: Sequence[Token], position: int) -> tuple[Decimal, int]:
    """The product of the scale words ("thousand", "million", "dozen") at a token, and the token after them."""
    scale = Decimal(1)
    while position < len(tokens) and tokens[position].low in words_of("scale") and len(tokens[position].low) > 1:
        scale *= Decimal(words_of("scale")[tokens[position].low])
        position += 1
    return scale, position


def _words_at(tokens: Sequence[Token], position: int) -> _Read | None:
    """A number in words: "twenty-five", "one hundred and twenty", "two dozen", "a thousand"."""
    after = position
    total, part = Decimal(0), Decimal(0)
    is_article = tokens[position].low in words_of("article")
    if is_article:
        part, after = Decimal(1), position + 1
        if after >= len(tokens) or tokens[after].low not in words_of("scale") or len(tokens[after].low) < 3:
            return None
    start = after
    while after < len(tokens):
        step = _word_value(tokens, after, has_any=after > start or is_article)
        if step is None:
            break
        value, after, is_scale = step
        if not is_scale:
            if part % 100 and not (part % 10 == 0 and value < 10):
                return _Read(total + part, total + part, position, after - 1)
            part += value
        elif value >= 1000:
            total, part = total + max(part, Decimal(1)) * value, Decimal(0)
        else:
            part = max(part, Decimal(1)) * value
    return _Read(total + part, total + part, position, after) if after > start else None


def _word_value(tokens: Sequence[Token], position: int, *, has_any: bool) -> tuple[Decimal, int, bool] | None:
    """The value of one number word, the token after it, and whether it multiplies what stands before it."""
    low = tokens[position].low
    if has_any and low == "and" and position + 1 < len(tokens) and tokens[position - 1].low in ("hundred", "thousand"):
        position += 1
        low = tokens[position].low
    if low in words_of("scale") and len(low) > 2:
        return Decimal(words_of("scale")[low]), position + 1, True
    units, tens = words_of("unit"), words_of("ten")
    if low == "one" and position and tokens[position - 1].low == "no":
        return None  # "no one" is nobody
    ten, _, unit = low.partition("-")
    if ten in tens and unit in units:
        return Decimal(tens[ten]) + Decimal(units[unit]), position + 1, False
    if low in units or low in tens:
        return Decimal(units.get(low) or tens[low]), position + 1, False
    return None


def _odd_shape(token: Token, text: str, offset: int) -> Tag | None:
    """A token with a digit (or a compound such as "two-year") that is no number of things."""
    reason = reason_of_shape(token)
    if reason is None and any(sign.isdigit() for sign in token.text):
        reason = "suspicious-number"
    if reason is None:
        return None
    start, end = offset + token.start, offset + token.end
    value = Number(Decimal(0), None, None, start, end, token.text, reason)
    return Tag("excluded", start, end, text[token.start : token.end], value=value)
