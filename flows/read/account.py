"""The figure ledger: what became of every number of a document, as part of a fact or with the reason why of none.

Reasons: those of values/exclusions.py ("age", "clock time", "date", "duration", "label", "measure", "model", "money",
"ordinal", "percentage", "year", "compound", "fraction", "part of a name", "suspicious-number"), and

    joint-toll       counts killed and injured together, so it fills neither field
    part-of-toll     counted in another toll already
    rest-of-launched what was left of the weapons launched, in "all but three"
    not-asserted     belongs to something possible, planned or denied
    not-an-attack    people or weapons of a battle, an accident, a loss list
    repeated         says again what a fact already has
    date             is a part of a date
    conversion       the amount before it in another currency
    money-unplaced   an amount that belongs to no aid measure
    counts-things    counts things that no field holds (houses, sorties)
    unplaced         counts people or weapons, or nothing named, and no pattern says what became of them
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flows.read.attacks.assembly import aside_of, reason_of
from flows.read.attacks.mentions import SentenceReading
from flows.read.attacks.reader import TELLING
from flows.read.attacks.story import read_story
from flows.read.facts import Fact
from flows.read.tag.tagging import TaggedStory
from flows.read.text import Tag

NUMERIC = ("number", "excluded", "money")
UNITS = {"people": "person", "arms": "weapon", "weapon": "thing", "other_count": "thing"}  # "nine missile strikes"


Use = tuple[int, int, str, Fact]  # the span of a figure, its field, its fact


@dataclass(frozen=True)
class LedgerEntry:
    """One number of the text: its bounds and unit, and the fact and field that it fills or the reason why none."""

    story: int
    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    qualifier: str | None
    unit: str | None
    role: str | None
    fact: Fact | None
    reason: str | None


def account(story: TaggedStory, facts: Sequence[Fact]) -> list[LedgerEntry]:
    """An entry for every number, amount of money and numeric date of a story, in the order of the text.

    Args:
        facts: those of the story.
    """
    if not any(sentence.of(*NUMERIC, "date", *TELLING) for sentence in story.sentences):
        return []
    readings, settings = read_story(story)
    aside = aside_of(readings)
    amounts = _amounts(facts)
    used = _used(facts)
    entries: list[LedgerEntry] = []
    for reading in readings:
        reasons = reason_of(reading, settings, aside)
        units = {tag.start: UNITS[tag.kind] for tag in reading.tags if tag.kind in UNITS}
        entries += [_entry(story, tag, _use_of(tag, used), reasons, units, amounts) for tag in _numbers(reading)]
    return entries


def _used(facts: Iterable[Fact]) -> list[Use]:
    """The spans of all figures of the facts with their fields, in the order of the text."""
    found = [(figure.start, figure.end, path, fact) for fact in facts for path, figure in fact.figures.items()]
    return sorted(found, key=lambda each: (each[0], each[1], each[2]))


def _numbers(reading: SentenceReading) -> list[Tag]:
    """The numbers of a sentence: those inside phrases of people and weapons once, by the tags of the plain sentence."""
    plain = [tag for tag in reading.sentence.tags if tag.kind in NUMERIC or _is_numeric_date(tag)]
    phrases = [tag for tag in reading.tags if tag.kind == "number"]
    implied = [tag for tag in phrases if not any(_overlap(tag, other) for other in plain)]
    return sorted([*plain, *implied], key=lambda tag: (tag.start, tag.end))


def _is_numeric_date(tag: Tag) -> bool:
    return tag.kind == "date" and any(sign.isdigit() for sign in tag.text)


def _overlap(one: Tag, two: Tag) -> bool:
    return one.start < two.end and two.start < one.end


def _use_of(tag: Tag, used: Sequence[Use]) -> tuple[str, Fact] | None:
    """The field and fact of the figure whose span holds the tag, or that the tag's span holds.

    One number may fill two fields ("two missiles were not intercepted": 2 launched, 0 intercepted): it is placed in the
    one that has its value.
    """
    found = [(path, fact) for start, end, path, fact in used if start < tag.end and tag.start < end]
    low = _bounds(tag)[0]
    found.sort(key=lambda each: each[1].figures[each[0]].low != low)
    return found[0] if found else None


def _amounts(facts: Iterable[Fact]) -> frozenset[Decimal | None]:
    """The sums of money that facts hold."""
    return frozenset(fact.figures["amount"].low for fact in facts if "amount" in fact.figures)


def _money_reason(tag: Tag, amounts: frozenset[Decimal | None]) -> str | None:
    """Why an amount of money fills no field: it says in another currency, or again, what a fact has."""
    if tag.kind != "money":
        return None
    if tag.value.is_conversion:
        return "conversion"
    return "repeated" if tag.value.low in amounts else None


def _entry(
    story: TaggedStory,
    tag: Tag,
    use: tuple[str, Fact] | None,
    reasons: Mapping[int, str],
    units: Mapping[int, str],
    amounts: frozenset[Decimal | None],
) -> LedgerEntry:
    low, high, qualifier = _bounds(tag)
    role, fact = use or (None, None)
    reason = None if fact else _money_reason(tag, amounts) or _reason(tag, reasons, units)
    unit = "money" if tag.kind == "money" else units.get(tag.start)
    return LedgerEntry(story.story.index, tag.start, tag.end, low, high, qualifier, unit, role, fact, reason)


def _bounds(tag: Tag) -> tuple[Decimal | None, Decimal | None, str | None]:
    if tag.kind in ("date", "excluded"):
        return None, None, None
    return tag.value.low, tag.value.high, tag.value.qualifier


def _reason(tag: Tag, reasons: Mapping[int, str], units: Mapping[int, str]) -> str:
    if tag.kind == "date":
        return "date"
    if tag.kind == "money":
        return "money-unplaced"
    if tag.kind == "excluded":
        return str(tag.value.reason)
    known = next((reason for start, reason in reasons.items() if tag.start <= start < tag.end), None)
    return known or ("counts-things" if units.get(tag.start) == "thing" else "unplaced")
