"""Strikes that are told without a figure: where something was hit, or with what."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.attacks.drafts import Draft
from flows.read.attacks.mentions import SentenceReading
from flows.read.attacks.same import share_a_place
from flows.read.attacks.setting import Setting
from flows.read.tag.places import Place


def find_events(
    readings: Sequence[SentenceReading], settings: Sequence[Setting], drafts: Sequence[Draft]
) -> list[Draft]:
    """A draft without figures for every strike at places of none of which the drafts so far tell."""
    told = [place for draft in drafts for place in draft.places or _places_before(draft, settings)]
    told_sentences = {index for draft in drafts for index in draft.sentences}
    found: list[Draft] = []
    for reading, setting in zip(readings, settings, strict=True):
        if reading.index in told_sentences or not _is_strike(reading, setting):
            continue
        struck = [place for place in setting.places if place.use == "struck"]
        if struck and not share_a_place(struck, told):
            found.append(Draft([], [reading.index], struck))
            told += struck
    return found


def _places_before(draft: Draft, settings: Sequence[Setting]) -> list[Place]:
    """Where a draft without places happened: at those of the sentences before it."""
    before = settings[max(draft.sentences[0] - 2, 0) : draft.sentences[0]]
    return [place for setting in before for place in setting.places if place.use == "struck"]


def _is_strike(reading: SentenceReading, setting: Setting) -> bool:
    """True where a strike is told as having happened: its verb with a weapon, a side or a place, without a modal."""
    kinds = {tag.kind for tag in reading.tags}
    if kinds & {"hypothetical", "negated", "loss_list", "down", "money"}:
        return False
    if "shell" in kinds or ("explode" in kinds and "accident" not in kinds):
        return True
    is_armed = bool(kinds & {"weapon", "arms", "bomb"})
    return is_armed and bool(kinds & {"strike", "bomb"})
