"""What a text is read as, step by step: tags, parse, patterns that fired, facts, and the numbers left over."""

from __future__ import annotations

import csv
import dataclasses
import textwrap
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from flows.deliver import words
from flows.read import MODEL
from flows.read.account import LedgerEntry
from flows.read.attacks.mentions import SentenceReading
from flows.read.attacks.story import read_story
from flows.read.facts import Speaker, plain_number
from flows.read.parse.grammar import Parse, Parses, parse_stories
from flows.read.reading import Reading, as_fact, read
from flows.read.tag.tagging import TaggedStory, tag
from flows.read.text import Tag
from flows.read.who.speaker import find_speakers

REASONS = Path(__file__).with_name("unplaced.csv")
WIDTH = 116
PLACES = frozenset(("start", "end", "text", "core"))  # of a value: told beside it, or nothing to a person


def explain_text(text: str, *, model: str = MODEL) -> dict[str, Any]:
    """Every step of the reader on a text, as plain values.

    Args:
        text: a sentence, a story or a whole digest; a first line "date 2031-03-04" dates it.
        model: the spaCy pipeline that parses the sentences.
    """
    reading = read(text, model=model)
    stories = tag(reading.document)
    parses = parse_stories(stories, model)
    return {
        "date": dataclasses.asdict(reading.document.date),
        "stories": [_story(story, parses) for story in stories],
        "facts": [_fact(fact, text) for fact in reading.facts],
        "unplaced": [_unplaced(entry, text) for entry in reading.ledger if entry.fact is None],
        "marks": _marks(reading),
    }


def _story(story: TaggedStory, parses: Parses) -> dict[str, Any]:
    readings, _ = read_story(story)
    speakers = find_speakers(story, parses)
    return {
        "story": story.story.index,
        "headline": story.story.headline,
        "sentences": [
            _sentence(reading, parses.get(reading.sentence.sentence.start), speaker)
            for reading, speaker in zip(readings, speakers, strict=True)
        ],
    }


def _sentence(reading: SentenceReading, parse: Parse | None, speaker: Speaker | None) -> dict[str, Any]:
    sentence = reading.sentence.sentence
    plain = reading.sentence.tags
    return {
        "kind": reading.sentence.segment.kind,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "tags": [_tag(each) for each in plain],
        "phrases": [_tag(each) for each in reading.tags if each not in plain],
        "parse": _parse(parse) if parse else None,
        "speaker": speaker.name if speaker else None,
        "fired": [
            {
                "pattern": words.pattern_place(mention.pattern),
                "role": mention.role,
                "value": _plain(mention.value),
                "modality": mention.modality,
                "start": mention.start,
                "end": mention.end,
            }
            for mention in reading.mentions
        ],
    }


def _tag(each: Tag) -> dict[str, Any]:
    return {"kind": each.kind, "text": each.text, "start": each.start, "end": each.end, "value": _value(each)}


def _value(each: Tag) -> Any:
    """What a tag stands for: the id of a vocabulary row, or the parsed value's own fields."""
    if each.row_id is not None:
        return each.row_id
    if dataclasses.is_dataclass(each.value):
        fields = dataclasses.fields(each.value)
        told = {field.name: getattr(each.value, field.name) for field in fields if field.name not in PLACES}
        return {name: _plain(value) for name, value in told.items() if value not in (None, False, (), "")}
    return _plain(each.value)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, str | int | float | bool | dict) else str(value)


def _parse(parse: Parse) -> list[dict[str, Any]]:
    return [
        {
            "text": token.text,
            "start": parse.start + token.idx,
            "tag": token.tag_,
            "dependency": token.dep_,
            "head": None if token.head == token else token.head.text,
        }
        for token in parse.doc
    ]


def _fact(fact: Any, text: str) -> dict[str, Any]:
    written = as_fact(fact, text)
    return {"fact_type": fact.fact_type, **written, "patterns": [words.pattern_place(name) for name in fact.patterns]}


def _unplaced(entry: LedgerEntry, text: str) -> dict[str, Any]:
    reason = entry.reason or "unplaced"
    return {
        "text": text[entry.start : entry.end],
        "start": entry.start,
        "end": entry.end,
        "unit": entry.unit,
        "reason": reason,
        "meaning": meanings().get(reason, ""),
    }


