"""When an event took place: the day of its own sentence, or the one that the lead of its story gives."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from flows.read.diplomacy.acts import Act
from flows.read.diplomacy.verbs import noun_rows
from flows.read.parse.mood import modality
from flows.read.tag.tagging import TaggedSentence, TaggedStory
from flows.read.text import Tag

TALKS = ("CONSULT", "AGREE", "COOPERATE", "PROTEST")  # types whose day the story may tell in another sentence
LEAD = 3  # sentences in which the day of the story's event stands
WEEK = 7
ANOTHER = re.compile(r"\b(?:after|before) (?:the )?$", re.IGNORECASE)  # such a day is that of something else


def date_of(act: Act, story: TaggedStory) -> Tag | None:
    """The date tag of an act: the nearest of its own sentence, else the first of the story's lead; None without."""
    own = _days(act.parse.sentence)
    if own:
        return _still_to_come(act, _fullest(min(own, key=lambda tag: abs(tag.start - act.start)), own), story)
    for sentence in story.sentences[:LEAD]:
        days = _days(sentence)
        if days:
            return _fullest(days[0], days)
    if act.event_type in TALKS:
        return next(
            (days[0] for sentence in story.sentences if _tells_talks(sentence) and (days := _days(sentence))), None
        )
    return None


def _still_to_come(act: Act, day: Tag, story: TaggedStory) -> Tag:
    """The next such day where a bare day of the week dates what is still planned ("will meet X on Friday")."""
    published = story.date.value or ""
    is_bare = day.value.basis == "weekday" and day.text.strip().split(" ")[0].istitle()
    if act.modality != "planned" or not is_bare or not day.value.value < published or not _is_of_plan(act, day):
        return day
    following = date.fromisoformat(day.value.value) + timedelta(days=WEEK)
    return replace(day, value=replace(day.value, value=following.isoformat()))


def _is_of_plan(act: Act, day: Tag) -> bool:
    """True where a date hangs on a verb of what is to be done, not on that of who says so."""
    word = next((token for token in act.parse.doc if act.parse.start + token.idx == day.start), None)
    while word is not None and not word.tag_.startswith("V") and word.head != word:
        word = word.head
    return word is not None and modality(word, list(word.children)) == "planned"


def _fullest(tag: Tag, days: list[Tag]) -> Tag:
    """A day of the week together with its date ("Tuesday, 7 May 2031") is that date."""
    return next((other for other in days if tag.end < other.start <= tag.end + len(", ")), tag)


def _days(sentence: TaggedSentence) -> list[Tag]:
    return [
        tag
        for tag in sentence.of("date")
        if getattr(tag.value, "value", None)
        and getattr(tag.value, "relation", "on") not in ("since", "until")
        and not ANOTHER.search(sentence.sentence.text[: tag.start - sentence.sentence.start])
    ]


def _tells_talks(sentence: TaggedSentence) -> bool:
    words = re.findall(r"[a-z]+", sentence.sentence.text.lower())
    return any("talks" in noun_rows()[word].classes for word in words if word in noun_rows())
