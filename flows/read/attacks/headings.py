"""Figures below or behind a heading: the lines of "Air defence shot down:", the drones of "a raid: 14 drones"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.read.attacks.lists import take_ratio
from flows.read.attacks.mentions import Mention
from flows.read.attacks.reader import Reader
from flows.read.tag.items import has
from flows.read.tag.tape import Item
from flows.read.text import BULLETS

VERBS = ("down", "destroy", "launched", "launching", "fly", "conduct", "strike", "killed", "injured", "lose", "aux")
HEADINGS = (("down", "intercepted"), ("destroy", "intercepted"), ("launched", "launched"), ("strike", "launched"))


def take_colon(reader: Reader) -> None:
    """Read weapons right behind "launched one of its largest attacks:" or "the night's raid:" by what stands before."""
    for before, after in pairwise(reader.items):
        number = next((tag for tag in after.tags if tag.kind == "number"), None)
        if before.word != ":" or number is None or number.start in reader.claimed or not has(after, "arms"):
            continue
        head = [item for item in reader.items if item.start < before.start]
        arms = reader.arms(number)
        role = next((role for kind, role in HEADINGS if any(has(item, kind) for item in head)), None)
        is_told = any(has(item, "arms", "ratio", "hypothetical", "negated") for item in head)
        if role and arms and arms.is_flying and not arms.is_strike and not is_told:
            reader.hand(role, number, _heading_mention(role, reader.index, before.start, before.end))


def take_lines(reader: Reader) -> None:
    """Read a line without a verb, such as "- 4 of 7 missiles;", as a member of the list that the lines before begin."""
    if reader.before is None or reader.mentions or not is_line(reader.items):
        return
    source = _heading(reader)
    if source is None:
        return
    is_part = bool(source.arms and source.arms.weapon_type == "other")
    standing = source.standing if source.standing != "main" else "component" if is_part else "main"
    for tag in reader.tags:
        if tag.kind == "ratio":
            take_ratio(reader, tag, source, standing=standing)
    for tag in reader.tags:
        number = reader.number_at(tag.start) if tag.kind == "arms" else None
        if number is not None and number.start not in reader.claimed and not tag.value.is_strike:
            reader.hand(source.role, number, source, standing=standing)


def is_line(items: Sequence[Item]) -> bool:
    """True for a line of a list: a number, and no verb."""
    return _opens_with_number(items) and not any(has(item, *VERBS) for item in items)


def _heading(reader: Reader) -> Mention | None:
    """The mention whose list a line continues: of the line before, or of a heading that ends in a colon."""
    before = reader.before
    if before is None:
        return None
    tallies = [mention for mention in before.mentions if mention.is_tally]
    is_heading = before.sentence.sentence.text.rstrip().endswith(":")
    if tallies and (is_heading or is_line(before.items)):
        parts = [mention for mention in tallies if mention.role != "launched"]
        return (parts or tallies)[-1]
    role = next((role for kind, role in HEADINGS if before.of(kind)), None)
    if not is_heading or role is None:
        return None
    sentence = before.sentence.sentence
    return _heading_mention(role, before.index, sentence.start, sentence.end)


def _heading_mention(role: str, index: int, start: int, end: int) -> Mention:
    return Mention(role, None, None, None, start, end, index, "attacks.heading")


def _opens_with_number(items: Sequence[Item]) -> bool:
    first = next((item for item in items if item.word not in BULLETS), None)
    return first is not None and has(first, "number", "ratio", "arms")
