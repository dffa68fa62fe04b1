"""The reader, end to end: a text in, its facts and the account of its figures out.

split -> tag -> parse -> match and assemble -> account
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from flows.read import MODEL
from flows.read.account import LedgerEntry, account
from flows.read.aid.assembly import find_aid
from flows.read.attacks.assembly import find_attacks
from flows.read.diplomacy.assembly import find_diplomatic
from flows.read.facts import Fact, plain_number
from flows.read.parse.grammar import parse_stories
from flows.read.split.digest import split
from flows.read.tag.tagging import tag
from flows.read.text import Document
from flows.read.who.speaker import find_speakers

OUTPUT_NAMES = {"attack": "attacks", "aid": "aid", "diplomatic": "diplomatic"}


@dataclass(frozen=True)
class Reading:
    """What was read in one document: its stories, the facts in them, and an entry for every number of the text."""

    document: Document
    facts: tuple[Fact, ...]
    ledger: tuple[LedgerEntry, ...]


def read(text: str, *, name: str = "", model: str = MODEL) -> Reading:
    """Read one decoded document.

    Args:
        name: the file's name, which gives the date where the text states none.
        model: the spaCy pipeline that parses the sentences.
    """
    document = split(text, name=name)
    stories = tag(document)
    parses = parse_stories(stories, model)
    facts: list[Fact] = []
    ledger: list[LedgerEntry] = []
    for story in stories:
        speakers = find_speakers(story, parses)
        found = [*find_attacks(story, speakers), *find_aid(story, speakers)]
        found += find_diplomatic(story, parses, speakers, found)
        facts += found
        ledger += account(story, found)
    return Reading(document, tuple(facts), tuple(ledger))


def as_output(reading: Reading) -> dict[str, Any]:
    """A reading as the JSON object that `sitrep read` prints: stories, facts by type, the figure ledger."""
    output: dict[str, Any] = {
        "date": reading.document.date.value,
        "stories": [
            {"start": story.start, "end": story.end, "headline": story.headline} for story in reading.document.stories
        ],
        "attacks": [],
        "aid": [],
        "diplomatic": [],
    }
    for fact in reading.facts:
        output[OUTPUT_NAMES[fact.fact_type]].append(as_fact(fact, reading.document.text))
    output["figures"] = [
        {
            "text": reading.document.text[entry.start : entry.end],
            "span": [entry.start, entry.end],
            "unit": entry.unit,
            "role": entry.role,
            "reason": entry.reason,
        }
        for entry in reading.ledger
    ]
    return output


def as_fact(fact: Fact, text: str) -> dict[str, Any]:
    """One fact in the shape of the reader's output."""
    return {
        "story": fact.story,
        **fact.fields,
        "modality": fact.modality,
        "quote": text[fact.quote[0] : fact.quote[1]],
        "quote_span": list(fact.quote),
        "spans": {path: list(span) for path, span in fact.spans.items()},
        "figures": {
            path: {
                "low": None if figure.low is None else plain_number(figure.low),
                "high": None if figure.high is None else plain_number(figure.high),
                "qualifier": figure.qualifier,
                "text": figure.text,
            }
            for path, figure in fact.figures.items()
        },
        "patterns": list(fact.patterns),
    }


def claim_id(document_id: str, fact: Fact) -> str:
    """The identity of a claim: the document, the kind of fact, and the span of its figure or trigger."""
    return hashlib.sha256(f"{document_id}|{fact.fact_type}|{fact.start}|{fact.end}".encode()).hexdigest()[:16]
