"""When an event took place: the day of its own sentence, or the one that the lead of its story gives."""

from __future__ import annotations

import re

from flows.read.diplomacy.acts import Act
from flows.read.diplomacy.verbs import noun_rows
from flows.read.tag.tagging import TaggedSentence, TaggedStory
from flows.read.text import Tag

TALKS = ("CONSULT", "AGREE", "COOPERATE", "PROTEST")  # types whose day the story may tell in another sentence
LEAD = 3  # sentences in which the day of the story's event stands


def date_of(act: Act, story: TaggedStory) -> Tag | None:
    """The date tag of an act: the nearest of its own sentence, else the first of the story's lead; None without."""
    own = _days(act.parse.sentence)
    if own:
        return _fullest(min(own, key=lambda tag: abs(tag.start - act.start)), own)
    for sentence in story.sentences[:LEAD]:
        days = _days(sentence)
        if days:
            return _fullest(days[0], days)
    if act.event_type in TALKS:
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
