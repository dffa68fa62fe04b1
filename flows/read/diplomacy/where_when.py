"""Where and when an event took place, from its own sentence or the lead of its story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.read.diplomacy.acts import Act
from flows.read.diplomacy.verbs import noun_rows, toned
from flows.read.parse.grammar import DATELINE, Parse, Parses, clause
from flows.read.parse.noun_phrases import noun_span
from flows.read.tag.tagging import TaggedSentence, TaggedStory
from flows.read.text import Tag

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACED = ("CONSULT", "AGREE", "COOPERATE", "PROTEST")  # types whose place the story may tell in another sentence
IN_PLACE = ("in", "at", "near", "outside")
TOWN = re.compile(r"[A-ZÀ-Ž][A-ZÀ-Ž .'’-]+[A-ZÀ-Ž](?![a-z])")  # capitals at the head of a dateline
LEAD = 3  # sentences in which the day and place of the story's event stand


def date_of(act: Act, story: TaggedStory) -> Tag | None:
    """The date tag of an act: the nearest of its own sentence, else the first of the story's lead; None without."""
    own = _days(act.parse.sentence)
    if own:
        return _fullest(min(own, key=lambda tag: abs(tag.start - act.start)), own)
    for sentence in story.sentences[:LEAD]:
        days = _days(sentence)
        if days:
            return _fullest(days[0], days)
    if act.event_type in PLACED:
        return next(
            (days[0] for sentence in story.sentences if _tells_talks(sentence) and (days := _days(sentence))), None
        )
    return None


def _fullest(tag: Tag, days: list[Tag]) -> Tag:
    """A day of the week together with its date ("Tuesday, 7 May 2031") is that date."""
    return next((other for other in days if tag.end < other.start <= tag.end + len(", ")), tag)


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
    own = _visited(act) or _place_in_clause(act, act.trigger)
    if own:
        return own
    if act.event_type in PLACED:
        for sentence in story.sentences:
            parse = parses.get(sentence.sentence.start)
            if parse is None or (sentence.segment.kind != "headline" and not _tells_talks(sentence)):
                continue
            found = _place_in_sentence(parse)
            if found:
                return found
    return _dateline(act, story)


def _dateline(act: Act, story: TaggedStory) -> Tag | None:
    """The town from which a text was sent, for what its headline and lead tell."""
    if act.parse.sentence.segment.kind == "paragraph":
        return None
    for sentence in story.sentences[:LEAD]:
        town = TOWN.match(sentence.sentence.text) if DATELINE.match(sentence.sentence.text) else None
        if town:
            start = sentence.sentence.start
            return Tag("place", start, start + town.end(), town[0])
    return None


def _visited(act: Act) -> Tag | None:
    """The town that is visited, where the visit's object is one."""
    if act.mode != "visit" or not act.trigger.tag_.startswith("V"):
        return None
    found = clause(act.trigger)
    behind = [noun for word, noun in found.prepositions if word in ("to", "in")]
    for noun in (*found.objects, *behind):
        place = _place_tag(act.parse.sentence, *noun_span(act.parse, noun))
        if place is not None:
            return place
    return None


def _place_in_clause(act: Act, verb: Token) -> Tag | None:
    names = {mention.name for mention in (*act.sources, *act.targets)}
    for word, noun in clause(verb).prepositions:
        if word.split()[0] not in IN_PLACE or noun.head.head.lower_ in toned("badnoun"):
            continue
        found = _place_tag(act.parse.sentence, *noun_span(act.parse, noun))
        if found is not None and found.text not in names:
            return found
    return None


def _place_in_sentence(parse: Parse) -> Tag | None:
    """The first town or named site behind "in" or "at" anywhere in a sentence; countries are too often the topic."""
    for token in parse.doc:
        if token.lower_ not in IN_PLACE or token.dep_ != "prep":
            continue
        for noun in token.children:
            if noun.dep_ == "pobj":
                found = _place_tag(parse.sentence, *noun_span(parse, noun))
                if found is not None and found.kind == "place":
                    return found
    return None


def _place_tag(sentence: TaggedSentence, start: int, end: int) -> Tag | None:
    """The place that a noun phrase names: a tag in it, or its own capitalised words."""
    inside = [tag for tag in sentence.of("place", "country") if start <= tag.start and tag.end <= end]
    inside = [tag for tag in inside if tag.text not in _adjectives(tag) and _is_venue(tag)]
    whole = sentence.sentence
    text = whole.text[start - whole.start : end - whole.start]
    site = SITE.search(text)
    if site and not any(tag.end == end for tag in inside) and not _is_taken(sentence, start + site.start(1), end):
        return Tag("place", start + site.start(1), end, site[1])
    places = [tag for tag in inside if tag.kind == "place"]
    found = places or inside
    return found[-1] if found else None


SITE = re.compile(r"((?:[A-Z][\w-]+ )+[A-Z][\w-]+)$")  # "Harbour Palace"


def _is_venue(tag: Tag) -> bool:
    """False for seas and directions: nobody meets there."""
    return not isinstance(tag.value, dict) or tag.value.get("place_type") not in ("sea", "direction")


def _is_taken(sentence: TaggedSentence, start: int, end: int) -> bool:
    """True where the words are an actor, a date or an event, and no site."""
    return any(tag.start < end and start < tag.end for tag in sentence.of("actor", "body", "date", "event", "weapon"))


def _adjectives(tag: Tag) -> list[str]:
    return str(tag.value.get("demonyms", "")).split("|") if isinstance(tag.value, dict) else []
