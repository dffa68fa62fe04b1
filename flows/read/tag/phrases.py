"""Noun phrases whose head is a person or a weapon: where they end, and what they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from flows.read.tag.chunks_arms import Arms, arms_of, is_joint_weapon, target_at
from flows.read.tag.items import (
    MAX_MODIFIERS,
    behind_age,
    continues_head,
    has,
    is_end,
    is_person,
    is_plural_word,
    number_of,
    precedes_head,
    role_words,
)
from flows.read.tag.tape import Item
from flows.read.values.numbers import Number
from flows.read.vocabulary import tagger

NO_MODIFIERS = ("item", "object", "event", "measure", "time", "money", "number", "date", "military_unit")

BEFALLEN = ("killed", "dead", "injured", "deaths", "injuries", "toll", "injury_toll")


@dataclass(frozen=True)
class Chunk:
    """A phrase of items[first:after] with how many, and, of weapons out of weapons, out of how many."""

    first: int
    after: int
    kind: str  # people | arms | bare | other_count | ratio
    number: Number | None
    arms: Arms | None = None
    whole: Number | None = None
    is_military: bool = False
    is_more: bool = False  # "five more", "two others": of what was counted before


def phrase(items: Sequence[Item], first: int, position: int) -> Chunk | None:
    """The phrase of items[first:...] whose head, a person or a weapon, comes within a few modifiers of `position`."""
    head: int | None = None
    step = position
    while step < len(items) and step - position <= MAX_MODIFIERS:
        item = items[step]
        if has(item, "lives"):
            break
        if is_person(item) or has(item, "weapon") or item.word in role_words("other"):
            head = step
            if item.word in role_words("other") and item.word != "other" and not precedes_head(items, step):
                break
        elif not _is_modifier(items, step, head):
            break
        step += 1
    target = target_at(items, position) if first < position else None
    if target is not None and (head is None or head < target):
        return Chunk(first, target + 1, "arms", None, arms=Arms("other", None, is_flying=True))
    if head is None or items[head].word == "other":
        return None
    return _headed(items, first, position, head)


def implied(value: Decimal, item: Item) -> Number:
    """The number that a word such as "a" or "both" stands for."""
    return Number(value, value, None, item.start, item.end, item.word)


def shared_head(items: Sequence[Item], position: int, after: int) -> Chunk | None:
    """The first part of "18 ballistic and seven cruise missiles", whose head stands behind the second number."""
    joiner = after + 1
    if after < len(items) and has(items[after], "weapon", "person"):
        return None
    if joiner + 1 >= len(items) or items[joiner].word not in ("and", ",", "or") or number_of(items[joiner + 1]) is None:
        return None
    second = phrase(items, joiner + 1, joiner + 2)
    if second is None or second.arms is None:
        return None
    noun = items[second.after - 1].word.rpartition("_")[2]
    tags = tagger("weapon").tags(f"{items[after].word.replace('_', ' ')} {noun}")
    if len(tags) != 1 or " " not in tags[0].text:
        return None
    is_strike = noun in role_words("strike noun")  # "14 missile and 66 air strikes"
    arms = Arms(tags[0].value["weapon_type"], tags[0].value["model"] or None, is_strike=is_strike, is_flying=True)
    return Chunk(position, after + 1, "arms", None, arms=arms)


def _is_modifier(items: Sequence[Item], step: int, head: int | None) -> bool:
    """True where an item may stand in a phrase before its head, or, behind one, before a second head."""
    if items[step].word in ("and", "&"):
        return is_joint_weapon(items, step)
    if is_end(items[step]) or has(items[step], *NO_MODIFIERS, *BEFALLEN):
        return False  # "10 wounded civilians", "30 deaths of civilians": what befell them is said by the pattern
    return head is None or continues_head(items, head, step)


def _behind_number(items: Sequence[Item], after: int, head: int) -> int:
    """The end of "a mother of two", whose children are not counted, and of "a man of 32", which is an age."""
    if after + 1 >= len(items) or items[after].word != "of" or number_of(items[after + 1]) is None:
        return after
    is_parent = items[head].word.rpartition("_")[2] in role_words("parent")
    is_thing = after + 2 < len(items) and (is_plural_word(items[after + 2]) or has(items[after + 2], *NO_MODIFIERS))
    if is_parent and after + 2 < len(items) and is_person(items[after + 2]):
        return after + 3
    return after if is_plural_word(items[head]) or is_thing else after + 2


def _headed(items: Sequence[Item], first: int, position: int, head: int) -> Chunk | None:
    after = head + 1
    following = items[after] if after < len(items) else None
    if has(items[head], "weapon"):
        arms, after = arms_of(items, position, head)
        return Chunk(first, after, "arms", None, arms=arms)
    is_modifier = not items[head].word.endswith("s") and items[head].word not in ("people", "men", "women", "children")
    if following is not None and is_modifier and is_plural_word(following):
        return None  # "police stations": the head is another
    if has(items[head], "country") and not items[head].word.endswith("s"):
        return None  # "the Ukrainian ..." is an adjective
    after = _behind_number(items, after, head)
    words = [part for step in range(position, after) for part in items[step].word.split("_")]
    named = [*words, *(" ".join(pair) for pair in pairwise(words))]  # "service members" as well
    is_military = any(name in role_words("military") for name in named)
    is_more = items[head].word in role_words("other")
    return Chunk(first, behind_age(items, after), "people", None, is_military=is_military, is_more=is_more)
