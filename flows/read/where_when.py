"""Where and when an event took place, from its own sentence or the lead of its story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.read.frames import Act
from flows.read.grammar import Parses, clause, noun_span
from flows.read.tagging import TaggedSentence, TaggedStory
from flows.read.text import Tag
from flows.read.verbs import noun_rows

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACED = ("CONSULT", "AGREE", "COOPERATE", "PROTEST")  # types whose place the story may tell in another sentence
IN_PLACE = ("in", "at", "near", "outside")
LEAD = 3  # sentences in which the day and place of the story's event stand


def date_of(act: Act, story: TaggedStory) -> Tag | None:
    """The date tag of an act: the nearest of its own sentence, else the first of the story's lead; None without."""
    own = _days(act.parse.sentence)
    if own:
        return min(own, key=lambda tag: abs(tag.start - act.start))
    for sentence in story.sentences[:LEAD]:
        days = _days(sentence)
        if days:
            return days[0]
    if act.event_type in PLACED:
        return next(
            (days[0] for sentence in story.sentences if _tells_talks(sentence) and (days := _days(sentence))), None
        )
    return None


def _days(sentence: TaggedSentence) -> list[Tag]:
    return [
        tag
        for tag in sentence.of("date")
        if getattr(tag.value, "value", None) and getattr(tag.value, "relation", "on") not in ("since", "until")
    ]


def _tells_talks(sentence: TaggedSentence) -> bool:
    words = re.findall(r"[a-z]+", sentence.sentence.text.lower())
    return any("talks" in noun_rows()[word].classes for word in words if word in noun_rows())


def place_of(act: Act, story: TaggedStory, parses: Parses) -> Tag | None:
    """The place of an act as a tag: behind "in" or "at" in its clause; for meetings also in other sentences."""
    own = _place_in_clause(act, act.trigger)
    if own or act.event_type not in PLACED:
        return own
    for sentence in story.sentences:
        if sentence.segment.kind != "headline" and not _tells_talks(sentence):
            continue
        parse = parses.get(sentence.sentence.start)
        found = _place_behind(sentence) if parse is not None else None
        if found:
            return found
    return None


def _place_in_clause(act: Act, verb: Token) -> Tag | None:
    names = {mention.name for mention in (*act.sources, *act.targets)}
    for word, noun in clause(verb).prepositions:
        if word.split()[0] not in IN_PLACE:
            continue
        start, end = noun_span(act.parse, noun)
        found = _place_tag(act.parse.sentence, start, end)
        if found is not None and found.text not in names:
            return found
    return None


def _place_tag(sentence: TaggedSentence, start: int, end: int) -> Tag | None:
    """The place that a noun phrase names: a tag in it, or its own capitalised words."""
    inside = [tag for tag in sentence.of("place", "country") if start <= tag.start and tag.end <= end]
    inside = [tag for tag in inside if not isinstance(tag.value, dict) or tag.text not in _adjectives(tag)]
    whole = sentence.sentence
    text = whole.text[start - whole.start : end - whole.start]
    if re.fullmatch(r"(?:[A-Z][\w'’-]+ ?){2,4}", text) and not any(tag.end == end for tag in inside):
        return Tag("place", start, end, text)
    return inside[-1] if inside else None


def _adjectives(tag: Tag) -> list[str]:
    return str(tag.value.get("demonyms", "")).split("|")


PLACE_BEHIND = re.compile(r"\b(?:in|at) (?:the )?((?:[A-Z][\w'’-]+ ?){1,4})")


def _place_behind(sentence: TaggedSentence) -> Tag | None:
    whole = sentence.sentence
    for match in PLACE_BEHIND.finditer(whole.text):
        start, end = whole.start + match.start(1), whole.start + match.start(1) + len(match[1].rstrip())
        found = _place_tag(sentence, start, end)
        if found is not None:
            return found
    return None
