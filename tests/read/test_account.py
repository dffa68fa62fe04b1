"""The ledger: every number of a text is part of a fact or has a reason."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.read.account import LedgerEntry, account
from flows.read.aid.assembly import find_aid
from flows.read.attacks.assembly import find_attacks
from flows.read.split.digest import split
from flows.read.tag.tagging import tag


def test_figures_of_a_fact_name_their_field() -> None:
    entries = _ledger("Russian shelling killed four people and wounded at least nine in Nikopol.")

    assert [(e.role, e.reason, e.low, e.high, e.qualifier, e.unit) for e in entries] == [
        ("killed", None, 4, 4, None, "person"),
        ("injured", None, 9, 9, "at least", None),
    ]
    assert all(entry.fact is not None for entry in entries)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("A 41-year-old man saw 155mm shells at 18:30.", ["age", "measure", "clock time"]),
        ("On 3 May it rained.", ["date"]),
        ("Ruritania sold barges for $5 million.", ["money-unplaced"]),
        ("Nine houses and 12 cars burned.", ["counts-things", "counts-things"]),
        ("Forty people were killed or wounded in the war.", ["joint-toll"]),
        ("Russia could fire 100 missiles at Kyiv.", ["not-asserted"]),
        ("Nine people died in a car crash in Westport.", ["not-an-attack"]),
        ("Two drones of the museum are on show.", ["unplaced"]),
        ("They saw ٤٤ drones.", ["suspicious-number"]),
    ],
)
def test_a_number_outside_facts_says_why(text: str, reasons: list[str]) -> None:
    entries = _ledger(text)

    assert [entry.reason for entry in entries] == reasons
    assert all(entry.fact is None and entry.role is None for entry in entries)


def test_the_same_figure_told_twice_is_repeated_not_lost() -> None:
    entries = _ledger(
        "Four killed in shelling of Nikopol\n\nRussian shelling killed four people in Nikopol, the mayor said."
    )

    assert sorted((entry.role or "", entry.reason or "") for entry in entries) == [("", "repeated"), ("killed", "")]


def test_money_told_again_or_converted_says_so() -> None:
    entries = _ledger(
        "Norway gives NOK 40 million\n\nNorway gives Ukraine NOK 40 million (EUR 4 million) in aid, it said on a visit."
    )

    assert [entry.reason for entry in entries] == [None, "repeated", "conversion"]


PIECES = [
    "Russian shelling killed four people.",
    "Air defence shot down 32 of 44 drones.",
    "On 3 May at 18:30 a 41-year-old man paid $5.",
    "Nine houses burned.",
    "Day 143 of 2031: F-16s, 155mm, 80th Brigade, 9%.",
    "No casualties.",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
def test_no_digit_is_left_out(pieces: list[str]) -> None:
    text = " ".join(pieces)
    entries = _ledger(text)
    covered = {place for entry in entries for place in range(entry.start, entry.end)}
    start = len(PREFIX)

    assert all(start + found.start() in covered for found in re.finditer(r"\d", text))
    assert all((entry.fact is None) != (entry.reason is None) for entry in entries)
    assert len({entry.start for entry in entries}) == len(entries)


PREFIX = " date 2031-05-07 "


def _ledger(text: str) -> list[LedgerEntry]:
    entries: list[LedgerEntry] = []
    for story in tag(split(PREFIX + text)):
        nobody = [None] * len(story.sentences)
        entries += account(story, [*find_attacks(story, nobody), *find_aid(story, nobody)])
    return entries
