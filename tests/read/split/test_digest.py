"""The splitter: what kinds of document there are, where their stories start, and what is no headline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.read.split.digest import split

STORY_ONE = "Harbour of Westport closed after storm"
BODY_ONE = [
    "The harbour of Westport was closed on Monday after a storm damaged two of its cranes, the port office said.",
    "“Nobody was hurt, and the ferries will sail again soon,” harbour master Jane Roe told reporters.",
    "By Max Muster in Westport",
    "Repairs are expected to take a week.",
]
STORY_TWO = "Ruritania to send rice to flooded valleys"
BODY_TWO = [
    "Ruritania will send rice to the valleys of Borduria that were flooded in April, its government announced.",
    "18.14 BST",
    "The first lorries are to leave on Friday.",
]


def test_stories_of_headline_and_paragraphs() -> None:
    document = split("\n\n".join([f" date 2031-05-07 {STORY_ONE}", *BODY_ONE, STORY_TWO, *BODY_TWO]))

    assert [story.headline for story in document.stories] == [STORY_ONE, STORY_TWO]
    assert [segment.kind for segment in document.stories[0].segments] == ["headline", "lead", *["paragraph"] * 3]
    assert document.date.value == "2031-05-07"


def test_headline_and_lead_by_turns() -> None:
    pairs = [
        ("Ferry sails again", "The Westport ferry sailed again on Tuesday after a week of repairs."),
        ("Rice arrives in Borduria", "The first lorries with rice arrived in Borduria on Friday, officials said."),
        ("Talks on harbour fees go on", "Talks between the port office and the unions on harbour fees went on."),
    ]
    document = split(" date 2031-05-07 " + "\n\n".join(line for pair in pairs for line in pair))

    assert [story.headline for story in document.stories] == [head for head, _ in pairs]
    assert [[segment.kind for segment in story.segments] for story in document.stories] == [["headline", "lead"]] * 3


def test_a_bare_list_of_headlines() -> None:
    heads = ["Ferry sails again", "Rice arrives in Borduria", "Talks on fees go on", "Minister to visit Westport"]
    document = split(" date 2031-05-07 " + "\n".join(heads))

    assert [story.headline for story in document.stories] == heads
    assert [len(story.segments) for story in document.stories] == [1, 1, 1, 1]


def test_an_article_is_one_story_whatever_its_subheadings() -> None:
    text = "The port office of Westport said on Monday that two cranes had been damaged. It gave no figure.\n\n"
    text += "A long wait\n\nRepairs are expected to take weeks, and the unions want talks before they start.\n\n"
    document = split(f" date 2031-05-07 {text}")

    assert len(document.stories) == 1
    assert document.stories[0].headline is None


def test_a_stopped_headline_is_known_by_the_paragraph_that_says_it_again() -> None:
    lines = [
        STORY_ONE + ".",
        BODY_ONE[0],
        "Repairs are expected to take a week, and nobody knows who will pay for them in the end.",
        "Ruritania sends rice to flooded Borduria.",
        "WESTPORT — Ruritania is sending rice to the flooded valleys of Borduria, its government said on Monday.",
        "The first lorries are to leave on Friday, with more to follow in the weeks after that.",
    ]
    document = split(" date 2031-05-07 " + "\n\n".join(lines))

    assert [story.headline for story in document.stories] == [lines[0], lines[3]]


@pytest.mark.parametrize(
    "line",
    [
        "Crews clear the quay of Westport Photograph: Jane Roe/AP",
        "By Max Muster and Jane Roe",
        "Sign up to our evening newsletter",
        "18.14 BST",
        "“We will not give up the harbour.”",
        "“We will not give up the harbour while it stands",
        "“We hope that the harbour opens again soon” ",
        "The quays that were closed are these:",
        "two cranes and a barge, it was said",
        "A long wait",
        "* Two cranes were damaged",
        "BREAKING: Harbour closed in Westport pic.twitter.com/abc",
        "READ MORE ABOUT THE HARBOUR OF WESTPORT AND ITS CRANES",
        "Cranes lie on their side after the storm. Jane Roe and Max Muster",
    ],
)
def test_captions_bylines_and_the_like_start_no_story(line: str) -> None:
    lines = [f" date 2031-05-07 {STORY_ONE}", BODY_ONE[0], BODY_ONE[3], line, BODY_ONE[1], STORY_TWO, BODY_TWO[0]]
    document = split("\n\n".join(lines))

    assert [story.headline for story in document.stories] == [STORY_ONE, STORY_TWO]


def test_a_headline_may_open_with_a_quote() -> None:
    lines = [
        f" date 2031-05-07 {STORY_ONE}",
        BODY_ONE[0],
        "“We will rebuild”, mayor of Westport tells council",
        BODY_ONE[1],
    ]
    document = split("\n\n".join(lines))

    assert [story.headline for story in document.stories] == [STORY_ONE, lines[2]]


@pytest.mark.parametrize(
    "line",
    [
        "Ferries wait and wages stay unpaid, union says",
        "Cranes lie on their side after the storm. Jane Roe for The Westport Sun",
    ],
)
def test_a_line_right_under_a_headline_starts_no_story(line: str) -> None:
    document = split("\n\n".join([f" date 2031-05-07 {STORY_ONE}", line, *BODY_ONE, STORY_TWO, *BODY_TWO]))

    assert [story.headline for story in document.stories] == [STORY_ONE, STORY_TWO]


def test_a_short_headline_among_longer_ones_starts_its_story() -> None:
    long, short = f"{STORY_TWO} after the rains of April and of May", "Five killed in Westport"
    document = split("\n\n".join([f" date 2031-05-07 {long}", *BODY_TWO, short, *BODY_ONE]))

    assert [story.headline for story in document.stories] == [long, short]


def test_line_ends_of_windows_change_offsets_only() -> None:
    text = "\n\n".join([f" date 2031-05-07 {STORY_ONE}", *BODY_ONE, STORY_TWO, *BODY_TWO])
    plain, windows = split(text), split(text.replace("\n", "\r\n"))

    assert [[s.text for s in story.sentences] for story in plain.stories] == [
        [s.text for s in story.sentences] for story in windows.stories
    ]


@pytest.mark.parametrize(
    ("text", "name", "value", "basis"),
    [
        (" date 2031-05-07 Ferry sails", "x.txt", "2031-05-07", "date line"),
        (" date 2031-05 Ferry sails", "2030-01-01.txt", "2031-05", "date line"),
        ("Ferry sails", "2031-05-07.txt", "2031-05-07", "file name"),
        ("Ferry sails", "digest.txt", None, None),
        (" date 2031-02-31 Ferry sails", "digest.txt", None, None),
    ],
)
def test_the_date_and_where_it_was_read(text: str, name: str, value: str | None, basis: str | None) -> None:
    document = split(text, name=name)

    assert (document.date.value, document.date.basis) == (value, basis)
    assert (document.date.reason is None) == (value is not None)


def test_an_empty_text_has_no_stories() -> None:
    assert split("").stories == ()
    assert split(" date 2031-05-07 \n\n ").stories == ()


@given(st.lists(st.sampled_from([STORY_ONE, *BODY_ONE, STORY_TWO, *BODY_TWO, "", "***"]), max_size=12))
def test_spans_are_the_texts_own_and_in_order(lines: list[str]) -> None:
    document = split(" date 2031-05-07 " + "\n".join(lines))
    sentences = [sentence for story in document.stories for sentence in story.sentences]

    assert all(document.text[s.start : s.end] == s.text for s in sentences)
    assert [s.start for s in sentences] == sorted(s.start for s in sentences)
    assert [story.index for story in document.stories] == list(range(len(document.stories)))


@pytest.mark.parametrize(
    "label", ["Key events", "LIVE – Updated at 17:05", "Fri 13 Dec 2030 18.03 CET", "Opening summary"]
)
def test_a_label_or_stamp_above_the_first_headline_is_no_story(label: str) -> None:
    document = split("\n\n".join([f" date 2031-05-07 {label}", STORY_ONE, *BODY_ONE, STORY_TWO, *BODY_TWO]))

    assert [story.headline for story in document.stories] == [STORY_ONE, STORY_TWO]
    assert [segment.kind for segment in document.stories[0].segments][:3] == ["paragraph", "headline", "lead"]


def test_a_stamp_between_headline_and_text_is_no_lead() -> None:
    document = split("\n\n".join([f" date 2031-05-07 {STORY_ONE}", "10.14 CEST", "By Jane Roe", *BODY_ONE]))

    kinds = [segment.kind for segment in document.stories[0].segments]
    assert kinds == ["headline", "paragraph", "paragraph", "lead", *["paragraph"] * 3]


@pytest.mark.parametrize(
    "line",
    [
        "What we know on day 741",
        "Feb. 12, 2031, 6:30 a.m. ET",
        "Firefighters at the site of a blaze in the port of Westport on Monday",
        "The aftermath of a storm in the port of Westport on Sunday",
        "A broken crane in the port of Westport, Ruritania, on Sunday",
        "Moment storm hits cranes in the port of Westport – video",
        "Cranes are down in the port of Westport\npic.twitter.com/abc — Jane Roe (@jroe) May 7, 2031",
    ],
)
def test_headings_of_lists_and_captions_without_a_verb_start_no_story(line: str) -> None:
    lines = [f" date 2031-05-07 {STORY_ONE}", BODY_ONE[0], BODY_ONE[3], line, BODY_ONE[1], STORY_TWO, BODY_TWO[0]]
    document = split("\n\n".join(lines))

    assert [story.headline for story in document.stories] == [STORY_ONE, STORY_TWO]


def test_numbered_headlines_are_one_sentence() -> None:
    document = split("\n\n".join([f" date 2031-05-07 1. {STORY_ONE}", BODY_ONE[0], f"2. {STORY_TWO}", BODY_TWO[0]]))

    assert [story.headline for story in document.stories] == [f"1. {STORY_ONE}", f"2. {STORY_TWO}"]
    assert [len(story.segments[0].sentences) for story in document.stories] == [1, 1]


def test_a_paragraph_where_a_headline_is_due_starts_no_story() -> None:
    pairs = [
        (f"Ferry {number} sails again", f"Ferry {number} sailed again on Tuesday, its owner said.")
        for number in "abcdef"
    ]
    lines = [line for pair in pairs for line in pair]
    more = [
        "In Westport, two cranes were damaged. In Eastport, one was lost.",
        "In Northport, nothing was damaged, a mayor said.",
    ]
    document = split(" date 2031-05-07 " + "\n\n".join([*lines[:2], *more, *lines[2:]]))

    assert [story.headline for story in document.stories] == [head for head, _ in pairs]
