"""Tag a document: vocabulary rows and parsed values as typed spans, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from flows.read.text import Document, DocumentDate, Segment, Sentence, Story, Tag
from flows.read.values import parse_values
from flows.read.values.numbers import Number
from flows.read.vocabulary import STEMS, tagger

MAX_SENTENCE = 2000  # characters


@dataclass(frozen=True)
class TaggedSentence:
    """A sentence, the segment that it stands in, and its tags in the order of the text."""

    sentence: Sentence
    segment: Segment
    tags: tuple[Tag, ...]

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of all tags."""
        return frozenset(tag.kind for tag in self.tags)

    def of(self, *kinds: str) -> tuple[Tag, ...]:
        """The tags of the named kinds."""
        if self.kinds.isdisjoint(kinds):
            return ()
        return tuple(tag for tag in self.tags if tag.kind in kinds)


@dataclass(frozen=True)
class TaggedStory:
    """A story with its sentences tagged, and the date from which its days are counted."""

    story: Story
    date: DocumentDate
    sentences: tuple[TaggedSentence, ...]


def tag(document: Document) -> list[TaggedStory]:
    """Every story of a document with its tags."""
    return [tag_story(story, document.date) for story in document.stories]


def tag_story(story: Story, date: DocumentDate) -> TaggedStory:
    """One story with its tags."""
    return TaggedStory(
        story,
        date,
        tuple(
            TaggedSentence(sentence, segment, tuple(tag_sentence(sentence, date)))
            for segment in story.segments
            for whole in segment.sentences
            for sentence in pieces(whole)
        ),
    )


def pieces(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence itself, or, where it is longer than any that people write, pieces of it cut at blanks.

    Everything behind looks around inside a sentence, so that this bound keeps the time linear in the text.
    """
    start = 0
    while len(sentence.text) - start > MAX_SENTENCE:
        blank = sentence.text.rfind(" ", start + 1, start + MAX_SENTENCE)
        end = blank if blank > start else start + MAX_SENTENCE
        yield Sentence(sentence.start + start, sentence.start + end, sentence.text[start:end])
        start = end
    yield Sentence(sentence.start + start, sentence.end, sentence.text[start:]) if start else sentence


def tag_sentence(sentence: Sentence, date: DocumentDate) -> list[Tag]:
    """The tags of one sentence: of a value and a vocabulary word on the same characters the longer one stands.

    A number inside a longer name ("Group of Seven") counts nothing, and a word inside a value is part of it; only an
    excluded number ("S-300") may share its characters with a word, so that both the weapon and the ledger have it.
    """
    values = parse_values(sentence, date)
    words = tagger(*STEMS).tags(sentence.text, offset=sentence.start)
    kept = [_excluded_by(value, words) for value in values]
    strong = [value for value in kept if value.kind != "excluded"]
    free = [word for word in words if not _overlaps(word, strong)]
    return sorted([*kept, *free], key=lambda each: (each.start, -each.end, each.kind))


def _excluded_by(value: Tag, words: Iterable[Tag]) -> Tag:
    """The value itself, or, where a longer word contains it, an excluded number."""
    name = next((word for word in words if _is_inside(value, word)), None)
    if name is None or value.kind == "excluded":
        return value
    number = Number(Decimal(0), None, None, value.start, value.end, value.text, "part of a name")
    return Tag("excluded", value.start, value.end, value.text, value=number)


def _is_inside(value: Tag, word: Tag) -> bool:
    return word.start <= value.start and value.end <= word.end and word.end - word.start > value.end - value.start


def _overlaps(word: Tag, values: Iterable[Tag]) -> bool:
    return any(value.start < word.end and word.start < value.end for value in values)
