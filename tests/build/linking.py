"""The hand-linked reports as documents, and how well a grouping of their claims agrees with the hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

import yaml

from tests.build import handmade
from tests.build.handmade import Document, Fact, claim_id

FIRST = Path(__file__).parent / "linked"
LATER = Path(__file__).parent / "linked_later"  # by another hand, for a first look at rules made with the first set
THIRD = Path(__file__).parent / "linked_third"  # by a hand that had not seen the rules: for measuring alone
MAKERS = {"attack": handmade.attack, "aid": handmade.aid, "diplomatic": handmade.diplomatic}
NO_EVENT = "none"


@dataclass(frozen=True)
class Linked:
    """The documents, and by claim id the hand's event and (for aid) its measure; a claim of no event is alone."""

    documents: list[Document]
    facts: dict[str, Fact]
    events: dict[str, str]
    measures: dict[str, str]

    def of_type(self, fact_type: str) -> dict[str, str]:
        """The hand's events of the claims of one type."""
        return {claim: event for claim, event in self.events.items() if self.facts[claim].fact_type == fact_type}


def load(folder: Path) -> Linked:
    """All reports of a folder."""
    documents, facts, events, measures = [], {}, {}, {}
    for path in sorted(folder.glob("*.yml")):
        for written in yaml.safe_load(path.read_text(encoding="utf-8")):
            document, labels = _document(written)
            documents.append(document)
            for fact, (event, measure) in labels:
                claim = claim_id(document, fact)
                facts[claim] = fact
                events[claim] = f"{NO_EVENT} {claim}" if event == NO_EVENT else event
                if measure and event != NO_EVENT:
                    measures[claim] = measure
    return Linked(documents, facts, events, measures)


def _document(written: dict[str, Any]) -> tuple[Document, list[tuple[Fact, tuple[str, str | None]]]]:
    labels: list[tuple[Fact, tuple[str, str | None]]] = []
    stories: list[list[Fact]] = []
    for story in written["stories"]:
        stories.append([])
        for row in story:
            fields = {name: value for name, value in row.items() if name not in ("event", "measure", "fact", "why")}
            fact = _fact(row["fact"], fields)
            stories[-1].append(fact)
            labels.append((fact, (row["event"], row.get("measure"))))
    source = written["path"].split("/")[0]
    return Document(written["path"], str(written["date"]), stories, source=source), labels


def _fact(kind: str, fields: dict[str, Any]) -> Fact:
    fields = {name: str(value) if name.endswith("_date") and value else value for name, value in fields.items()}
    if kind == "diplomatic":
        fields = {"source": fields.pop("source_actor", None), "target": fields.pop("target_actor", None), **fields}
    return MAKERS[kind](**fields)


def pairwise(hand: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """F1, precision and recall over the pairs of claims that one event holds.

    Args:
        hand: the right event of each claim.
        found: the event that a rule gave it.
    """
    both = _pairs(Counter((hand[claim], found[claim]) for claim in hand))
    right, told = _pairs(Counter(hand.values())), _pairs(Counter(found[claim] for claim in hand))
    precision, recall = both / told if told else 1.0, both / right if right else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0, precision, recall


def disagreements(hand: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[list[Any], list[Any]]:
    """The pairs of claims that the hand makes one event and the rule does not, and those the other way round."""
    missed, wrong = [], []
    for one, two in combinations(sorted(hand), 2):
        if (hand[one] == hand[two]) != (found[one] == found[two]):
            (missed if hand[one] == hand[two] else wrong).append((one, two))
    return missed, wrong


def _pairs(sizes: Counter[Any]) -> int:
    return sum(comb(size, 2) for size in sizes.values())
