"""The weapons of a phrase: their type and model, and whether they are things that fly or the name of an attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.read.tag.items import MAX_MODIFIERS, has, is_end, is_plural, number_of, role_words
from flows.read.tag.tape import Item
from flows.read.vocabulary import Row, tagger


@dataclass(frozen=True)
class Arms:
    """Weapons of one kind: the type, the model where named, and whether "all" or "both" of them are meant."""

    weapon_type: str
    model: str | None
    is_all: bool = False
    is_strike: bool = False  # "missile attack": the weapon of an attack, not a thing that flies
    is_flying: bool = False  # air defence can shoot it down
    is_raid: bool = False  # "an air strike": counted where a number says so, not by its article

    is_mixed: bool = False  # "158 aerial weapons": drones and missiles counted together

    @property
    def may_be_launched(self) -> bool:
        """True for weapons of a known type, and for those counted together."""
        return self.weapon_type != "other" or self.is_mixed


def arms_of(items: Sequence[Item], position: int, head: int) -> tuple[Arms, int]:
    """The weapons of items[position : head + 1], and the end of the phrase, an attack's noun included."""
    weapons = [tag for item in items[position : head + 1] for tag in item.tags if tag.kind == "weapon"]
    after = head + 1
    model = next((tag.value["model"] for tag in weapons if tag.value["model"]), None)
    classes = [tag.value["weapon_type"] for tag in weapons if not tag.value["model"]]
    weapon_type = classes[-1] if classes else weapons[-1].value["weapon_type"]
    last = items[head].word.rpartition("_")[2]
    is_mixed = _is_mixed(weapons[-1].value)  # "means of air attack" are things that fly
    is_strike = last in role_words("strike noun") and weapon_type not in ("air strike", "naval drone") and not is_mixed
    if after < len(items) and items[after].word in role_words("strike noun") and not is_plural(items[head]):
        is_strike, after = True, after + 1  # "missile strikes"; but in "missiles strike" it is the verb
    if any(item.word in ("and", "&") for item in items[position:head]):  # "74 cruise and ballistic missiles"
        weapon_type = "missile" if weapon_type.endswith("missile") else weapon_type
        is_strike = is_strike or weapon_type == "air strike"
    joined = _strike_behind(items, after)
    if joined and not is_plural(items[head]):
        is_strike, after = True, joined
    if not is_plural(items[head]) and _counted_strikes_behind(items, after):
        is_strike = True
    other = _other_kind_behind(items, head, weapon_type)
    if other:
        return Arms("other", None, is_flying=True, is_mixed=True), other
    if is_strike is False and not classes and _names_a_system(items, after):
        is_strike = True
    arms = Arms(
        weapon_type,
        model,
        is_strike=is_strike,
        is_flying=_is_flying(weapons[-1].value, weapon_type),
        is_mixed=is_mixed,
        is_raid=last in role_words("strike noun") and not is_mixed,
    )
    return arms, after


def arms_named(row: Row) -> Arms:
    """The weapons that a row of the vocabulary names."""
    weapon_type = row["weapon_type"]
    return Arms(weapon_type, row["model"] or None, is_flying=_is_flying(row, weapon_type), is_mixed=_is_mixed(row))


def target_at(items: Sequence[Item], position: int) -> int | None:
    """The place of the "targets" or "aircraft" behind a number, which air defence counts as things that fly.

    "Aircraft" may be somebody's ("four enemy aircraft"); "enemy targets" are on the ground as often as not.
    """
    if position < len(items) and items[position].word in role_words("air target"):
        return position
    while position < len(items) and (has(items[position], "country") or items[position].word in role_words("hostile")):
        position += 1
    return position if position < len(items) and items[position].word in role_words("aircraft") else None


def is_aircraft(arms: Arms) -> bool:
    """True for planes and helicopters."""
    return arms.weapon_type == "other" and arms.is_flying and not arms.is_mixed


def _is_mixed(row: Row) -> bool:
    return "counted together" in row["note"]


def _is_flying(row: Row, weapon_type: str) -> bool:
    """True for what air defence shoots down: the flying types, and among the others aircraft and air targets."""
    if weapon_type == "other":
        return any(word in row["note"] for word in ("aircraft", "helicopter", "carrier"))
    return weapon_type in role_words("flying")


def _strike_behind(items: Sequence[Item], after: int) -> int | None:
    """The end of "missile and drone attacks" behind its first weapon: both are the weapons of attacks."""
    if (
        after + 1 >= len(items)
        or items[after].word not in ("and", ",", "or", "&")
        or not has(items[after + 1], "weapon")
    ):
        return None
    second = items[after + 1].word.rpartition("_")[2]
    if second in role_words("strike noun"):
        return after + 2
    is_noun = after + 2 < len(items) and items[after + 2].word in role_words("strike noun")
    return after + 3 if is_noun and not is_plural(items[after + 1]) else None


def _other_kind_behind(items: Sequence[Item], head: int, weapon_type: str) -> int | None:
    """The end of "drones and missiles", where one number counts two kinds together."""
    after = head + 1
    if after + 1 >= len(items) or items[after].word not in ("and", "&") or not is_plural(items[head]):
        return None
    step = after + 1
    while step < len(items) and step - after < MAX_MODIFIERS and not has(items[step], "weapon"):
        if is_end(items[step]) or number_of(items[step]) is not None:
            return None
        step += 1
    if step >= len(items) or not has(items[step], "weapon") or not is_plural(items[step]):
        return None
    second = next(tag.value["weapon_type"] for tag in items[step].tags if tag.kind == "weapon")
    flying = role_words("flying")
    is_same = second == weapon_type or (second.endswith("missile") and weapon_type.endswith("missile"))
    return step + 1 if not is_same and {second, weapon_type} <= flying else None


def _counted_strikes_behind(items: Sequence[Item], after: int) -> bool:
    """True for the first weapon of "14 missile and 66 air strikes", whose noun stands behind the second."""
    if after + 2 >= len(items) or items[after].word not in ("and", ",", "&") or number_of(items[after + 1]) is None:
        return False
    nouns = [item.word.rpartition("_")[2] for item in items[after + 2 : after + 4]]
    return has(items[after + 2], "weapon") and any(noun in role_words("strike noun") for noun in nouns)


def _names_a_system(items: Sequence[Item], after: int) -> bool:
    """True for a model that only names what fires ("a Buk air-defence system")."""
    for item in items[after : after + 7]:
        if item.word in role_words("strike noun"):
            return True
        if is_end(item) and item.word not in ("to", "-"):
            return False
    return False


def is_joint_weapon(items: Sequence[Item], step: int) -> bool:
    """True at the "and" of "cruise and ballistic missiles"."""
    if step + 1 >= len(items) or step == 0 or not has(items[step + 1], "weapon") or has(items[step - 1], "weapon"):
        return False
    noun = items[step + 1].word.rpartition("_")[2]
    tags = tagger("weapon").tags(f"{items[step - 1].word} {noun}")
    return len(tags) == 1 and " " in tags[0].text
