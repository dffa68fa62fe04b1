"""The sentences of a story as the attack reader and the ledger both see them, read once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flows.read.attacks.headings import take_colon, take_lines
from flows.read.attacks.lists import take_lists, take_parts, take_places, take_ratios
from flows.read.attacks.mentions import SentenceReading
from flows.read.attacks.reader import Reader
from flows.read.attacks.respective import take_respective
from flows.read.attacks.setting import Setting, read_setting
from flows.read.attacks.shares import take_shares
from flows.read.tag.tagging import TaggedSentence, TaggedStory
from flows.read.tag.tape import Match, load_tape_patterns, match_items

PHASES = ("each", "adds", "hits", "shares")  # keys of patterns that need what others have read
Told = tuple[tuple[SentenceReading, ...], tuple[Setting, ...]]


class _Same:
    """A story as the key of a cache: equal only to itself, so that no text is ever compared or hashed."""

    def __init__(self, story: TaggedStory) -> None:
        self.story = story

    def __hash__(self) -> int:
        return id(self.story)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.story is other.story


def read_story(story: TaggedStory) -> Told:
    """The figures and the setting of every sentence of a story."""
    return _read(_Same(story))


@lru_cache(maxsize=8)  # facts first, then the ledger of the same story
def _read(same: _Same) -> Told:
    readings: list[SentenceReading] = []
    for index, sentence in enumerate(same.story.sentences):
        readings.append(_read_sentence(sentence, index, readings[-1] if readings else None))
    return tuple(readings), tuple(read_setting(reading) for reading in readings)


def _read_sentence(sentence: TaggedSentence, index: int, before: SentenceReading | None) -> SentenceReading:
    """The attack figures of one sentence; what it leaves out stands in the one before."""
    reader = Reader.of(sentence, index, before)
    matches = list(match_items(reader.items, load_tape_patterns("attacks")))  # in the order of priority
    _take(reader, matches, None)
    take_ratios(reader)
    take_colon(reader)
    take_lists(reader)
    _take(reader, matches, "hits")  # in "42 drones, one missile downed in attacks" the list knows better
    _take(reader, matches, "adds")
    take_shares(reader, matches)
    take_respective(reader)
    for take in (take_ratios, take_lists, take_lines, take_places, take_parts):
        take(reader)
    _take(reader, matches, "each")  # of every launch, those in lists included
    return reader.result()


def _take(reader: Reader, matches: Sequence[Match], phase: str | None) -> None:
    """Let the reader take the matches of the patterns that wait for a phase, or of those that wait for none."""
    for match in matches:
        waits = next((key for key in PHASES if key in match.pattern.entry), None)
        if waits == phase:
            reader.take(match)
