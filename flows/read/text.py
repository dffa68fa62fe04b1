"""The shapes that every step of the reader speaks: documents, stories, segments, sentences, tags.

All offsets count characters of the decoded document, so that any value leads back to its words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Sentence:
    """One sentence of a segment; `text` is exactly document.text[start:end]."""

    start: int
    end: int
    text: str


BULLETS = frozenset("• ● ▪ ◦ * · > - – — +".split())  # signs that open an item of a list


@dataclass(frozen=True)
class Segment:
    """A headline, the lead under it, or a further paragraph, cut into sentences."""

    kind: str  # headline | lead | paragraph
    start: int
    end: int
    sentences: tuple[Sentence, ...]

    @property
    def is_bulleted(self) -> bool:
        """True for an item of a list by the sign that opens it."""
        return self.sentences[0].text.lstrip()[:1] in BULLETS


@dataclass(frozen=True)
class Story:
    """One story of a document: a headline and what follows it until the next one."""

    index: int
    start: int
    end: int
    headline: str | None
    segments: tuple[Segment, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all segments, in the order of the text."""
        return tuple(sentence for segment in self.segments for sentence in segment.sentences)


@dataclass(frozen=True)
class DocumentDate:
    """When a document was published: an ISO day or month and where it was read, or a reason why it is unknown."""

    value: str | None
    basis: str | None = None  # date line | file name
    reason: str | None = None


@dataclass(frozen=True)
class Document:
    """A decoded text, its date, and its stories."""

    text: str
    date: DocumentDate
    stories: tuple[Story, ...]


@dataclass(frozen=True)
class Tag:
    """A typed span: what a vocabulary row or a value parser recognised in the text."""

    kind: str  # country | place | actor | body | weapon | currency | number | money | date | a trigger class ...
    start: int
    end: int
    text: str
    value: Any = None  # a parsed value, or the vocabulary row as a dict
    row_id: str | None = field(default=None)
