"""What the patterns make of a sentence: its figures with their part in an attack, and why other numbers have none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from flows.read.tag.chunks_arms import Arms
from flows.read.tag.tagging import TaggedSentence
from flows.read.tag.tape import Item
from flows.read.text import Tag
from flows.read.values.numbers import Number

TALLY = ("launched", "intercepted", "lost_or_other")
FIELDS = {"lost": "lost_or_other"}  # the roles of patterns that have another name as a field
# Roles that fill no field, and why.
ASIDE = {"total": "joint-toll", "share": "part-of-toll", "left": "rest-of-launched", "past": "not-an-attack"}
STANDING = {
    "part_killed": ("killed", "component"),
    "part_injured": ("injured", "component"),
    "was_killed": ("killed", "superseded"),
    "was_injured": ("injured", "superseded"),
}


@dataclass(frozen=True)
class Mention:
    """One figure of an attack as a sentence states it. `value` is None for vague words ("dozens")."""

    role: str
    value: Decimal | None
    number: Number | None  # None where it is said without a number ("no casualties")
    arms: Arms | None
    start: int
    end: int
    sentence: int
    pattern: str
    is_military: bool = False
    modality: str = "asserted"
    standing: str = "main"  # component: counted in another figure already; superseded: a toll that has risen since
    is_more: bool = False  # "an additional 92", "five more": not what was told before

    @property
    def is_tally(self) -> bool:
        """True for a count of weapons, False for one of people."""
        return self.role in TALLY


@dataclass(frozen=True)
class SentenceReading:
    """The phrases of one sentence, its figures, and why other numbers are none."""

    sentence: TaggedSentence
    index: int
    tags: tuple[Tag, ...]
    items: tuple[Item, ...]
    mentions: tuple[Mention, ...]
    reasons: dict[int, str]  # start of a number -> why it fills no field

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of all tags, phrases included."""
        return frozenset(tag.kind for tag in self.tags)

    def of(self, *kinds: str) -> tuple[Tag, ...]:
        """The tags of the named kinds, phrases included."""
        if self.kinds.isdisjoint(kinds):
            return ()
        return tuple(tag for tag in self.tags if tag.kind in kinds)

    def of_span(self, span: Tag, *kinds: str) -> bool:
        """True where a tag of the named kinds has the same span."""
        return any(tag.start == span.start and tag.end == span.end for tag in self.of(*kinds))
