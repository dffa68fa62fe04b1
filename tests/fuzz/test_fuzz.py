"""A dose of the fuzzing for every day; the long run is `make fuzz`. What it found stays here as a case."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from flows.read.values import numbers
from tests.fuzz.shapes import bent, documents
from tests.fuzz.work import TookTooLongError, parse, short, within_time


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_bent_samples_are_read_or_refused(first: int) -> None:
    for number in range(first, first + 50):
        with within_time():
            short(bent(f"daily-{number}"))


@settings(max_examples=180, deadline=None)
@given(documents())
def test_any_document_is_read_or_refused(content: bytes) -> None:
    with within_time():
        short(content)


def test_some_are_read_with_their_parse() -> None:
    for number in range(20):
        with within_time():
            parse(bent(f"daily-parse-{number}"))


# Found by hand or by the fuzzing, each once a crash of the run or a wrong figure.
@pytest.mark.parametrize(
    "text",
    [
        "Norway will provide $9999999999999999999 to Ukraine.",
        "Norway will provide $999999999999999 million to Ukraine.",
        "Russia launched 999999999999999 drones overnight.",
        "Russia launched 5 to 999999999999 drones overnight.",
        "999999999999999 people were killed in Kharkiv.",
        "Russia launched 30 drones on 99999999999999999999-1-1.",
        " date 0001-01-01 Night of drones\n\nRussia launched 30 drones yesterday, 40 days ago and last Monday.",
        " date 9999-12-31 Night of drones\n\nRussia will launch 30 drones tomorrow, the ministers meet next month.",
        "Russia launched 30 drones 999999999 days ago.",
    ],
)
def test_what_once_failed(text: str) -> None:
    with within_time():
        parse(text.encode())


def test_a_wrong_figure_and_a_hang_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.read.values.money.MAX_VALUE", numbers.MAX_VALUE * 10**9)
    with pytest.raises(AssertionError):
        short(b"Norway will provide $9999999999999999999 to Ukraine.")
    with pytest.raises(TookTooLongError), within_time(0.2):
        re.fullmatch(r"(a+)+b", "a" * 60)
