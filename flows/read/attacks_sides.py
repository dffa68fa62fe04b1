"""The two sides of an attack: who made it, and the country that it struck."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.attacks_drafts import Draft
from flows.read.attacks_mentions import SentenceReading
from flows.read.attacks_setting import COUNTRY_CODE, OPPONENT, Setting, Side
from flows.read.places import Place


def attacker_of(draft: Draft, readings: Sequence[SentenceReading], settings: Sequence[Setting]) -> Side | None:
    """The attacker that the draft's sentences name, else the nearest sentence before, else any of the story."""
    first = draft.sentences[0]
    order = [*draft.sentences, *range(first - 1, -1, -1), *range(first + 1, len(settings))]
    stated = next((settings[index].side for index in order if settings[index].side), None)
    return stated or _by_place(draft, settings)


def _by_place(draft: Draft, settings: Sequence[Setting]) -> Side | None:
    """Russia, implied, where the war's other words stand in a story of a place struck in Ukraine."""
    places = [place for setting in settings for place in setting.places]
    if any(place.country == "UA" for place in places) and any(setting.is_war for setting in settings):
        start = next(place.start for place in places if place.country == "UA")
        return Side("Russia", "implied", start)
    return None


def country_of(struck: Sequence[Place], attacker: Side | None) -> str | None:
    """The country struck: that of its places (occupied ones are Ukraine's), else the attacker's opponent."""
    for place in struck:
        if place.country in COUNTRY_CODE:
            return COUNTRY_CODE[place.country]
    return OPPONENT.get(attacker.name) if attacker else None
