"""Shares of a figure told before: "the Bryansk region accounts for 36 of them", "most, 22, fell on Kyiv region"."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.attacks.mentions import Mention
from flows.read.attacks.reader import Reader, is_counted
from flows.read.attacks.same import weapons_agree
from flows.read.tag.tape import Match
from flows.read.text import Tag


def take_shares(reader: Reader, matches: Sequence[Match]) -> None:
    """Make the numbers of `shares` patterns components of the last figure that is large enough to hold them."""
    for match in matches:
        number = match.slots["part"].tag("number") if match.pattern.entry.get("shares") else None
        if number is None or number.start in reader.claimed or not is_counted(number):
            continue
        whole = _whole(reader, number)
        if whole is not None:
            reader.hand(whole.role, number, whole, standing="component")


def _whole(reader: Reader, number: Tag) -> Mention | None:
    """The last figure before a number, in its sentence or the one before, that counts the same and more of it."""
    before = reader.before.mentions if reader.before else ()
    told = [*before, *(mention for mention in reader.mentions if mention.start < number.start)]
    holding = [mention for mention in told if mention.standing == "main" and _may_hold(reader, mention, number)]
    return holding[-1] if holding else None


def _may_hold(reader: Reader, whole: Mention, number: Tag) -> bool:
    """True for a larger figure of the same people or weapons; a bare number may count either."""
    arms = reader.arms(number)
    is_alike = arms is None or (whole.is_tally and weapons_agree(whole.arms, arms))
    are_people = any(tag.kind == "people" and tag.start == number.start for tag in reader.tags)
    return is_alike and not (are_people and whole.is_tally) and (whole.value or 0) > number.value.low
