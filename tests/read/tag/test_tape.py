"""The pattern language: what each of its signs takes, and that matching stays linear."""

from __future__ import annotations

import time

import pytest

from flows.read.tag.tape import Pattern, Patterns, compile_pattern, find_matches, make_items
from flows.read.text import Sentence, Tag

TEXT = "About 12 of the 20 kites, it seems, were grounded over the bay."
TAGS = (("number", "About 12"), ("number", "20"), ("weapon", "kites"), ("down", "grounded"), ("place", "bay"))


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("NUMBER of the NUMBER WEAPON", True),
        ("NUMBER of a? the? NUMBER WEAPON", True),
        ("NUMBER of NUMBER", False),
        ("NUMBER of ..1 NUMBER", True),
        ("WEAPON ..6 DOWN", False),  # commas stand between
        ("WEAPON ,,6 DOWN", True),
        ("WEAPON ,,3 DOWN", False),  # too few
        ("NUMBER ,,9 DOWN", True),
        ("^ NUMBER of", True),
        ("^ of", False),
        ("bay $", True),
        ("over $", False),
        ("was|were DOWN", True),
        ("was|is DOWN", False),
        ("DOWN|PLACE over|in", True),
        ("WEAPON , ( it seems , )? were", True),
        ("WEAPON , ( it | seems )* , were", True),
        ("DOWN ~~3 PLACE", True),
    ],
)
def test_each_sign_takes_what_it_says(line: str, is_found: bool) -> None:
    assert bool(_matches(line)) == is_found


def test_a_gap_never_passes_a_number_and_a_clause_gap_no_conjunction() -> None:
    text = "Crews saw kites and then 7 hawks fell."
    tags = (("weapon", "kites"), ("number", "7"), ("down", "fell"))

    assert not _matches("WEAPON ,,9 DOWN", text, tags)
    assert _matches("WEAPON ..4 NUMBER", text, tags)
    assert not _matches("WEAPON ~~4 NUMBER", text, tags)


def test_slots_keep_the_span_and_the_tags() -> None:
    (match,) = _matches("NUMBER:low of the NUMBER:high WEAPON:what")

    assert {name: TEXT[slot.start : slot.end] for name, slot in match.slots.items()} == {
        "low": "About 12",
        "high": "20",
        "what": "kites",
    }
    low = match.slots["low"].tag("number")
    assert low is not None
    assert low.text == "About 12"
    assert TEXT[match.start : match.end] == "About 12 of the 20 kites"


def test_of_overlapping_tags_the_longer_stands_and_an_excluded_number_gives_way() -> None:
    text = "One S-9 kite fell."
    tags = [Tag("excluded", 4, 7, "S-9"), Tag("weapon", 4, 12, "S-9 kite"), Tag("item", 8, 12, "kite")]

    items = make_items(Sentence(0, len(text), text), tags)

    assert [(item.word, [tag.kind for tag in item.tags]) for item in items] == [
        ("one", []),
        ("s_-_9_kite", ["weapon"]),
        ("fell", []),
        (".", []),
    ]


def test_offsets_are_those_of_the_document() -> None:
    sentence = Sentence(100, 100 + len(TEXT), TEXT)
    tag = Tag("number", 100, 108, "About 12")
    (match,) = find_matches(sentence, [tag], Patterns([_pattern("NUMBER of")]))

    assert (match.start, match.end) == (100, 111)


def test_an_unknown_sign_is_a_word_like_any_other() -> None:
    assert _matches("seems , were")
    assert not _matches("seems ; were")


@pytest.mark.parametrize("line", ["NUMBER ,,10 WEAPON ,,10 DOWN", "( AUX )* DOWN", "NUMBER ,,8 AUX ( AUX )* DOWN"])
@pytest.mark.parametrize("word", ["kites ", "were ", "7 ", "x , "])
def test_time_is_linear_in_a_hostile_sentence(line: str, word: str) -> None:
    kinds = {"kites ": "weapon", "were ": "aux", "7 ": "number"}
    text = word * 8000
    tags = [
        Tag(kinds[word], start, start + len(word) - 1, word.strip())
        for start in (range(0, len(text), len(word)) if word in kinds else ())
    ]
    started = time.perf_counter()
    list(find_matches(Sentence(0, len(text), text), tags, Patterns([_pattern(line)])))

    assert time.perf_counter() - started < 5.0


def _matches(line: str, text: str = TEXT, tags: tuple[tuple[str, str], ...] = TAGS) -> list[object]:
    made = [Tag(kind, text.index(words), text.index(words) + len(words), words) for kind, words in tags]
    return list(find_matches(Sentence(0, len(text), text), made, Patterns([_pattern(line)])))


def _pattern(line: str) -> Pattern:
    return Pattern("test", compile_pattern(line), {})
