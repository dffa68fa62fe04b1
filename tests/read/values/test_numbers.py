"""Numbers: what they state, what hedges them, and what counts nothing."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.read.text import Tag
from flows.read.values.numbers import Number, find_numbers


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("17 barges", 17),
        ("1,700 barges", 1700),
        ("1.700 barges", 1700),
        ("12 500 barges", 12500),
        ("2.5 million barges", 2_500_000),
        ("by 5.30 million", 5_300_000),
        ("hurt two in the morning", 2),
        ("40k barges", 40_000),
        ("seventeen barges", 17),
        ("twenty-five barges", 25),
        ("one hundred and twenty barges", 120),
        ("two thousand three hundred barges", 2300),
        ("a dozen barges", 12),
        ("half a dozen barges", 6),
        ("two dozen barges", 24),
        ("a hundred barges", 100),
    ],
)
def test_one_number_is_read_exactly(text: str, low: int) -> None:
    (number,) = _numbers(text)

    assert (number.low, number.high, number.value) == (low, low, low)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("several barges", 3),
        ("a couple of barges", 2),
        ("dozens of barges", 24),
        ("scores of barges", 40),
        ("hundreds of barges", 200),
        ("thousands of barges", 2000),
        ("tens of thousands of barges", 20_000),
    ],
)
def test_vague_words_have_a_low_and_no_value(text: str, low: int) -> None:
    (number,) = _numbers(text)

    assert (number.low, number.high, number.value) == (low, None, None)


@pytest.mark.parametrize(
    "text", ["5-7 barges", "5–7 barges", "between 5 and 7 barges", "five to seven barges", "five or seven barges"]
)
def test_a_range_keeps_both_bounds(text: str) -> None:
    (number,) = _numbers(text)

    assert (number.low, number.high, number.value) == (5, 7, None)


def test_a_change_is_two_numbers() -> None:
    assert [number.low for number in _numbers("The fleet grew from 5 to 7 barges")] == [5, 7]


@pytest.mark.parametrize(
    ("text", "qualifier", "covered"),
    [
        ("at least 9 barges", "at least", "at least 9"),
        ("more than nine barges", "at least", "more than nine"),
        ("9 or more barges", "at least", "9 or more"),
        ("30+ barges", "at least", "30+"),
        ("up to 9 barges", "at most", "up to 9"),
        ("nearly 9 barges", "about", "nearly 9"),
        ("some 900 barges", "about", "some 900"),
        ("9 barges", None, "9"),
    ],
)
def test_a_hedge_is_kept_and_covered(text: str, qualifier: str | None, covered: str) -> None:
    (tag,) = find_numbers(text)

    assert (tag.value.qualifier, tag.text) == (qualifier, covered)
    assert text[tag.value.start : tag.value.end] == tag.value.text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("the 80th Brigade", "ordinal"),
        ("a 41-year-old", "age"),
        ("Jane Doe, 41, said", "age"),
        ("a woman, 70, said", "age"),
        ("aged 7", "age"),
        ("at 18:30", "clock time"),
        ("at 6 p.m.", "clock time"),
        ("at 5.30", "clock time"),
        ("at about 17.45, local time", "clock time"),
        ("as of 8.05", "clock time"),
        ("between 2.10 and 5.40", "clock time"),
        ("at five in the morning", "clock time"),
        ("9 percent", "percentage"),
        ("9%", "percentage"),
        ("155mm", "measure"),
        ("12 km", "measure"),
        ("24 hours", "duration"),
        ("an F-16", "model"),
        ("a Kh-101", "model"),
        ("Day 143", "label"),
        ("bus No. 9", "label"),
        ("in 2031", "year"),
        ("$9", "money"),
        ("a two-storey house", "compound"),
        ("half of 1/2", "fraction"),
    ],
)
def test_what_counts_nothing_says_why(text: str, reason: str) -> None:
    assert [tag.value.reason for tag in find_numbers(text) if tag.kind == "excluded"] == [reason]
    assert _numbers(text) == []


@pytest.mark.parametrize(
    "text",
    ["٤٤ barges", "４ barges", "4\u200b4 barges", "4а barges", "1234567890123456 barges", "99999999 billion barges"],
)
def test_odd_digits_are_no_counts(text: str) -> None:
    assert [tag.value.reason for tag in find_numbers(text)] == ["suspicious-number"]


def test_nobody_is_no_number() -> None:
    assert _numbers("No one was there, one of them said") == _numbers(
        "one of them said", offset=len("No one was there, ")
    )


def test_blocked_spans_are_left_alone() -> None:
    text = "12 May, 9 barges"
    date = Tag("date", 0, 6, "12 May")

    assert [tag.text for tag in find_numbers(text, blocked=[date])] == ["9"]


def test_a_range_does_not_reach_over_a_blocked_span() -> None:
    text = "between 1941 and 1944, 9 barges"
    years = [Tag("date", 8, 12, "1941"), Tag("date", 17, 21, "1944")]

    assert [tag.text for tag in find_numbers(text, blocked=years)] == ["9"]


@given(st.integers(min_value=0, max_value=10**12))
def test_separators_change_nothing(value: int) -> None:
    plain, grouped = _numbers(f"about {value} barges"), _numbers(f"about {value:,} barges")

    assert [number.low for number in grouped] == [value]
    if not (1900 <= value <= 2099):
        assert [number.low for number in plain] == [value]


@given(st.text(max_size=200))
def test_any_text_gives_ordered_tags_inside_it(text: str) -> None:
    tags = find_numbers(text)

    assert all(text[tag.start : tag.end] == tag.text for tag in tags)
    assert all(left.end <= right.start for left, right in pairwise(tags))


@pytest.mark.parametrize("piece", ["1,", "9 ", "one ", "at least ", "a hundred and ", "1-2-", "9" * 50, "​4"])
def test_time_grows_with_the_length_of_hostile_texts_only(piece: str) -> None:
    find_numbers(piece)
    started = time.perf_counter()
    find_numbers(piece * (20_000 // len(piece)))

    assert time.perf_counter() - started < 2.0


def _numbers(text: str, *, offset: int = 0) -> list[Number]:
    return [tag.value for tag in find_numbers(text, offset=offset) if tag.kind == "number"]


def test_values_are_decimals() -> None:
    assert isinstance(_numbers("1.5 million barges")[0].low, Decimal)
