"""Every pattern file keeps its word: each example is matched with its slots, nothing that must not match is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from flows.read.aid.words import AidSentence, read_aid_words
from flows.read.attacks.reader import numbers_of
from flows.read.patterns import FOLDER, load_patterns, load_regexes
from flows.read.tag.chunks import chunk
from flows.read.tag.tagging import TaggedSentence, tag_sentence
from flows.read.tag.tape import Match, Patterns, find_matches, load_tape_patterns
from flows.read.text import DocumentDate, Segment, Sentence, Tag

STEMS = sorted(path.stem for path in FOLDER.glob("*.yml"))
PUBLISHED = DocumentDate("2031-05-07", "date line")


def test_ids_are_unique_and_named_after_their_file() -> None:
    ids = [(stem, entry["id"]) for stem in STEMS for entry in load_patterns(stem)]

    assert len(ids) == len({pattern_id for _, pattern_id in ids})
    assert [each for each in ids if not each[0].startswith(each[1].split(".")[0]) and "." in each[1]] == []


def _entries() -> Iterator[Any]:
    """Every entry that has a pattern, be it a sequence of tags or a regular expression."""
    for stem in STEMS:
        for entry in load_patterns(stem):
            if "match" in entry:
                yield pytest.param(stem, entry, id=entry["id"])


@pytest.mark.parametrize(("stem", "entry"), _entries())
def test_an_entry_has_examples_of_both_kinds(stem: str, entry: dict[str, Any]) -> None:
    assert entry["examples"], "an example that must match"
    assert entry["not"], "an example that must not"


@pytest.mark.parametrize(("stem", "entry"), _entries())
def test_every_example_is_matched_with_its_slots(stem: str, entry: dict[str, Any]) -> None:
    for example in entry["examples"]:
        text, wanted = (example, {}) if isinstance(example, str) else (example["text"], _without_text(example))
        found = _found(stem, entry, text)

        assert found, text
        assert wanted in found or not wanted, (text, found)


@pytest.mark.parametrize(("stem", "entry"), _entries())
def test_nothing_that_must_not_match_does(stem: str, entry: dict[str, Any]) -> None:
    assert [text for text in entry["not"] if _found(stem, entry, text)] == []


def _without_text(example: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in example.items() if key != "text"}


def _found(stem: str, entry: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """What each match of an entry in a text says: the values of its slots and of `set`."""
    tags = _tags(stem, text)
    if tags is None:
        found = load_regexes(stem)[entry["id"]].search(text)
        return [found.groupdict()] if found else []
    if stem == "aid":  # where entries overrule each other: only those that stand
        return [_values(match, entry) for match in _aid_sentence(text).matches if match.pattern.entry is entry]
    patterns = Patterns(each for each in load_tape_patterns(stem).all if each.pattern_id == entry["id"])
    return [_values(match, entry) for match in find_matches(_sentence(text), tags, patterns)]


def _values(match: Match, entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry.get("set", {}), **{name: int(tag.value.low) for name, tag in numbers_of(match).items()}}


def _tags(stem: str, text: str) -> list[Tag] | None:
    """The tags on which a file's patterns work; None for files of regular expressions."""
    sentence = _sentence(text)
    tags = tag_sentence(sentence, PUBLISHED)
    if stem in ("attacks", "attack_parts"):
        return chunk(sentence, tags, is_headline=not text.endswith("."))
    return tags if stem == "aid" else None


def _aid_sentence(text: str) -> AidSentence:
    sentence = _sentence(text)
    segment = Segment("lead", 0, len(text), (sentence,))
    return read_aid_words(TaggedSentence(sentence, segment, tuple(tag_sentence(sentence, PUBLISHED))))


def _sentence(text: str) -> Sentence:
    return Sentence(0, len(text), text)


def test_regular_expressions_compile_without_nested_repetition() -> None:
    """A group repeated inside a repetition can take exponential time: no file may hold one over open classes."""
    nested = re.compile(r"\((?:\?:)?[^()]*(?:\.|\\w|\\s)[*+][^()]*\)[*+]")
    stems = [stem for stem in STEMS if stem not in ("attacks", "attack_parts", "aid")]

    assert [e["id"] for stem in stems for e in load_patterns(stem) if nested.search(e.get("match", ""))] == []
