"""The two sides of an attack: who made it, and the country that it struck."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from flows.read.attacks.drafts import Draft
from flows.read.attacks.setting import COUNTRY_CODE, OPPONENT, Setting, Side
from flows.read.tag.places import Place
from flows.read.vocabulary import load_rows

OWNERS = {"Russian": "Russia", "Iranian": "Russia", "North Korean": "Russia", "Ukrainian": "Ukraine", "US": "Ukraine"}
OWNERS_BY_TYPE = {"naval drone": "Ukraine"}
OCCUPIED = ("UA-43", "UA-40")  # Crimea and Sevastopol: Ukraine strikes there


def attacker_of(draft: Draft, settings: Sequence[Setting], struck: Sequence[Place]) -> Side | None:
    """The attacker that the draft's sentences name, else one named in the story that may have struck there."""
    for index in draft.sentences:
        own = _nearest(draft, settings[index].sides)
        if own is not None:
            return own
    first = draft.sentences[0]
    for index in [*range(first - 1, -1, -1), *range(first + 1, len(settings))]:
        fitting: list[Side] = [side for side in settings[index].sides if _may_strike(side, struck)]
        if fitting:
            return fitting[0]
    return _by_place(settings, struck) or _by_weapon(draft) or _by_context(settings, struck)


def _nearest(draft: Draft, sides: Sequence[Side]) -> Side | None:
    """The side named on the draft's first figure, else the last one before it, else the first one stated."""
    if not sides or not draft.mentions:
        return next((side for side in sides if side.basis == "stated"), sides[0]) if sides else None
    start, end = draft.mentions[0].start, draft.mentions[0].end
    on_it = [side for side in sides if side.start < end and start < side.end]
    stated = [side for side in sides if side.basis == "stated"]
    before = [side for side in stated if side.end <= start]
    chosen: list[Side] = on_it or before[-1:] or stated or list(sides)
    return chosen[0]


def _may_strike(side: Side, struck: Sequence[Place]) -> bool:
    """False for a side that would have struck its own country."""
    own = [place for place in struck if COUNTRY_CODE.get(place.country) == side.name]
    return side.name == "Russia" or not own or all(place.admin1 in OCCUPIED for place in own)


def _by_place(settings: Sequence[Setting], struck: Sequence[Place]) -> Side | None:
    """Ukraine, implied, where weapons hit what Russia holds for its own: its regions, and Crimea."""
    is_held = [place.country == "RU" or place.admin1 in OCCUPIED for place in struck if place.country]
    if not is_held or not all(is_held) or not any(setting.is_armed for setting in settings):
        return None
    return Side("Ukraine", "implied", struck[0].start, struck[0].start)


def _by_weapon(draft: Draft) -> Side | None:
    """The side that alone has a weapon: a Shahed is Russia's, a naval drone Ukraine's."""
    for mention in draft.mentions:
        if mention.arms is None:
            continue
        owner = _owners().get(mention.arms.model or "") or OWNERS_BY_TYPE.get(mention.arms.weapon_type)
        if owner:
            return Side(owner, "implied", mention.start, mention.start)
    return None


@cache
def _owners() -> dict[str, str]:
    """The side that uses a model, by the maker in the note of its row."""
    makers = [(row["model"], row["note"]) for row in load_rows("weapons") if row["model"]]
    return {model: side for model, note in makers for maker, side in OWNERS.items() if note.startswith(maker)}


def _by_context(settings: Sequence[Setting], struck: Sequence[Place]) -> Side | None:
    """Russia, implied, where a story of the war, or of Russia, tells of people or places hit in Ukraine."""
    in_ukraine = [place for place in struck if place.country == "UA" and place.admin1 not in OCCUPIED]
    named = {name for setting in settings for name in setting.countries}
    is_war = any(setting.is_war for setting in settings)
    is_aimed = not struck and any(setting.aim == "Ukraine" and setting.is_armed for setting in settings)
    if (in_ukraine and (is_war or "Russia" in named)) or (not struck and is_war and "Ukraine" in named) or is_aimed:
        start = in_ukraine[0].start if in_ukraine else 0
        return Side("Russia", "implied", start, start)
    return None


def country_of(struck: Sequence[Place], attacker: Side | None, aim: str | None) -> str | None:
    """The country struck: that of its places (occupied ones are Ukraine's), else the attacker's opponent."""
    for place in struck:
        if place.country in COUNTRY_CODE:
            return COUNTRY_CODE[place.country]
    if aim and (attacker is None or aim not in OPPONENT):
        return aim
    return OPPONENT[attacker.name] if attacker else None
