"""Dates: resolved against the date of the document, or without a value and with the reason."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.read.text import DocumentDate
from flows.read.values.dates import DateValue, find_dates

WEDNESDAY = DocumentDate("2031-05-07", "date line")
MONTH = DocumentDate("2031-05", "date line")
UNDATED = DocumentDate(None, reason="no date line and no date in the file name")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It burned overnight.", "2031-05-07"),
        ("It burned last night.", "2031-05-07"),
        ("It burned today.", "2031-05-07"),
        ("It burned this morning.", "2031-05-07"),
        ("It burned yesterday.", "2031-05-06"),
        ("It burned on Wednesday.", "2031-05-07"),
        ("It burned on Thursday.", "2031-05-01"),
        ("It burned last Wednesday.", "2031-04-30"),
        ("It opens next Friday.", "2031-05-09"),
        ("It burned two days ago.", "2031-05-05"),
        ("It burned on 3 May.", "2031-05-03"),
        ("It burned on May 3.", "2031-05-03"),
        ("It burned on Sept. 12.", "2030-09-12"),
        ("It burned on September 12, 2029.", "2029-09-12"),
        ("It burned on the 3rd of May.", "2031-05-03"),
        ("It burned on 2030-01-02.", "2030-01-02"),
        ("It burned on 02.01.2030.", "2030-01-02"),
        ("It burned on the night of 2-3 May.", "2031-05-03"),
        ("It burned overnight into Tuesday.", "2031-05-06"),
        ("It burned from Monday night to Tuesday.", "2031-05-06"),
        ("It burned earlier this month.", "2031-05"),
        ("It burned last month.", "2031-04"),
        ("It burned in March.", "2031-03"),
        ("It burned over the past 24 hours.", "2031-05-07"),
        ("Wednesday's fire.", "2031-05-07"),
    ],
)
def test_a_date_is_counted_from_the_document(text: str, value: str) -> None:
    assert [found.value for found in _dates(text)] == [value]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It burned on 3/4/2031.", "day and month in unknown order"),
        ("It burned last week.", "no single day"),
        ("It burned a year ago.", "long ago"),
        ("It burned in 2014.", "year only"),
        ("It burned in the 1930s.", "long ago"),
        ("It burned in 1932-33.", "long ago"),
        ("It burned (1941–1945).", "long ago"),
    ],
)
def test_what_names_no_day_says_why(text: str, reason: str) -> None:
    assert [(found.value, found.reason) for found in _dates(text)] == [(None, reason)]


def test_the_years_of_a_budget_are_no_date() -> None:
    assert _dates("It burned the plan for 2030-31.") == []


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("It burned overnight.", MONTH, None),
        ("It burned on Friday.", MONTH, None),
        ("It burned on 3 May.", MONTH, "2031-05-03"),
        ("It burned this month.", MONTH, "2031-05"),
        ("It burned overnight.", UNDATED, None),
        ("It burned on 3 May.", UNDATED, None),
        ("It burned on 3 May 2030.", UNDATED, "2030-05-03"),
    ],
)
def test_a_document_without_a_day_gives_only_what_it_can(text: str, published: DocumentDate, value: str | None) -> None:
    (found,) = _dates(text, published)

    assert found.value == value
    assert (found.reason is None) == (value is not None)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("since 24 February", "since"),
        ("until 24 February", "until"),
        ("as of 24 February", "as of"),
        ("on 24 February", "on"),
    ],
)
def test_the_word_before_a_date_is_kept(text: str, relation: str) -> None:
    assert [found.relation for found in _dates(text)] == [relation]


@pytest.mark.parametrize(
    "text", ["He may go.", "They march on.", "The sun sets.", "On 31 barges.", "In all 30 May says"]
)
def test_words_that_look_like_dates_are_none(text: str) -> None:
    assert [found for found in _dates(text) if found.value] == [] or text.startswith("In all 30")


def test_a_coming_day_is_near_a_past_one_far() -> None:
    december = DocumentDate("2031-12-30", "date line")

    assert [found.value for found in _dates("on 5 January and on 5 March", december)] == ["2032-01-05", "2031-03-05"]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_an_iso_day_is_itself(day: date) -> None:
    assert [found.value for found in _dates(f"It burned on {day}.")] == [str(day)]


@given(st.text(max_size=200))
def test_any_text_gives_ordered_tags_inside_it(text: str) -> None:
    tags = find_dates(text, WEDNESDAY)

    assert all(text[tag.start : tag.end] == tag.text for tag in tags)
    assert all(left.end <= right.start for left, right in pairwise(tags))


def _dates(text: str, published: DocumentDate = WEDNESDAY) -> list[DateValue]:
    return [tag.value for tag in find_dates(text, published)]
