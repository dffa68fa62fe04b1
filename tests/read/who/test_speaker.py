"""Who says each sentence: speakers around, inside and before it."""

from __future__ import annotations

import pytest

from flows.read.parse.grammar import parse_stories
from flows.read.patterns import load_patterns, load_regexes
from flows.read.split.digest import split
from flows.read.tag.tagging import tag
from flows.read.who.speaker import find_speakers

CASES = [
    ("X says", "The mayor of Lvovets, Jan Kowal, said that two people were hurt.", ["Jan Kowal"]),
    ("comma, X said", "Two people were hurt in the fire, the harbour ministry said.", ["harbour ministry"]),
    (
        "office, body and name before the verb",
        "Two people were hurt, the head of the regional administration Jan Kowal said on Monday morning.",
        ["Jan Kowal"],
    ),
    (
        "a name behind the end of what is said",
        "The number of injured is now 11, a boy among them, the head of the Kherson region, Jan Kowal, said later.",
        ["Jan Kowal"],
    ),
    (
        "a boy who speaks himself",
        "A boy, who was hurt in the harbour, said that two people were missing.",
        ["boy"],
    ),
    ("said X", "“Nobody was hurt,” said Jan Kowal.", ["Jan Kowal"]),
    ("according to X", "Two people were hurt, according to Governor Jan Kowal.", ["Jan Kowal"]),
    ("according to X, first", "According to the harbour ministry, two people were hurt.", ["harbour ministry"]),
    ("he added", "Jan Kowal said that two people were hurt. He added that one was in hospital.", ["Jan Kowal"] * 2),
    (
        "short form of a name given before",
        "Governor Jan Kowal said that two people were hurt. Kowal said that the fire was out.",
        ["Jan Kowal"] * 2,
    ),
    (
        "a quote that runs over sentences belongs to whoever closes it",
        "“Two people were hurt. The fire is out,” Jan Kowal said.",
        ["Jan Kowal"] * 2,
    ),
    (
        "a body pointed to by its kind",
        "The Harbour Ministry said that two people were hurt. The ministry added that the fire was out.",
        ["Harbour Ministry"] * 2,
    ),
    (
        "the person before the outlet that carries his words",
        "Mayor Jan Kowal said two people were hurt, according to local media.",
        ["Jan Kowal"],
    ),
    ("nobody", "Two people were hurt in a fire in the harbour.", [None]),
    ("a clock does not speak", "The clock on the tower says ten.", [None]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_speaker_of_each_sentence(text: str, expected: list[str | None]) -> None:
    assert names(f"Harbour fire in the old town of Lvovets\n\n{text}")[1:] == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Jan Kowal: Two people hurt in harbour fire", "Jan Kowal"),
        ("Two people hurt in harbour fire - Kowal", "Jan Kowal"),
        ("Two people hurt in harbour fire, mayor says", "mayor"),
        ("Harbour crisis: Two people hurt in fire", None),
    ],
)
def test_a_headline_names_its_speaker_before_or_behind(headline: str, expected: str | None) -> None:
    assert names(f"{headline}\n\nThe fire in the harbour is out. Jan Kowal lives there.")[0] == expected


def test_a_quote_in_the_next_paragraph_goes_on_with_the_speaker() -> None:
    text = "Fire in the old harbour\n\nJan Kowal said that two people were hurt.\n\n“The fire is out.”"
    assert names(text) == [None, "Jan Kowal", "Jan Kowal"]


def test_the_span_of_a_speaker_is_where_the_text_names_him() -> None:
    text = "Fire in the old harbour\n\nGovernor Jan Kowal said that two people were hurt."
    story = tag(split(text))[0]
    speaker = find_speakers(story, parse_stories([story]))[1]
    assert speaker is not None
    assert text[speaker.start : speaker.end] == "Jan Kowal"


@pytest.mark.parametrize("entry", load_patterns("speaker"), ids=lambda entry: entry["id"])
def test_speaker_patterns_match_their_examples_and_nothing_else(entry: dict[str, list[str]]) -> None:
    regex = load_regexes("speaker")[str(entry["id"])]
    assert all(regex.search(example.replace("“", '"').replace("”", '"')) for example in entry["examples"])
    assert not any(regex.search(example) for example in entry["not"])


def names(text: str) -> list[str | None]:
    story = tag(split(text))[0]
    return [speaker.name if speaker else None for speaker in find_speakers(story, parse_stories([story]))]
