"""Many ways of telling a strike: every figure that a sentence states is read, and no other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.read.attacks.assembly import find_attacks
from flows.read.facts import Fact
from flows.read.split.digest import split
from flows.read.tag.tagging import tag

CASES, SIDES = (
    yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8")) for name in ("cases.yml", "sides.yml")
)
MEASURES = {"launched": "launched", "intercepted": "intercepted", "lost_or_other": "lost"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_every_figure_of_a_sentence_is_read_and_no_other(case: dict[str, Any]) -> None:
    assert Counter(_figures(case["text"])) == Counter(case["figures"])


@pytest.mark.parametrize("case", SIDES, ids=lambda case: case["text"][:60])
def test_who_struck_where_is_read_for_either_side(case: dict[str, Any]) -> None:
    fields = next(fact.fields for fact in _facts(f"War news of the day\n\n{case['text']}"))
    assert {
        "text": case["text"],
        "attacker": fields["attacker"],
        "basis": fields["attribution_basis"],
        "country": fields["country"],
        "place": fields["places"][0],
    } == case


def _facts(text: str) -> list[Fact]:
    stories = tag(split(f" date 2031-05-05 {text}\n"))
    return [fact for story in stories for fact in find_attacks(story, [None] * len(story.sentences))]


def _figures(text: str) -> list[str]:
    """The figures of a headline, or of a sentence below one, as `[weapon] measure value`."""
    above = "Strikes go on for another day\n\n" if text.endswith(".") else ""
    found = []
    for fields in (fact.fields for fact in _facts(f"{above}{text}")):
        for weapon in fields["weapons"]:
            found += [
                f"{weapon['type']} {said} {weapon[key]}" for key, said in MEASURES.items() if weapon[key] is not None
            ]
        found += [f"{key} {fields[key]}" for key in ("killed", "injured") if fields[key] is not None]
    return found
