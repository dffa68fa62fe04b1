"""The words of aid in a sentence: giving, promising, asking, kinds of goods, and what money is when it is no aid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from flows.read.aid.carry import with_carried_currency
from flows.read.tag.tagging import TaggedSentence
from flows.read.tag.tape import Item, Match, Patterns, load_tape_patterns, make_items, match_items
from flows.read.text import Sentence, Tag
from flows.read.values.money import Money
from flows.read.vocabulary import Tagger, load_rows

# Words behind which a form that is both noun and verb is a noun.
NOUN_LEADS = frozenset(
    "a an the this that its their his her our of in on for with from new more other and further additional first "
    "second third next last such any no some all 's s large big major bilateral foreign direct".split()
)
OWNERS = frozenset("a an the its their his her our my".split())  # behind which no finite verb stands
BLOT = "\x00"  # a sign that no alias has
KEPT_KINDS = ("money", "number", "country", "body", "actor", "weapon", "date")


@dataclass(frozen=True)
class AidSentence:
    """A sentence with its aid words: its tags, the items of its tape, and where the patterns of aid.yml fire."""

    tagged: TaggedSentence
    tags: tuple[Tag, ...]
    items: tuple[Item, ...]

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Where the patterns fire; found when first asked for, since most sentences are never asked."""
        found = match_items(self.items, aid_patterns())
        return tuple(_settled(match for match in found if not _is_noun(match, self.items)))

    def of_role(self, role: str) -> list[Match]:
        """The matches of the patterns with that role."""
        return [match for match in self.matches if match.pattern.entry["role"] == role]

    def index_of(self, tag: Tag) -> int:
        """The place of a tag on the tape."""
        return next(index for index, item in enumerate(self.items) if item.start <= tag.start < item.end)

    def text_of(self, start: int, end: int) -> str:
        """The words between two offsets of the document."""
        sentence = self.tagged.sentence
        return sentence.text[start - sentence.start : end - sentence.start]

    def distance(self, end: int, start: int) -> int:
        """The number of items between two offsets."""
        return sum(end <= item.start < start for item in self.items)

    def kinds_at(self, index: int) -> frozenset[str]:
        """The word classes of an item, none outside the tape."""
        if not 0 <= index < len(self.items):
            return frozenset()
        return frozenset(tag.kind for tag in self.items[index].tags)


def read_aid_words(sentence: TaggedSentence, before: Money | None = None) -> AidSentence:
    """Tag the aid words of a sentence and run the patterns over it.

    Args:
        before: the last amount of the sentences before, whose currency a bare "10 million" takes.
    """
    kept = [_as_word(tag) for tag in with_carried_currency(sentence.sentence, sentence.of(*KEPT_KINDS), before)]
    values = [tag for tag in kept if tag.kind not in ("country", "body", "actor", "weapon")]
    words = aid_tagger().tags(_masked(sentence.sentence, values), offset=sentence.sentence.start)
    programmes = [tag for tag in words if tag.kind.startswith("programme_")]
    kept = [tag for tag in kept if not any(_is_inside(tag, programme) for programme in programmes)]
    tags = tuple(sorted([*kept, *words], key=lambda tag: (tag.start, -tag.end)))
    items = tuple(make_items(sentence.sentence, tags))
    return AidSentence(sentence, tags, items)


def aid_patterns() -> Patterns:
    """The patterns of aid.yml."""
    return load_tape_patterns("aid")


@cache
def aid_tagger() -> Tagger:
    """The tagger of aid_words.csv; a tag's kind is its word class."""
    tagger = Tagger()
    for row in load_rows("aid_words"):
        for alias in row["aliases"].split("|"):
            tagger.add(alias, row["word_class"], row["word_id"], row)
    tagger.finish()
    return tagger


def _is_inside(tag: Tag, programme: Tag) -> bool:
    """Whether a country is a part of a programme's name ("the Ukraine Facility") and no party of its own."""
    return tag.start < programme.end and programme.start < tag.end and tag.kind != "money"


def _masked(sentence: Sentence, values: Sequence[Tag]) -> str:
    """The text with its values blotted out, so that a word in front is not read together with their hedge."""
    text = sentence.text
    for tag in values:
        start, end = tag.start - sentence.start, tag.end - sentence.start
        text = f"{text[:start]}{BLOT}{' ' * (end - start - 1)}{text[end:]}"
    return text


def _as_word(tag: Tag) -> Tag:
    """A date that starts a span of time is a word of totals; the same money in another currency is no second amount."""
    if tag.kind == "date" and tag.value.relation == "since":
        return replace(tag, kind="to_date")
    if tag.kind == "money" and tag.value.is_conversion:
        return replace(tag, kind="conversion")
    return tag


def _is_noun(match: Match, items: Sequence[Item]) -> bool:
    """Whether a verb phrase of one word that is a noun as well ("supplies", "grant") stands where nouns stand."""
    if match.pattern.entry["role"] != "verb":
        return False
    place = next(index for index, item in enumerate(items) if item.start == match.start)
    kinds = {tag.kind for tag in items[place].tags}
    if place and items[place - 1].word in OWNERS and any(kind.endswith(("_base", "_s")) for kind in kinds):
        return True
    if items[place].end != match.end or not any(kind.startswith("noun_") for kind in kinds):
        return False
    is_base = any(kind.endswith("_base") for kind in kinds)
    if is_base and (place == 0 or _leads_to_noun(items, place)):
        return True
    if place == 0:
        return False
    before = items[place - 1]
    return before.word in NOUN_LEADS or any(tag.kind.startswith(("kind_", "money", "number")) for tag in before.tags)


def _leads_to_noun(items: Sequence[Item], place: int) -> bool:
    """ "Grant aid", "supply of": a base form that another noun or "of" follows."""
    after = items[place + 1] if place + 1 < len(items) else None
    return after is not None and (after.word == "of" or any(tag.kind == "noun_aid" for tag in after.tags))


def _settled(matches: Iterable[Match]) -> list[Match]:
    """Of verb phrases that overlap only the one of the earlier pattern; other roles are all kept."""
    kept: list[Match] = []
    for match in matches:
        role = match.pattern.entry["role"]
        taken = [other for other in kept if other.pattern.entry["role"] == role == "verb"]
        if not any(other.start < match.end and match.start < other.end for other in taken):
            kept.append(match)
    return kept
