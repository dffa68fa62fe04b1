"""Why a figure exists: from an id back to the claims, their words, the patterns that found them and the raw file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from flows import releases
from flows.deliver import words
from flows.deliver.query import LOCKED
from flows.errors import EnvironmentFault
from flows.settings import Settings
from flows.sql import connected, rows

ID = re.compile(r"(?=.*\d)([0-9a-f]{8,16})(?:-(\d+))?")  # of a claim or an event; with an offset, of a figure

# Of each kind of fact: the mart, its candidates before anything was held, its key, and what hangs on it.
MARTS = {
    "attack": ("fct_attacks", "int_attacks", "attack_id", "fct_attack_weapons"),
    "aid": ("fct_aid", "int_aid", "aid_id", "fct_aid_items"),
    "diplomatic": ("fct_diplomatic_events", "int_diplomatic_events", "diplomatic_event_id", None),
}
ASKED = """
select claim_id, event_id, fact_type
from intermediate.int_claim_events
where starts_with(claim_id, ?)
order by claim_id
"""
# An id of an earlier release, of another reader or of a text that was replaced.
FORMER = """
select former_claim_id, reader_version, claim_id, because
from fct_former_claims
where starts_with(former_claim_id, ?)
order by former_claim_id
"""
CLAIMS = """
select
    claims.claim_id,
    claims.fact_type,
    events.merge_reason,
    events.merge_score,
    claims.no_event_reason,
    claims.claimed_by,
    claims.modality,
    claims.role,
    claims.headline,
    claims.published_date,
    claims.reader_version,
    claims.patterns,
    claims.quote,
    claims.quote_start,
    claims.quote_end,
    claims.fact,
    documents.document_id,
    documents.path,
    documents.content_sha256,
    documents.encoding,
    documents.package_id,
    documents.text,
