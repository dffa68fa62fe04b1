"""Tags: of a value and a word on the same characters the longer stands; no sentence is longer than people write."""

from __future__ import annotations

import time

import pytest

from flows.read.attacks.assembly import find_attacks
from flows.read.split.digest import split
from flows.read.tag.tagging import MAX_SENTENCE, pieces, tag, tag_sentence
from flows.read.text import DocumentDate, Sentence, Tag

PUBLISHED = DocumentDate("2031-05-07", "date line")


def test_a_number_inside_a_name_counts_nothing_and_leaves_the_name() -> None:
    tags = {(each.kind, each.text) for each in _tags("The Group of Seven met.")}

    assert ("number", "Seven") not in tags
    assert ("excluded", "Seven") in tags


def test_a_model_is_a_weapon_and_stays_in_the_ledger() -> None:
    kinds = {each.kind for each in _tags("An S-300 was seen.") if "S-300" in each.text}

    assert kinds >= {"weapon", "excluded"}


def test_tags_stand_in_the_order_of_the_text() -> None:
    tags = _tags("On 3 May in Kyiv nine people saw 12 drones worth $5 million.")

    assert [each.start for each in tags] == sorted(each.start for each in tags)
    assert {"date", "place", "number", "weapon", "money"} <= {each.kind for each in tags}


def test_an_endless_sentence_is_cut_at_blanks_and_nothing_is_lost() -> None:
    text = "word " * 2000
    cut = list(pieces(Sentence(7, 7 + len(text), text)))

    assert "".join(piece.text for piece in cut) == text
    assert all(len(piece.text) <= MAX_SENTENCE for piece in cut)
    assert [piece.start for piece in cut[1:]] == [piece.end for piece in cut[:-1]]
    assert cut[0].start == 7


@pytest.mark.parametrize("piece", ["killed 5, ", "in Kyiv and ", "9 ", "5 drones, ", "on Monday and "])
def test_time_stays_linear_without_a_single_stop(piece: str) -> None:
    find_attacks(tag(split("Kyiv: 5 drones fell"))[0], [None])  # the vocabulary is loaded
    started = time.process_time()
    for story in tag(split("Kyiv is " + piece * (40_000 // len(piece)))):
        find_attacks(story, [None] * len(story.sentences))

    assert time.process_time() - started < 10


def _tags(text: str) -> list[Tag]:
    return tag_sentence(Sentence(0, len(text), text), PUBLISHED)
