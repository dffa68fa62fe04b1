"""The sentences of a story as the attack reader and the ledger both see them, read once."""

from __future__ import annotations

from functools import lru_cache

from flows.read.attacks.mentions import SentenceReading, read_sentence
from flows.read.attacks.setting import Setting, read_setting
from flows.read.tag.tagging import TaggedStory

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


@lru_cache(maxsize=256)  # the ledger comes to a story after all facts of its document have been read
def _read(same: _Same) -> Told:
    readings = tuple(read_sentence(sentence, index) for index, sentence in enumerate(same.story.sentences))
    return readings, tuple(read_setting(reading) for reading in readings)
