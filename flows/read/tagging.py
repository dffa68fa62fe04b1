"""Tag a document: vocabulary rows and parsed values as typed spans, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.read.text import Document, DocumentDate, Segment, Sentence, Story, Tag
from flows.read.values import parse_values
from flows.read.vocabulary import STEMS, tagger


@dataclass(frozen=True)
class TaggedSentence:
    """A sentence, the segment that it stands in, and its tags in the order of the text."""

    sentence: Sentence
    segment: Segment
    tags: tuple[Tag, ...]

    def of(self, *kinds: str) -> tuple[Tag, ...]:
        """The tags of the named kinds."""
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
            for sentence in segment.sentences
        ),
    )


def tag_sentence(sentence: Sentence, date: DocumentDate) -> list[Tag]:
    """The tags of one sentence: values first (a date is not a number), then vocabulary where no value stands."""
    values = parse_values(sentence, date)
    words = tagger(*STEMS).tags(sentence.text, offset=sentence.start)
    free = [word for word in words if not _covered(word, values)]
    return sorted([*values, *free], key=lambda each: (each.start, -each.end, each.kind))


def _covered(word: Tag, values: Iterable[Tag]) -> bool:
    return any(value.start < word.end and word.start < value.end for value in values)
