"""Whether two figures count the same thing, and whether two names are of one place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flows.read.attacks.mentions import Mention
from flows.read.tag.chunks_arms import Arms
from flows.read.tag.places import Place

NEAR = Decimal("0.1")  # so much may a rounded headline differ from the exact figure of the text


def counts_same(one: Mention, two: Mention) -> bool:
    """True where two figures have one role and, for tallies, weapons that may be the same."""
    return one.role == two.role and (not one.is_tally or weapons_agree(one.arms, two.arms))


def weapons_agree(one: Arms | None, two: Arms | None) -> bool:
    """True where type and model may be the same: a missile may be a cruise missile, a drone a Shahed."""
    if one is None or two is None:
        return one is two
    is_type = one.weapon_type == two.weapon_type or "missile" in (one.weapon_type, two.weapon_type)
    return is_type and _family(one) == _family(two) and models_agree(one.model, two.model)


def models_agree(one: str | None, two: str | None) -> bool:
    """True for one model under two names ("Shahed-136", "Shahed-136/131"), and where one is not named."""
    return not one or not two or one in two or two in one or one.partition("-")[0] == two.partition("-")[0] == "Shahed"


def agree(one: Mention, two: Mention) -> bool:
    """Equal values, or a hedged one that the other makes exact."""
    is_below = min(one.sentence, two.sentence) > 0  # neither is in the headline
    if is_below and (one.is_more or two.is_more):
        return False
    if one.value == two.value or one.value is None or two.value is None:
        return True
    if is_below:
        return False  # headlines round; two numbers in two sentences of the text are of two things
    hedged = [each for each in (one, two) if each.number and each.number.qualifier]
    return bool(hedged) and abs(one.value - two.value) <= NEAR * max(one.value, two.value) and len(hedged) == 1


def share_a_place(one: Sequence[Place], two: Sequence[Place]) -> bool:
    """True where a name stands in both, if only as part of another ("Putyvl", "Putyvl airport")."""
    first = [place.name.removeprefix("the ") for place in one]
    second = [place.name.removeprefix("the ") for place in two]
    return any(
        left == right or left.startswith(f"{right} ") or right.startswith(f"{left} ")
        for left in first
        for right in second
        if not (left.endswith("region") or right.endswith("region")) or left == right
    )


def same_weapons(mention: Mention, alike: Sequence[Mention]) -> list[Mention]:
    """The figures of the same weapons, those of exactly the same first."""
    exact = [other for other in alike if _names(other) == _names(mention)]
    near = [other for other in alike if weapons_agree(other.arms, mention.arms)]
    equal = [
        other
        for other in alike
        if other.arms and mention.arms and other.value == mention.value and _family(other.arms) == _family(mention.arms)
    ]
    return exact + near + equal


def _names(mention: Mention) -> tuple[str, str | None]:
    return (mention.arms.weapon_type, mention.arms.model) if mention.arms else ("", None)


def _family(arms: Arms) -> str:
    return "missile" if arms.weapon_type.endswith(("missile", "rocket")) else arms.weapon_type
