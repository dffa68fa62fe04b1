"""Weapons counted out of weapons: "32 of the 44 drones", "six missiles out of ten", "none of the five missiles"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flows.read.tag.chunks_arms import Arms
from flows.read.tag.items import counts_things, has, is_person, number_of, role_words
from flows.read.tag.phrases import Chunk, implied, phrase
from flows.read.tag.tape import Item
from flows.read.text import Tag
from flows.read.values.numbers import Number

BEFORE_WHOLE = ("the", "these", "those", "a", "total", "of", "all", "some")
HURT = ("killed", "dead", "injured", "casualty", "casualty_killed", "casualty_injured")


@dataclass(frozen=True)
class Ratio:
    """So many of so many weapons; `part` is None where it is vague ("most of")."""

    part: Tag | None
    whole: Tag
    arms: Arms | None


def ratio_at(items: Sequence[Item], position: int) -> Chunk | None:
    """The weapons out of weapons that begin at an item; "all but five missiles" counts what is not told of."""
    found = _part_first(items, position) or _arms_first(items, position)
    if found is None and _word(items, position) == "all":
        number, after = _part_at(items, position)
        return Chunk(position, after, "all_but", number) if after else None
    return found


def ratio_of(found: Chunk) -> Ratio:
    """What a chunk made here says.

    Raises:
        ValueError: the chunk is no ratio.
    """
    if found.whole is None:
        raise ValueError("the chunk has one number only")
    part = None if found.number is None else number_tag(found.number)
    return Ratio(part, number_tag(found.whole), found.arms)


def number_tag(number: Number) -> Tag:
    """A number as a tag on its own characters."""
    return Tag("number", number.start, number.end, number.text, value=number)


def _part_first(items: Sequence[Item], position: int) -> Chunk | None:
    """ "six of the ten missiles", "none of five", "all but two of the 21 drones", "most of the 13 missiles"."""
    part, after = _part_at(items, position)
    if after is None:
        return None
    after += _word(items, after) == "out"
    if _word(items, after) != "of":
        return None
    while _word(items, after) in BEFORE_WHOLE:
        after += 1
    whole = number_of(items[after]) if after < len(items) else None
    if whole is None or whole.high is None or (part and part.high is None):
        return None
    if part is not None and _word(items, position) == "all":
        left = whole.low - part.low
        part = replace(part, low=left, high=left, start=items[position].start)
    return _counted(items, position, after + 1, part, whole)


def _part_at(items: Sequence[Item], position: int) -> tuple[Number | None, int | None]:
    """The number of the part, None for a vague one, and the item behind it, None where no part is told."""
    word = _word(items, position)
    if word == "all" and _word(items, position + 1) in ("but", "except"):
        number = number_of(items[position + 2]) if position + 2 < len(items) else None
        return (number, position + 3) if number else (None, None)
    number = number_of(items[position])
    if number is not None:
        return number, position + 1
    if word in ("none", "neither"):
        return implied(Decimal(0), items[position]), position + 1
    return None, position + 1 if word in role_words("vague share") else None


def _counted(items: Sequence[Item], first: int, after: int, part: Number | None, whole: Number) -> Chunk | None:
    found = phrase(items, first, after)
    if found is not None and found.arms is not None:
        # Also "50 of 40 drones": the reader takes what is said, and the expectations hold what cannot be.
        return None if found.arms.is_strike else replace(found, kind="ratio", number=part, whole=whole)
    if found is not None or part is None or not _is_share(part, whole) or counts_things(items, after):
        return None
    if after < len(items) and (has(items[after], *HURT) or is_person(items[after])):
        return None
    return Chunk(first, after, "ratio", part, whole=whole)


def _arms_first(items: Sequence[Item], position: int) -> Chunk | None:
    """ "six missiles out of ten"."""
    part = number_of(items[position])
    found = phrase(items, position, position + 1) if part else None
    if part is None or found is None or found.arms is None:
        return None
    after = found.after + (_word(items, found.after) == "out")
    if _word(items, after) != "of":
        return None
    after += 1 + (_word(items, after + 1) == "the")
    whole = number_of(items[after]) if after < len(items) else None
    if whole is None or not _is_share(part, whole) or counts_things(items, after + 1):
        return None
    return replace(found, after=after + 1, kind="ratio", number=part, whole=whole)


def _is_share(part: Number, whole: Number) -> bool:
    return part.high is not None and part.low <= whole.low


def _word(items: Sequence[Item], position: int) -> str:
    return items[position].word if position < len(items) else ""
