"""The day on which aid reached its status: what its sentences say, else those around, else the date line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flows.read.aid.words import AidSentence
from flows.read.tag.tagging import TaggedStory
from flows.read.text import Tag

DATED = frozenset({"pledged", "approved", "obligated", "disbursed", "delivered", "requested"})
ACTS = ("aid.propose", "aid.blocked")  # a proposal and a refusal have their day, what is only planned has none
DATE_LINE = frozenset({"total_to_date"})  # the day of a text also dates the totals that it gives
DAY, MONTH = "YYYY-MM-DD", "YYYY-MM"
RECENT = 30  # days; an older day in a sentence beside is that of something else ("since the invasion")
BEFORE, BEHIND = 5, 1  # sentences around an amount from which its day may come


@dataclass(frozen=True)
class Day:
    """An ISO day or month and the words that name it, none where it is the date line of a text of one entry."""

    value: str
    tag: Tag | None


def find_day(
    story: TaggedStory,
    sentences: Sequence[AidSentence],
    tellings: Sequence[int],
    start: int,
    status: str | None,
    how: Sequence[str],
) -> Day | None:
    """The day on which aid reached its status, None where the text tells of a plan or names no day.

    Args:
        tellings: the places of the sentences that tell it, the first first.
        start: where its figure stands, to which of several dates in one sentence the nearest belongs.
        how: the patterns that told the status.
    """
    is_act = status in DATED or any(pattern.startswith(ACTS) for pattern in how)
    published = story.date.value
    for places, days_old in ((tellings, None), (_around(sentences, tellings[0]), RECENT)):
        for place in places if is_act else ():
            days = [tag for tag in sentences[place].tagged.of("date") if _is_day(tag, published, days_old)]
            if days:
                nearest = min(days, key=lambda tag: abs(tag.start - start))
                return Day(nearest.value.value, nearest)
    is_entry = story.date.basis == "date line" and (story.story.headline is None or len(story.story.segments) == 1)
    if is_entry and published and (is_act or status in DATE_LINE):
        return Day(published, None)
    return None


def _around(sentences: Sequence[AidSentence], place: int) -> Iterable[int]:
    """The places before, the nearest first, and the next; none of another bulleted entry."""
    near = [*range(place - 1, place - 1 - BEFORE, -1), *range(place + 1, place + 1 + BEHIND)]
    segment = sentences[place].tagged.segment
    is_bullet = not segment.sentences[0].text[:1].isalnum()
    inside = (other for other in near if 0 <= other < len(sentences))
    return [other for other in inside if not is_bullet or sentences[other].tagged.segment is segment]


def _is_day(tag: Tag, published: str | None, days_old: int | None) -> bool:
    """Whether a date is a plain day, no span or start, not after the text, and not older than so many days.

    A month will do in the sentence of the aid itself, where `days_old` is None.
    """
    value = tag.value.value or ""
    if tag.value.relation != "on" or len(value) not in ((len(DAY), len(MONTH)) if days_old is None else (len(DAY),)):
        return False
    if published is None or len(published) != len(DAY):
        return True
    if days_old is None:
        return value <= published[: len(value)]
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(value)).days <= days_old
