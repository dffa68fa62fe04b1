"""Records made by hand: documents with the claims and figures that a reader would have found in them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.record import Package, write_package

VOCABULARY = Path(__file__).parent / "vocabulary"

ATTACK: dict[str, Any] = {
    "event_date": None,
    "attacker": "Russia",
    "attribution_basis": "stated",
    "country": "Ukraine",
    "places": [],
    "launch_places": [],
    "weapons": [],
    "killed": None,
    "injured": None,
    "target": None,
    "is_background": False,
    "is_cumulative": False,
    "role": "main",
}
AID: dict[str, Any] = {
    "donor": "Norway",
    "recipient": "Ukraine",
    "amount": None,
    "currency": None,
    "kind": "military",
    "status": "pledged",
    "in_kind": [],
    "is_component": False,
    "announced_date": None,
    "conversion": None,
}
DIPLOMATIC: dict[str, Any] = {
    "event_type": "CONSULT",
    "event_mode": None,
    "source_actor": None,
    "target_actor": None,
    "place": None,
    "event_date": None,
    "summary": "an invented event",
}


@dataclass(frozen=True)
class Fact:
    """One fact of a story: its sentence, its fields, and the words of its figures by field."""

    fact_type: str
    quote: str
    fields: dict[str, Any]
    words: dict[str, str] = field(default_factory=dict)
    ranges: dict[str, dict[str, Any]] = field(default_factory=dict)
    modality: str = "asserted"
    claimed_by: str | None = None


def attack(quote: str, *, words: dict[str, str] | None = None, **fields: Any) -> Fact:
    """An attack claim; fields that are not named are as in ATTACK."""
    return _fact("attack", quote, ATTACK, words, fields)


def aid(quote: str, *, words: dict[str, str] | None = None, **fields: Any) -> Fact:
    """An aid claim; fields that are not named are as in AID."""
    return _fact("aid", quote, AID, words, fields)


def diplomatic(quote: str, source: str, target: str | None = None, **fields: Any) -> Fact:
    """A diplomatic claim; fields that are not named are as in DIPLOMATIC."""
    return _fact("diplomatic", quote, DIPLOMATIC, None, {"source_actor": source, "target_actor": target, **fields})


def drones(
    launched: int | None, intercepted: int | None, *, model: str | None = None, lost: int | None = None
) -> dict[str, Any]:
    """A weapon entry of an attack."""
    return {"type": "drone", "model": model, "launched": launched, "intercepted": intercepted, "lost_or_other": lost}


@dataclass(frozen=True)
class Document:
    """A delivered file whose text is made of its facts' sentences, one story per list of facts."""

    path: str
    date: str | None
    stories: list[list[Fact]]
    source: str = "agency"
    state: str = "loaded"
    loose_numbers: int = 0  # figures in the text that belong to no claim

    @property
    def text(self) -> str:
        """Headline and sentences of each story, with an empty line between stories."""
        told = [
            f"Headline {number}\n" + " ".join(fact.quote for fact in story) for number, story in enumerate(self.stories)
        ]
        return "\n\n".join([*told, *(f"Number {number} stands alone." for number in range(self.loose_numbers))])

    @property
    def document_id(self) -> str:
        """The hash of the text and the path, so that two documents may tell the same."""
        return hashlib.sha256(f"{self.path}|{self.date}|{self.text}".encode()).hexdigest()[:16]


def write_record(folder: Path, *deliveries: list[Document]) -> tuple[list[Package], list[Package]]:
    """Write one package per delivery; comes back as document packages and reading packages."""
    documents, readings = [], []
    for number, delivery in enumerate(deliveries, 1):
        package_id = f"{number:08d}"
        loaded = [document for document in delivery if document.state == "loaded"]
        documents.append(
            write_package(
                folder / "documents", package_id, {"documents": [_document_row(document) for document in delivery]}
            )
        )
        tables = {
            "stories": [row for document in loaded for row in _story_rows(document)],
            "claims": [row for document in loaded for row in _claim_rows(document)],
            "figures": [row for document in loaded for row in _figure_rows(document)],
        }
        readings.append(write_package(folder / "readings" / "v1", package_id, tables))
    return documents, readings


