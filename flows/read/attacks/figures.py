"""The figures of an attack fact: weapons with their counts, casualties, each with its bounds and its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.read.attacks.drafts import Draft
from flows.read.attacks.mentions import Mention, SentenceReading
from flows.read.attacks.same import weapons_agree
from flows.read.facts import Figure
from flows.read.tag.chunks_arms import Arms
from flows.read.tag.items import has, role_words
from flows.read.tag.tape import Item

FIRING = ("launched", "launching", "strike", "shell")
MEANS = ("with", "by", "from", "using")
GUN_REACH = 4
DEEDS = {"shell": "artillery", "bomb": "air strike"}  # the verbs that say what with


def figures_of(
    draft: Draft, readings: Sequence[SentenceReading]
) -> tuple[list[dict[str, Any]], dict[str, Figure], dict[str, tuple[int, int]]]:
    """The weapons with their counts, and every figure and span by the path of its field."""
    weapons: list[dict[str, Any]] = []
    figures: dict[str, Figure] = {}
    spans: dict[str, tuple[int, int]] = {}
    for mention in draft.mentions:
        path = mention.role
        if mention.is_tally:
            number = _weapon_slot(weapons, mention)
            weapons[number][mention.role] = None if mention.value is None else int(mention.value)
            path = f"weapons.{number}.{mention.role}"
        figures[path] = _figure(mention, readings)
        spans[path] = (mention.start, mention.end)
    if not any(mention.is_tally for mention in draft.mentions):
        weapons = _uncounted(draft, readings)
    return weapons, figures, spans


def _weapon_slot(weapons: list[dict[str, Any]], mention: Mention) -> int:
    """The entry of a mention's weapon: that of its own type and model, else the only one that it may be."""
    arms = mention.arms or Arms("other", None)
    known = [Arms(weapon["type"], weapon["model"]) for weapon in weapons]
    exact = [n for n, each in enumerate(known) if (each.weapon_type, each.model) == (arms.weapon_type, arms.model)]
    near = [n for n, each in enumerate(known) if weapons_agree(each, arms)]
    for number in exact + (near if len(near) == 1 else []):
        if weapons[number][mention.role] is None:
            weapons[number]["model"] = weapons[number]["model"] or arms.model
            return number
    weapons.append(_weapon(arms.weapon_type, arms.model))
    return len(weapons) - 1


def _weapon(weapon_type: str, model: str | None) -> dict[str, Any]:
    return {"type": weapon_type, "model": model or None, "launched": None, "intercepted": None, "lost_or_other": None}


def _uncounted(draft: Draft, readings: Sequence[SentenceReading]) -> list[dict[str, Any]]:
    """The weapons that a strike without a count was made with."""
    order = [*draft.sentences, *[index for index in (draft.sentences[0] - 1, 0, 1) if 0 <= index < len(readings)]]
    for index in order:
        found: dict[str, dict[str, Any]] = {}
        for tag in readings[index].of("weapon", "arms"):
            if tag.value and tag.value.weapon_type != "other":
                found.setdefault(tag.value.weapon_type, _weapon(tag.value.weapon_type, tag.value.model))
        for kind, weapon_type in DEEDS.items():
            if readings[index].of(kind):
                found.setdefault(weapon_type, _weapon(weapon_type, None))
        if not found and _fires(readings[index].items):
            found["artillery"] = _weapon("artillery", None)
        if found:
            return list(found.values())
    return []


def _fires(items: Sequence[Item]) -> bool:
    """True for "a tank fired at a house", "hit by howitzers": the gun is no target there."""
    for place, item in enumerate(items):
        if item.word not in role_words("gun"):
            continue
        before = [each.word for each in items[max(place - 3, 0) : place]]
        following = items[place + 1 : place + 1 + GUN_REACH]
        if set(before) & set(MEANS) or any(has(each, *FIRING) for each in following[:2]):
            return not any(has(each, "destroy", "down") for each in following)
    return False


def _figure(mention: Mention, readings: Sequence[SentenceReading]) -> Figure:
    sentence = readings[mention.sentence].sentence.sentence
    text = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    number = mention.number
    if mention.value == 0:
        number = None  # "two missiles were not intercepted" counts two, and says none of this role
    low = number.low if number else mention.value
    high = number.high if number else mention.value
    return Figure(low, high, number.qualifier if number else None, mention.start, mention.end, text)


def value_of(draft: Draft, role: str) -> int | None:
    """The casualties of a role, None where they are not said or vague."""
    mention = next((each for each in draft.mentions if each.role == role), None)
    return int(mention.value) if mention is not None and mention.value is not None else None
