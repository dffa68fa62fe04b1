"""Strikes that are told without a figure: where something was hit, or with what."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.attacks.drafts import Draft
from flows.read.attacks.mentions import SentenceReading
from flows.read.attacks.setting import Setting
from flows.read.tag.places import Place

STRONG = ("shell", "bomb", "explode", "weapon")


def find_events(
    readings: Sequence[SentenceReading], settings: Sequence[Setting], drafts: Sequence[Draft]
) -> list[Draft]:
    """A draft without figures for every strike at a place of which the drafts so far say nothing."""
    told = {place.name for draft in drafts for place in draft.places}
    told_sentences = {index for draft in drafts for index in draft.sentences}
    found: list[Draft] = []
    for reading, setting in zip(readings, settings, strict=True):
        if reading.index in told_sentences or not _is_strike(reading, setting):
            continue
        new = [place for place in setting.places if place.use == "struck" and place.name not in told]
        if new:
            found.append(Draft([], [reading.index], new))
            told |= {place.name for place in _with_regions(new)}
    return found


def _with_regions(places: Sequence[Place]) -> Sequence[Place]:
    return places


def _is_strike(reading: SentenceReading, setting: Setting) -> bool:
    """True where a strike is told as having happened: its verb with a weapon, a side or a place, without a modal."""
    kinds = {tag.kind for tag in reading.tags}
    if kinds & {"hypothetical", "negated", "loss_list", "down", "money"}:
        return False
    if not kinds & {"strike", "shell", "bomb", "explode", "launch"}:
        return False
    return bool(setting.sides and kinds & {"strike", "shell", "bomb", "launch"} and kinds & set(STRONG)) or (
        "shell" in kinds or ("explode" in kinds and "accident" not in kinds)
    )
