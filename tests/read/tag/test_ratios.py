"""Weapons counted out of weapons as one phrase."""

from __future__ import annotations

import pytest

from flows.read.tag.chunks import chunk
from flows.read.tag.tagging import tag_sentence
from flows.read.text import DocumentDate, Sentence, Tag


@pytest.mark.parametrize(
    ("text", "part", "whole", "model"),
    [
        ("They downed six of the nine Kalibr missiles.", 6, 9, "Kalibr"),
        ("They downed six out of a total of nine missiles.", 6, 9, None),
        ("Six Kalibr missiles out of nine were downed.", 6, 9, "Kalibr"),
        ("None of the nine missiles was downed.", 0, 9, None),
        ("All but two of the nine missiles were downed.", 7, 9, None),
        ("Most of the nine missiles were downed.", None, 9, None),
        ("Six of nine were downed.", 6, 9, None),
        ("Nine of the six missiles were downed.", 9, 6, None),  # what is said; the expectations hold it
    ],
)
def test_part_whole_and_weapon(text: str, part: int | None, whole: int, model: str | None) -> None:
    (ratio,) = [tag.value for tag in _tags(text) if tag.kind == "ratio"]

    assert (ratio.part and ratio.part.value.low, ratio.whole.value.low) == (part, whole)
    assert (ratio.arms and ratio.arms.model) == model


@pytest.mark.parametrize(
    "text",
    [
        "Six of the nine wounded are children.",
        "Six of nine houses burned.",
        "Six of the missiles were downed.",
        "Two of three women were hurt.",
    ],
)
def test_what_is_no_ratio(text: str) -> None:
    assert [tag for tag in _tags(text) if tag.kind == "ratio"] == []


def _tags(text: str) -> list[Tag]:
    sentence = Sentence(0, len(text), text)
    return chunk(sentence, tag_sentence(sentence, DocumentDate("2031-05-07", "date line")))
