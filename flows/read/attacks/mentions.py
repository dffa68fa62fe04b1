"""Numbers with their part in an attack: which pattern gives each number of a sentence the role killed, launched ..."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from flows.read.tag.chunks import chunk
from flows.read.tag.chunks_arms import Arms
from flows.read.tag.items import has, role_words
from flows.read.tag.tagging import TaggedSentence
from flows.read.tag.tape import Item, Match, load_tape_patterns, make_items, match_items
from flows.read.text import Tag
from flows.read.values.numbers import Number

ROLES = {
    "killed": "killed",
    "injured": "injured",
    "launched": "launched",
    "intercepted": "intercepted",
    "lost": "lost_or_other",
}
ASIDE = {"total": "joint-toll", "share": "part-of-toll"}  # roles that fill no field
PARTS = {"part_killed": "killed", "part_injured": "injured"}
PART_WORDS = frozenset(("including", "among", "includes", "include"))
TALLY = ("launched", "intercepted", "lost_or_other")
MAX_JOINERS = 4  # items between two members of a list
MAX_LIST_GAP = 9  # the same before "as well as", where the verb may stand between
CLAUSE_ITEMS = 5  # so far before a match a modal or a negation still governs it


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
    is_part: bool = False  # "including three children": counted in another toll already


@dataclass(frozen=True)
class SentenceReading:
    """What the patterns make of one sentence: the phrases in it, its figures, and why other numbers are none."""

    sentence: TaggedSentence
    index: int
    tags: tuple[Tag, ...]
    items: tuple[Item, ...]
    mentions: tuple[Mention, ...]
    reasons: dict[int, str]  # start of a number -> why it fills no field

    def of(self, *kinds: str) -> tuple[Tag, ...]:
        """The tags of the named kinds, phrases included."""
        return tuple(tag for tag in self.tags if tag.kind in kinds)

    def of_span(self, span: Tag, *kinds: str) -> bool:
        """True where a tag of the named kinds has the same span."""
        return any(tag.start == span.start and tag.end == span.end for tag in self.of(*kinds))


def read_sentence(sentence: TaggedSentence, index: int) -> SentenceReading:
    """The attack figures of one sentence."""
    tags = tuple(chunk(sentence.sentence, sentence.tags, is_headline=sentence.segment.kind == "headline"))
    items = tuple(make_items(sentence.sentence, tags))
    reader = _Reader(sentence, index, tags, items)
    for match in match_items(items, load_tape_patterns("attacks")):  # in the order of priority
        reader.take(match)
    reader.take_lists()
    reader.take_parts()
    return SentenceReading(sentence, index, tags, items, tuple(reader.mentions), reader.reasons)


class _Reader:
    """Gives each number of a sentence to the first match that claims it."""

    def __init__(self, sentence: TaggedSentence, index: int, tags: Sequence[Tag], items: Sequence[Item]) -> None:
        self.sentence, self.index, self.tags, self.items = sentence, index, tags, items
        self.mentions: list[Mention] = []
        self.reasons: dict[int, str] = {}
        self.claimed: dict[int, str] = {}

    def take(self, match: Match) -> None:
        """Make mentions of a match, unless a number of it is taken or counts something that the role excludes."""
        numbers = {role: slot.tag("number") for role, slot in match.slots.items()}
        adds = bool(match.pattern.entry.get("adds"))
        if any(tag is None or not self._is_free(role, tag, adds) for role, tag in numbers.items()):
            return
        if not all(self._fits(role, tag) for role, tag in numbers.items() if tag):
            return
        if any(mention.role in match.pattern.entry.get("set", {}) for mention in self.mentions):
            return
        modality = self._modality(match)
        for role, value in match.pattern.entry.get("set", {}).items():
            self._add(role, Decimal(value), None, match, modality, (match.start, match.end))
        for role, tag in numbers.items():
            if tag is not None:
                self._claim(role, tag, match, modality)

    def _is_free(self, role: str, tag: Tag, adds: bool) -> bool:
        """True where no match has the number, or, for a pattern that adds a role, none has it in this role."""
        if adds and self.claimed.get(tag.start) == "launched":
            return not any(mention.start == tag.start and mention.role == role for mention in self.mentions)
        return tag.start not in self.claimed

    def _claim(self, role: str, tag: Tag, match: Match, modality: str) -> None:
        self.claimed[tag.start] = role
        if role in ASIDE:
            self.reasons[tag.start] = ASIDE[role]
            return
        if role in PARTS:
            self._add_part(PARTS[role], tag, match.pattern.pattern_id, modality)
            return
        arms = self._arms(tag)
        if arms and arms.is_all and role == "intercepted":  # before its own role, which a list hands on
            self._add("launched", tag.value.value, tag, match, modality)
        self._add(ROLES[role], tag.value.value if tag.value.high is not None else None, tag, match, modality)

    def _add(
        self,
        role: str,
        value: Decimal | None,
        tag: Tag | None,
        match: Match,
        modality: str,
        span: tuple[int, int] | None = None,
    ) -> None:
        start, end = span or ((tag.start, tag.end) if tag else (match.start, match.end))
        number = tag.value if tag else None
        if number is not None and value is None and number.high is not None:
            value = number.low  # a range is counted by its lower bound; both bounds stay in the figure
        arms = self._arms(tag) if tag else None
        if role in TALLY and arms is None:
            arms = self._nearest_arms(match)
            if arms is None:
                self.reasons[start] = "unplaced"
                return  # what was launched or lost is no weapon
        military = self._is_military(match, tag)
        self.mentions.append(
            Mention(role, value, number, arms, start, end, self.index, match.pattern.pattern_id, military, modality)
        )

    def _is_military(self, match: Match, tag: Tag | None) -> bool:
        """True where the people that a number counts are soldiers."""
        if any(each.kind == "toll" and self._is_of_force(each) for each in self.tags):
            return True
        if tag is not None and any(each.kind == "military" and each.start == tag.start for each in self.tags):
            return True
        if "active" in match.pattern.pattern_id:
            return False  # the soldiers before the verb are those who did it
        for item in self.items:
            if item.word == "by":
                return False
            if match.start <= item.start < match.end and has(item, "military"):
                return True
        return False

    def _is_of_force(self, toll: Tag) -> bool:
        """True for the "death toll" of an army."""
        before = [item for item in self.items if item.end <= toll.start][-3:]
        return any(tag.kind in ("force", "actor", "military") for item in before for tag in item.tags)

    def _fits(self, role: str, tag: Tag) -> bool:
        """True where the number counts what the role asks for: people for casualties, weapons for tallies."""
        kinds = {each.kind for each in self.tags if (each.start, each.end) == (tag.start, tag.end)}
        if role in ASIDE or role in PARTS:
            return True
        if role in ("killed", "injured"):
            return not kinds & {"arms", "weapon", "other_count"}
        arms = self._arms(tag)
        if role in ("launched", "intercepted", "lost") and arms:
            is_kind = arms.weapon_type != "other" if role == "launched" else arms.is_flying
            return is_kind and not arms.is_strike
        return "more" in kinds or not kinds & {"people", "other_count"}

    def _arms(self, tag: Tag) -> Arms | None:
        found = next((each for each in self.tags if each.kind == "arms" and each.start == tag.start), None)
        return found.value if found else None

    def _nearest_arms(self, match: Match) -> Arms | None:
        """The weapon that a bare number of a match counts: one inside the match, else the last one before, else any."""
        found = [tag for tag in self.tags if tag.kind in ("arms", "weapon") and tag.value]
        inside = [tag for tag in found if match.start <= tag.start < match.end]
        before = [tag for tag in found if tag.start < match.start]
        chosen = inside[-1:] or before[-1:] or found[:1]
        return chosen[0].value if chosen else None

    def _modality(self, match: Match) -> str:
        """Whether a modal or a negation stands in the match or shortly before it in its clause."""
        first = next((place for place, item in enumerate(self.items) if item.start >= match.start), 0)
        near: list[Item] = []
        for item in reversed(self.items[max(first - CLAUSE_ITEMS, 0) : first]):
            if item.word in (",", ";", "and", "but") or any(tag.kind in ("number", "killed") for tag in item.tags):
                break
            near.append(item)
        near += [item for item in self.items if match.start <= item.start < match.end]
        kinds = {tag.kind for item in near for tag in item.tags}
        is_ready = "launched" in match.slots and any(tag.kind == "ready" for tag in self.tags)
        if "hypothetical" in kinds or is_ready:
            return "hypothetical"
        return "negated" if "negated" in kinds and not match.pattern.entry.get("set") else "asserted"

    def take_lists(self) -> None:
        """Give the other members of a list the role of the one that a pattern has read."""
        chunks = [tag for tag in self.tags if tag.kind == "arms"]
        pairs = list(pairwise(chunks))
        for before, after in pairs:
            self._hand_on(before, after)
        for before, after in reversed(pairs):
            self._hand_on(after, before)

    def _hand_on(self, known: Tag, other: Tag) -> None:
        source = [mention for mention in self.mentions if mention.start == known.start and mention.role in TALLY]
        number = next((tag for tag in self.tags if tag.kind == "number" and tag.start == other.start), None)
        if not source or number is None or other.start in self.claimed or not self._is_list(known, other):
            return
        is_of = any(mention.role == "launched" and ".tally." in mention.pattern for mention in source)
        role = "intercepted" if is_of else source[-1].role  # "17 of 20 drones and three missiles"
        if other.value.is_strike or (role != "launched" and not other.value.is_flying):
            return
        self.claimed[other.start] = role
        value = number.value.value if number.value.high is None or number.value.value is not None else number.value.low
        self.mentions.append(
            Mention(
                role,
                value,
                number.value,
                other.value,
                other.start,
                other.end,
                self.index,
                source[-1].pattern,
                modality=source[-1].modality,
            )
        )

    def take_parts(self) -> None:
        """Say of people behind "including" that they are part of a toll."""
        for place, item in enumerate(self.items):
            tag = next((tag for tag in item.tags if tag.kind == "number"), None)
            before = {each.word for each in self.items[max(place - 3, 0) : place]}
            if tag and tag.start not in self.claimed and before & PART_WORDS:
                whole = [m for m in self.mentions if m.start < tag.start and m.role in ("killed", "injured")]
                if whole:
                    self._add_part(whole[-1].role, tag, whole[-1].pattern, whole[-1].modality)

    def _add_part(self, role: str, tag: Tag, pattern: str, modality: str) -> None:
        """A counted part of a toll; one without a number of its own ("including a girl") is only accounted for."""
        number = tag.value
        if number.text.lower() in role_words("determiner") or number.value is None:
            self.reasons[tag.start] = "part-of-toll"
            return
        self.claimed[tag.start] = role
        self.mentions.append(
            Mention(
                role,
                number.value,
                number,
                None,
                tag.start,
                tag.end,
                self.index,
                pattern,
                modality=modality,
                is_part=True,
            )
        )

    def _is_list(self, one: Tag, two: Tag) -> bool:
        first, second = sorted((one, two), key=lambda tag: tag.start)
        between = [item for item in self.items if first.end <= item.start < second.start]
        words = [item.word for item in between]
        if words[-3:] == ["as", "well", "as"] or words[-2:] == ["along", "with"]:
            return len(words) <= MAX_LIST_GAP and not any(has(item, "number") for item in between)
        return all(word in role_words("continuer") for word in words) and len(words) <= MAX_JOINERS
