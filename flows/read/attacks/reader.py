"""Numbers with their part in an attack: which pattern gives each number of a sentence the role killed, launched ..."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from flows.read.attacks.around import counts_soldiers, modality_of, opens_a_clause
from flows.read.attacks.launchers import flies_alone, is_in_the_air, is_launcher
from flows.read.attacks.mentions import ASIDE, FIELDS, STANDING, TALLY, Mention, SentenceReading
from flows.read.attacks.same import weapons_agree
from flows.read.tag.chunks import chunk
from flows.read.tag.chunks_arms import Arms, is_aircraft
from flows.read.tag.items import role_words
from flows.read.tag.tagging import TaggedSentence
from flows.read.tag.tape import Item, Match, make_items
from flows.read.text import Tag
from flows.read.values.numbers import Number

# A sentence without any of these states no figure of an attack, and its phrases need not be made out.
TELLING = (
    *("number", "money", "weapon", "strike", "shell", "bomb", "explode", "launched", "launching", "down", "destroy"),
    *("killed", "killing", "die", "dead", "deaths", "lives", "bodies", "injured", "injuring", "injuries", "casualty"),
)
ZERO = Decimal(0)


def numbers_of(match: Match) -> dict[str, Tag]:
    """The number of each role of a match; of weapons out of weapons both, the second as launched."""
    found: dict[str, Tag] = {}
    for role, slot in match.slots.items():
        number, ratio = slot.tag("number"), slot.tag("ratio")
        if ratio is not None:
            found.update({"launched": ratio.value.whole} | ({role: ratio.value.part} if ratio.value.part else {}))
        elif number is not None:
            found[role] = number
    return found


@dataclass
class Reader:
    """Gives each number of a sentence to the first match that claims it."""

    sentence: TaggedSentence
    index: int
    tags: Sequence[Tag]
    items: Sequence[Item]
    before: SentenceReading | None  # the sentence before, whose weapons "them" may stand for
    mentions: list[Mention] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    claimed: dict[int, str] = field(default_factory=dict)  # start of a number -> its role

    @classmethod
    def of(cls, sentence: TaggedSentence, index: int, before: SentenceReading | None) -> Reader:
        """A reader of a sentence that has read nothing yet."""
        tags = sentence.tags
        if sentence.of(*TELLING):
            tags = tuple(chunk(sentence.sentence, tags, is_headline=sentence.segment.kind == "headline"))
        return cls(sentence, index, tags, tuple(make_items(sentence.sentence, tags)), before)

    def result(self) -> SentenceReading:
        """What has been read."""
        return SentenceReading(
            self.sentence, self.index, tuple(self.tags), tuple(self.items), tuple(self.mentions), self.reasons
        )

    def take(self, match: Match) -> None:
        """Make mentions of a match, unless a number of it is taken or counts something that the role excludes."""
        numbers = numbers_of(match)
        entry = match.pattern.entry
        if len(numbers) < len(match.slots) or not all(
            self._is_free(role, tag, bool(entry.get("adds"))) and self._fits(role, tag, entry)
            for role, tag in numbers.items()
        ):
            return
        if entry.get("plain") and opens_a_clause(match, self.items):
            return
        said = entry.get("set", {})
        if any(mention.role in said for mention in self.mentions) or (said and self._is_only_grave(match)):
            return
        modality = modality_of(match, self.items, self.tags)
        for role, value in said.items():
            self._add(role, Decimal(value), None, match, modality)
        for role, tag in numbers.items():
            self._claim(role, tag, match, modality)
        self._add_each(entry.get("each", {}), match, modality)

    def arms(self, tag: Tag) -> Arms | None:
        """The weapons that a number counts."""
        for each in self.tags:
            if each.kind == "arms" and each.start == tag.start:
                return cast("Arms", each.value)
            if each.kind == "ratio" and each.start <= tag.start < each.end and each.value.arms:
                return cast("Arms", each.value.arms)
        return None

    def number_at(self, start: int) -> Tag | None:
        """The number that begins at a character."""
        return next((tag for tag in self.tags if tag.kind == "number" and tag.start == start), None)

    def hand(self, role: str, tag: Tag, source: Mention, *, standing: str = "main") -> None:
        """Give a number the role of a mention in the same list; "missed" stands for launched and not intercepted."""
        self.claimed[tag.start] = role
        number = tag.value
        value = number.low if number.high is not None else None
        counts = [("launched", value), ("intercepted", ZERO)] if role == "missed" else [(role, value)]
        arms = self.arms(tag) or (source.arms if role in TALLY else None)
        for name, count in counts:
            self.mentions.append(
                Mention(
                    name,
                    count,
                    number,
                    arms,
                    tag.start,
                    tag.end,
                    self.index,
                    source.pattern,
                    source.is_military,
                    source.modality,
                    standing,
                    self._is_more(tag),
                )
            )

    def _is_free(self, role: str, tag: Tag, adds: bool) -> bool:
        """True where no match has the number, or, for a pattern that adds a role, none has it in this role."""
        if adds and self.claimed.get(tag.start) == "launched":
            return not any(mention.start == tag.start and mention.role == role for mention in self.mentions)
        return tag.start not in self.claimed

    def _claim(self, role: str, tag: Tag, match: Match, modality: str) -> None:
        taken = self.claimed.get(tag.start)
        self.claimed[tag.start] = role
        if role in ASIDE:
            self.reasons[tag.start] = ASIDE[role]
            return
        if role in STANDING:
            self._add_aside(tag, match, modality, *STANDING[role])
            return
        arms = self.arms(tag)
        value = tag.value.low if tag.value.high is not None else None  # a range is counted by its lower bound
        is_all = role == "intercepted" and bool(arms and arms.is_all)
        if (is_all or role == "missed") and taken != "launched":  # before its own role, which a list hands on
            self._add("launched", value, tag, match, modality)
        if role == "missed":
            self._add("intercepted", ZERO, tag, match, modality)
            return
        self._add(FIELDS.get(role, role), value, tag, match, modality)

    def _add(
        self,
        role: str,
        value: Decimal | None,
        tag: Tag | None,
        match: Match,
        modality: str,
        standing: str = "main",
    ) -> None:
        start, end = (tag.start, tag.end) if tag else (match.start, match.end)
        arms = self.arms(tag) if tag else None
        if role in TALLY and arms is None:
            arms = self._nearest_arms(match, value)
            if arms is None:
                self.reasons[start] = "unplaced"
                return  # what was launched or lost is no weapon
        number = tag.value if tag else None
        military = counts_soldiers(match, tag, self.items, self.tags)
        self.mentions.append(
            Mention(
                role,
                value,
                number,
                arms,
                start,
                end,
                self.index,
                match.pattern.pattern_id,
                military,
                modality,
                standing,
                tag is not None and self._is_more(tag),
            )
        )

    def _add_aside(self, tag: Tag, match: Match, modality: str, role: str, standing: str) -> None:
        """A toll that is part of another, or that has risen since; an article ("including a girl") counts none."""
        if is_counted(tag):
            self._add(role, tag.value.value, tag, match, modality, standing)
        else:
            self.reasons[tag.start] = "part-of-toll"

    def _add_each(self, how: dict[str, str], match: Match, modality: str) -> None:
        """Say of every launch of this sentence so far, else of the one before, that all or none was intercepted."""
        here = [each for each in self.mentions if each.role == "launched" and each.start < match.start]
        told = here or [each for each in (self.before.mentions if self.before else ()) if each.role == "launched"]
        named = [tag.value for tag in self.tags if tag.kind == "weapon" and match.start <= tag.start < match.end]
        if named:  # "all the drones", of drones and missiles
            told = [each for each in told if any(weapons_agree(each.arms, arms) for arms in named)]
        left = numbers_of(match).get("left")
        for role, share in how.items():
            known = [each.arms for each in self.mentions if each.role == role]
            for launch in [each for each in told if each.arms not in known and each.standing == "main"]:
                value = _share(launch.value, share, left)
                self.mentions.append(
                    Mention(
                        role,
                        value,
                        None,
                        launch.arms,
                        match.start,
                        match.end,
                        self.index,
                        match.pattern.pattern_id,
                        modality=modality,
                    )
                )

    def _fits(self, role: str, tag: Tag, entry: dict[str, object]) -> bool:
        """True where the number counts what the role asks for: people for casualties, weapons for tallies."""
        kinds = {each.kind for each in self.tags if (each.start, each.end) == (tag.start, tag.end)}
        if tag.value.low % 1:
            return False  # "5.30": whatever that is, it is no count
        if role in ASIDE or role in STANDING:
            return True
        if role in ("killed", "injured"):
            return not kinds & {"arms", "weapon", "other_count", "ratio"}
        arms = self.arms(tag)
        if arms is None:
            return "more" in kinds or not kinds & {"people", "other_count"}
        before = self._word_before(tag)
        if (before == "only" and entry.get("hits")) or (before == "from" and is_article(tag)):
            return False  # "only ten hit their targets": of those launched; "dropped from a drone"
        if entry.get("spoken") and is_article(tag):
            return False
        if entry.get("hits") and (arms.is_mixed or (is_article(tag) and not flies_alone(arms))):
            return False  # "gunners hit 30 air targets"; "a drone hit", "hit with a Smerch": how many came is not said
        if role == "launched" and is_launcher(arms, is_one=is_article(tag)):
            return False  # "used six howitzers", "fired a Smerch"
        if role == "intercepted" and is_aircraft(arms) and not is_in_the_air(self.tags):
            return False  # "destroyed three aircraft at the base"
        is_flown = role == "launched" and not entry.get("adds")
        return (arms.may_be_launched if is_flown else arms.is_flying) and not arms.is_strike

    def _is_only_grave(self, match: Match) -> bool:
        """True for "nobody was seriously hurt", which leaves open how many were hurt."""
        inside = [item.word for item in self.items if match.start <= item.start < match.end]
        return any(part in role_words("grave") for word in inside for part in word.split("_"))

    def _is_more(self, tag: Tag) -> bool:
        """True for "five more", "another five", "an additional 92"."""
        is_headed = any(each.kind == "more" and each.start == tag.start for each in self.tags)
        behind = tag.text.partition(tag.value.text)[2].split()  # "five more people"
        return (
            is_headed
            or bool(role_words("additive head") & set(behind))
            or self._word_before(tag) in role_words("additive")
        )

    def _word_before(self, tag: Tag) -> str:
        return next((item.word for item in reversed(self.items) if item.end <= tag.start), "")

    def _nearest_arms(self, match: Match, value: Decimal | None) -> Arms | None:
        """The weapon that a bare number of a match counts: one inside the match, else the last one before, else any;
        else the one that the sentence before has a tally of.
        """
        found = [tag for tag in self.tags if tag.kind in ("arms", "weapon") and tag.value]
        inside = [tag for tag in found if match.start <= tag.start < match.end]
        before = [tag for tag in found if tag.start < match.start]
        counted = [tag for tag in before if self.number_at(tag.start) and tag.value.is_flying]
        chosen = inside[-1:] or counted[-1:] or before[-1:] or found[:1]
        if chosen:
            return cast("Arms", chosen[0].value)
        told = [each for each in self.before.mentions if each.is_tally] if self.before else []
        enough = [each for each in told if value is None or each.value is None or each.value >= value]
        return enough[-1].arms if enough else None


def _share(launched: Decimal | None, share: str, left: Tag | None) -> Decimal | None:
    """How many of those launched: all, none, or, of "all but three", the rest."""
    if share == "none":
        return ZERO
    if left is None or launched is None:
        return launched if left is None else None
    number: Number = left.value
    return max(launched - number.low, ZERO)


def is_article(tag: Tag) -> bool:
    """True for a number that is only an article ("a missile")."""
    return tag.value.text.lower() in role_words("determiner") and tag.value.text.lower() != "one"


def is_counted(tag: Tag) -> bool:
    """True for a number that is said, neither an article nor a range nor vague."""
    return not is_article(tag) and tag.value.value is not None