def claim_id(document: Document, fact: Fact) -> str:
    """The id of a fact's claim, from the span of its sentence."""
    start = document.text.index(fact.quote)
    key = f"{document.document_id}|{fact.fact_type}|{start}|{start + len(fact.quote)}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _fact(
    fact_type: str, quote: str, defaults: dict[str, Any], words: dict[str, str] | None, fields: dict[str, Any]
) -> Fact:
    own = {name: fields.pop(name) for name in ("ranges", "modality", "claimed_by") if name in fields}
    unknown = set(fields) - set(defaults)
    assert not unknown, f"no such field: {unknown}"
    return Fact(fact_type, quote, {**defaults, **fields}, words or {}, **own)


def _document_row(document: Document) -> dict[str, Any]:
    text = document.text
    return {
        "delivery_id": f"{document.path}@{document.document_id}",
        "document_id": document.document_id,
        "path": document.path,
        "source_id": document.source,
        "content": text.encode(),
        "content_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "byte_count": len(text.encode()),
        "encoding": "utf-8",
        "text": text,
        "document_date": document.date,
        "date_basis": "date line" if document.date else None,
        "date_reason": None if document.date else "no date in text or name",
        "state": document.state,
        "publisher": f"The {document.source}",
        "language": "en",
        "delivered_at": "2023-10-01T00:00:00Z",
    }


def _story_rows(document: Document) -> list[dict[str, Any]]:
    starts = [document.text.index(f"Headline {number}\n") for number in range(len(document.stories))]
    ends = [*starts[1:], len(document.text)]
    return [
        {
            "document_id": document.document_id,
            "story": number,
            "start": start,
            "end": end,
            "headline": f"Headline {number}",
        }
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _claim_rows(document: Document) -> list[dict[str, Any]]:
    return [_claim_row(document, number, fact) for number, story in enumerate(document.stories) for fact in story]


def _claim_row(document: Document, story: int, fact: Fact) -> dict[str, Any]:
    start = document.text.index(fact.quote)
    written = {
        "story": story,
        **fact.fields,
        "quote": fact.quote,
        "claimed_by": fact.claimed_by,
        "modality": fact.modality,
        "figures": {name: _range(fact, name) for name in {*fact.words, *fact.ranges}},
    }
    return {
        "claim_id": claim_id(document, fact),
        "document_id": document.document_id,
        "story": story,
        "fact_type": fact.fact_type,
        "claimed_by": fact.claimed_by,
        "modality": fact.modality,
        "quote": fact.quote,
        "quote_start": start,
        "quote_end": start + len(fact.quote),
        "patterns": f"{fact.fact_type}.invented",
        "fact": json.dumps(written),
    }


def _range(fact: Fact, name: str) -> dict[str, Any]:
    value = _value(fact, name)
    return {"low": value, "high": value, "qualifier": None, "text": fact.words.get(name), **fact.ranges.get(name, {})}


def _value(fact: Fact, name: str) -> Any:
    """The value of a field such as killed, weapons.0.launched or in_kind.0.count."""
    value: Any = fact.fields
    for step in name.split("."):
        value = value[int(step)] if step.isdigit() else value[step]
    return value


def _figure_rows(document: Document) -> list[dict[str, Any]]:
    rows = [
        _figure_row(document, number, fact, name)
        for number, story in enumerate(document.stories)
        for fact in story
        for name in fact.words
    ]
    return [*rows, *(_loose_row(document, number) for number in range(document.loose_numbers))]


def _figure_row(document: Document, story: int, fact: Fact, name: str) -> dict[str, Any]:
    word = fact.words[name]
    start = document.text.index(fact.quote) + fact.quote.index(word)
    told = _range(fact, name)
    return {
        "figure_id": f"{document.document_id}-{start}",
        "document_id": document.document_id,
        "story": story,
        "start": start,
        "end": start + len(word),
        "text": word,
        "value_low": told["low"],
        "value_high": told["high"],
        "qualifier": told["qualifier"],
        "unit": "item" if "in_kind" in name else None,
        "role": name,
        "claim_id": claim_id(document, fact),
        "reason": None,
    }


def _loose_row(document: Document, number: int) -> dict[str, Any]:
    start = document.text.index(f"Number {number} stands") + len("Number ")
    return {
        "figure_id": f"{document.document_id}-{start}",
        "document_id": document.document_id,
        "story": None,
        "start": start,
        "end": start + len(str(number)),
        "text": str(number),
        "value_low": number,
        "value_high": number,
        "reason": "no unit",
    }