def _marks(reading: Reading) -> list[words.Span]:
    """The spans that facts were read from."""
    return sorted({(figure.start, figure.end) for fact in reading.facts for figure in fact.figures.values()})


@cache
def meanings() -> dict[str, str]:
    """What each reason of the figure ledger means, in words."""
    with REASONS.open(encoding="utf-8", newline="") as rows:
        return {row["reason"]: row["meaning"] for row in csv.DictReader(rows)}


def as_text(told: dict[str, Any], *, bold: bool) -> str:
    """The explanation for a person.

    Args:
        bold: mark the words of figures as a terminal does; else with « and ».
    """
    return "\n".join(_lines(told, bold=bold))


def _lines(told: dict[str, Any], *, bold: bool) -> Iterator[str]:
    date = told["date"]
    yield f"date: {date['value']} ({date['basis']})" if date["value"] else f"date: unknown ({date['reason']})"
    for story in told["stories"]:
        for number, sentence in enumerate(story["sentences"]):
            yield ""
            yield f"story {story['story']}, sentence {number} ({sentence['kind']})"
            yield f"  {words.marked(sentence['text'], sentence['start'], told['marks'], bold=bold)}"
            yield from _sentence_lines(sentence)
    yield f"\n{len(told['facts'])} facts" + (":" if told["facts"] else "")
    for fact in told["facts"]:
        yield from _fact_lines(fact)
    yield f"\n{len(told['unplaced'])} numbers in no fact" + (":" if told["unplaced"] else "")
    for entry in told["unplaced"]:
        meaning = f": {entry['meaning']}" if entry["meaning"] else ""
        yield f"  “{words.line(entry['text'])}” at {entry['start']}, {entry['reason']}{meaning}"


def _sentence_lines(sentence: dict[str, Any]) -> Iterator[str]:
    yield from _wrapped("tags", [_tag_text(each) for each in sentence["tags"]])
    yield from _wrapped("phrases", [_tag_text(each) for each in sentence["phrases"]])
    yield from _wrapped("parse", [_token_text(token) for token in sentence["parse"] or ()])
    if sentence["parse"] is None:
        yield "  parse     none: nobody does or says anything in it that the grammar looks for"
    if sentence["speaker"]:
        yield f"  speaker   {words.line(sentence['speaker'])}"
    for fired in sentence["fired"]:
        value = "an open number" if fired["value"] is None else fired["value"]
        yield f"  fired     {_pattern_text(fired['pattern'])}: {fired['role']} {value}, {fired['modality']}"


def _wrapped(label: str, parts: list[str]) -> Iterator[str]:
    if parts:
        indent = " " * 12
        text = textwrap.fill(
            "; ".join(parts), WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
        )
        yield f"  {label:<10}{text[12:]}"


def _tag_text(each: dict[str, Any]) -> str:
    value = each["value"]
    if isinstance(value, dict):
        value = " ".join(f"{name} {words.line(str(field))}" for name, field in value.items())
    return f"“{words.line(each['text'])}” {each['kind']}" + (f" = {words.line(str(value))}" if value else "")


def _token_text(token: dict[str, Any]) -> str:
    head = f"{token['dependency']} of {words.line(token['head'])}" if token["head"] else token["dependency"]
    return f"{words.line(token['text'])} {token['tag']} ({head})"


def _fact_lines(fact: dict[str, Any]) -> Iterator[str]:
    aside = {"story", "quote", "quote_span", "spans", "figures", "patterns", "more_quotes", "fact_type", "modality"}
    told = {name: value for name, value in fact.items() if name not in aside and value not in (None, [], False)}
    yield f"  {fact['fact_type']} ({fact['modality']})"
    for name, value in told.items():
        yield f"    {name:<18}{words.line(_field_text(value))}"
    for pattern in fact["patterns"]:
        yield f"    found by          {_pattern_text(pattern)}"


def _field_text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_field_text(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {field}" for name, field in value.items() if field is not None)
    return str(value)


def _pattern_text(pattern: dict[str, Any]) -> str:
    where = f" ({pattern['file']}:{pattern['line']})" if pattern["file"] else ""
    return f"{pattern['id']}{where}"