from fct_claims as claims
inner join intermediate.int_claim_events as events on claims.claim_id = events.claim_id
inner join (
    from raw.documents
    where state = 'loaded'
    qualify row_number() over (partition by document_id order by package_id, package_row) = 1
) as documents on claims.document_id = documents.document_id
where claims.claim_id = ? or events.event_id = ?
order by claims.published_date, claims.document_id, claims.quote_start, claims.claim_id
"""
REVISIONS = """
select known_from_date, field, weapon, previous_value, value, claim_id
from fct_event_revisions
where event_id = ?
order by known_from_date, field, weapon
"""
CORRECTIONS = """
select kind, column_name, expected_value, new_value, reason, author, decided_date, state
from intermediate.int_corrections
where target_id = ?
"""
FIGURE = "select figure_id, figure_text, claim_id, reason, role from fct_figures where figure_id like ? || '%-' || ?"


def is_id(what: str) -> bool:
    """True where something asked for looks like an id of a mart and not like a text.

    >>> is_id("0114f1635cf209a7"), is_id("0114f1635cf209a7-17"), is_id("Two were hurt.")
    (True, True, False)
    """
    return bool(ID.fullmatch(what))


def explain_id(settings: Settings, asked: str) -> dict[str, Any]:
    """The event that an id leads to today, its claims with their words and places, and what changed it.

    Args:
        asked: the id of an event, a claim or a figure of any mart; its first eight digits are enough.

    Raises:
        EnvironmentFault: there is no release, or the id is in none of its marts, or in several.
    """

    release = releases.required(settings)
    with connected(release.database, config=LOCKED) as connection:
        figure = _figure(connection, asked)
        if figure and figure["claim_id"] is None:
            return {"release_id": release.release_id, "asked": asked, "figure": figure, "claims": []}
        former, claim = _resolve(connection, figure["claim_id"] if figure else asked)
        return {
            "release_id": release.release_id,
            "asked": asked,
            "figure": figure,
            "former": former,
            **_event(connection, claim, settings),
        }


def _figure(connection: Any, asked: str) -> dict[str, Any] | None:
    """The number of the ledger that an id with an offset names."""
    document, separator, offset = asked.partition("-")
    if not separator:
        return None
    found = rows(connection, FIGURE, document, offset)
    if len(found) != 1:
        raise EnvironmentFault(f"no figure has the id {asked} in the current release")
    return found[0]


def _resolve(connection: Any, asked: str) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """The claim that an id leads to today, and where it is one of an earlier release, how it was followed."""
    former = _the_one(rows(connection, FORMER, asked), asked, "former_claim_id")
    followed = former["claim_id"] if former else None
    claim = _the_one(rows(connection, ASKED, followed or asked), asked, "claim_id")
    if claim:
        return former, claim
    if former:
        raise EnvironmentFault(
            f"claim {former['former_claim_id']} was read by reader {former['reader_version']}; {former['because']}"
        )
    raise EnvironmentFault(f"no claim or event has the id {asked}; ids stand in fct_claims and fct_former_claims")


def _the_one(found: list[dict[str, Any]], asked: str, key: str) -> dict[str, Any] | None:
    if len(found) > 1:
        raise EnvironmentFault(f"{asked} begins several ids: {', '.join(row[key] for row in found[:5])}")
    return found[0] if found else None


def _event(connection: Any, claim: dict[str, Any], settings: Settings) -> dict[str, Any]:
    event_id, fact_type = claim["event_id"], claim["fact_type"]
    mart, candidates, key, parts = MARTS[fact_type]
    served = rows(connection, f"from {mart} where {key} = ?", event_id)
    event = served or rows(connection, f"from intermediate.{candidates} where {key} = ?", event_id)
    claims = [_claim(row, settings) for row in rows(connection, CLAIMS, claim["claim_id"], event_id)]
    return {
        "claim_id": claim["claim_id"],
        "event_id": event_id,
        "fact_type": fact_type,
        "mart": mart,
        "is_served": bool(served),
        "event": event[0] if event else None,
        "parts": rows(connection, f"from {parts} where {key} = ?", event_id) if parts else [],
        "revisions": rows(connection, REVISIONS, event_id),
        "corrections": rows(connection, CORRECTIONS, event_id),
        "claims": claims,
    }


def _claim(row: dict[str, Any], settings: Settings) -> dict[str, Any]:
    text, fact = row["text"], json.loads(row["fact"])
    spans = {path: (first, last) for path, (first, last) in fact["spans"].items()}
    figures = fact["figures"]
    marks = {path: span for path, span in spans.items() if path in figures} or spans
    start = min([row["quote_start"], *(first for first, _ in marks.values())])
    told = ("claim_id", "merge_reason", "merge_score", "no_event_reason", "claimed_by", "modality", "role", "headline")
    return {
        **{name: row[name] for name in (*told, "published_date", "reader_version", "quote")},
        "document": words.document_place(row, start, settings),
        "passages": words.passages(text, (row["quote_start"], row["quote_end"]), marks),
        "words": [
            {"field": path, **figures.get(path, {}), "text": text[first:last], "start": first, "end": last}
            for path, (first, last) in sorted(spans.items(), key=lambda each: each[1])
        ],
        "patterns": [words.pattern_place(name) for name in filter(None, row["patterns"].split(", "))],
    }


def as_text(found: dict[str, Any], *, bold: bool) -> str:
    """The explanation for a person.

    Args:
        bold: mark words as a terminal does; else with « and ».
    """
    return "\n".join(_lines(found, bold=bold))


def _lines(found: dict[str, Any], *, bold: bool) -> Iterator[str]:
    figure = found["figure"]
    if figure:
        went = f"fills {figure['role']} of claim {figure['claim_id']}" if figure["claim_id"] else figure["reason"]
        yield f"figure “{words.line(figure['figure_text'])}”: {went}"
        if not found["claims"]:
            return
    if found["former"]:
        former = found["former"]
        yield f"{former['former_claim_id']} is an id of an earlier release; {former['because']}: {found['claim_id']}"
    yield from _event_lines(found)
    count = len(found["claims"])
    yield f"\n{count} claim{'s' if count > 1 else ''}:"
    for claim in found["claims"]:
        yield ""
        yield from _claim_lines(claim, bold=bold)


def _event_lines(found: dict[str, Any]) -> Iterator[str]:
    if found["event"] is None:
        yield f"claim {found['claim_id']} is in no event: {found['claims'][0]['no_event_reason']}"
        return
    where = f"in {found['mart']}" if found["is_served"] else f"kept out of {found['mart']}"
    yield f"{found['fact_type']} {found['event_id']} {where} (release {found['release_id']})"
    if not found["is_served"]:
        reasons = dict.fromkeys(claim["no_event_reason"] for claim in found["claims"])
        yield f"  not served: {'; '.join(str(reason) for reason in reasons)}"
    yield f"  {_told(found['event'])}"
    for part in found["parts"]:
        yield f"  of it: {_told(part, skipped=2)}"
    revised = [revision for revision in found["revisions"] if revision["previous_value"] is not None]
    for revision in revised:
        weapon = f" of {revision['weapon']}" if revision["weapon"] else ""
        change = f"{revision['field']}{weapon} {revision['previous_value']} -> {revision['value']}"
        yield f"  revised: {change}, known from {revision['known_from_date']} by claim {revision['claim_id']}"
    for correction in found["corrections"]:
        yield f"  correction ({correction['state']}): {_told(correction)}"


def _told(row: dict[str, Any], skipped: int = 1) -> str:
    """The columns of a row that say something; the first ones are ids that stand elsewhere."""
    told = [f"{name} {words.line(str(value))}" for name, value in list(row.items())[skipped:] if value is not None]
    return ", ".join(told)


def _claim_lines(claim: dict[str, Any], *, bold: bool) -> Iterator[str]:
    document = claim["document"]
    said = f", said by {words.line(claim['claimed_by'])}" if claim["claimed_by"] else ""
    yield f"claim {claim['claim_id']}, published {claim['published_date']}{said} ({claim['modality']}, {claim['role']})"
    yield (
        f"  in this event because: {claim['merge_reason']}{_points(claim['merge_score'])}"
        if claim["merge_reason"]
        else (f"  in no event because: {claim['no_event_reason']}")
    )
    yield f"  {document['file']}:{document['line']}:{document['column']} {document['note']}".rstrip()
    if claim["headline"]:
        yield f"  under the headline “{words.line(claim['headline'])}”"
    for passage in claim["passages"]:
        yield f"    {words.marked(passage['text'], passage['start'], passage['marks'], bold=bold)}"
    for word in claim["words"]:
        hedge = f" ({word['qualifier']})" if word.get("qualifier") else ""
        yield f"  {word['field']:<24} “{words.line(word['text'])}”{hedge}, characters {word['start']}-{word['end']}"
    yield from _pattern_lines(claim["patterns"])


def _points(score: float | None) -> str:
    """How much speaks for a merge; nothing for the claim that the others hang on."""
    return "" if score is None else f" ({score:g} points)"


def _pattern_lines(patterns: Sequence[dict[str, Any]]) -> Iterator[str]:
    for pattern in patterns:
        where = f"  {pattern['file']}:{pattern['line']}" if pattern["file"] else ""
        yield f"  found by {pattern['id']}{where}"
