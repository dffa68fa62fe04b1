"""Drafts of attack facts: the figures of one sentence put together, with the places that they are told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.read.attacks.mentions import Mention, SentenceReading
from flows.read.attacks.respective import is_respective, shared_out
from flows.read.attacks.same import counts_same
from flows.read.attacks.setting import Setting
from flows.read.tag.places import Place

MANY = 150  # killed, injured or launched: more than one strike or night had until 2024 without being dated


@dataclass
class Draft:
    """One attack in the making: its mentions, the sentences that tell of it, and its own places."""

    mentions: list[Mention]
    sentences: list[int]
    places: list[Place] = field(default_factory=list)
    role: str = "main"

    def figures(self) -> dict[tuple[str, str], Mention]:
        """The mention of each figure by role and weapon class."""
        return {_key(mention): mention for mention in reversed(self.mentions)}

    @property
    def is_tally(self) -> bool:
        """True where the draft counts weapons and no people."""
        return all(mention.is_tally for mention in self.mentions)


def _key(mention: Mention) -> tuple[str, str]:
    """What a mention counts: its role and, for tallies, the class of weapon."""
    return mention.role, mention.arms.weapon_type if mention.arms and mention.is_tally else ""


def sentence_drafts(reading: SentenceReading, setting: Setting, mentions: Sequence[Mention]) -> list[Draft]:
    """The drafts of one sentence: one, unless a role comes twice; then each takes the places that stand nearest."""
    aside = [mention for mention in mentions if mention.standing != "main"]
    main = [mention for mention in mentions if mention.standing == "main"]
    struck = [place for place in setting.places if place.use == "struck" and not _is_other_strike(reading, place)]
    shares = shared_out(main, struck) if is_respective(reading.items) else []
    groups = _groups(main)
    wholes = shares or [(group, struck if len(groups) == 1 else _nearest(group, groups, struck)) for group in groups]
    drafts = [Draft(list(group), [reading.index], list(places)) for group, places in wholes]
    return [*drafts, *_aside(aside, reading, struck)]


def _groups(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Figures in the order of the text, a new group where one counts what its group counts already."""
    groups: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda each: each.start):
        target = next((group for group in groups[-1:] if not any(counts_same(mention, each) for each in group)), None)
        if target is None:
            groups.append([mention])
        else:
            target.append(mention)
    return groups


def _is_other_strike(reading: SentenceReading, place: Place) -> bool:
    """True where a place belongs to a strike told behind "and" ("killed one and later struck a mill near Putyvl")."""
    before = [item for item in reading.items if item.end <= place.start]
    for step in range(len(before) - 1, max(len(before) - 8, 0), -1):
        kinds = {tag.kind for tag in before[step].tags}
        if kinds & {"number", "killed", "injured"}:
            return False
        if "strike" in kinds and any(item.word == "and" for item in before[max(step - 2, 0) : step]):
            return any(mention.start < before[step].start for mention in reading.mentions)
    return False


def _nearest(group: Sequence[Mention], groups: Sequence[Sequence[Mention]], struck: Sequence[Place]) -> list[Place]:
    """The places of a group of figures among several: those behind its first figure, up to the next group.

    Where the sentence names a place before its first figure ("in A one was killed, in B two"), those before it.
    """
    start = group[0].start
    later = [other[0].start for other in groups if other[0].start > start]
    earlier = [other[-1].end for other in groups if other[0].start < start]
    end, floor = min(later, default=10**12), max(earlier, default=0)
    inside = [place for place in struck if start <= place.start < end]
    before = [place for place in struck if floor <= place.start < start]
    is_place_first = bool(struck) and struck[0].start < groups[0][0].start
    chosen = (before or inside) if is_place_first else (inside or before)
    return chosen or list(struck)


def _aside(mentions: Sequence[Mention], reading: SentenceReading, struck: Sequence[Place]) -> list[Draft]:
    """Parts and replaced tolls, each a draft; a part of weapons takes the place that is told of it alone."""
    found = []
    for number, mention in enumerate(mentions):
        later = mentions[number + 1].start if number + 1 < len(mentions) else 10**12
        before = next((item.word for item in reversed(reading.items) if item.end <= mention.start), "")
        if before in ("(", "for"):  # "Bryansk (12)", "Bryansk accounts for 12"
            own = [place for place in struck if place.end <= mention.start][-1:]
        else:
            own = [place for place in struck if mention.end <= place.start < later][:1]
        if own and _is_each(mention, reading):
            own = [place for place in struck if mention.end <= place.start < later]
            found += [Draft([mention], [reading.index], [place], role=mention.standing) for place in own]
            continue
        places = own if mention.is_tally and own else list(struck)
        found.append(Draft([mention], [reading.index], places, role=mention.standing))
    return found


def _is_each(mention: Mention, reading: SentenceReading) -> bool:
    """True for "28 each over the Tula and Oryol regions"."""
    return next((item.word for item in reading.items if item.start >= mention.end), "") == "each"


def is_cumulative(draft: Draft, settings: Sequence[Setting], *, has_date: bool) -> bool:
    """True for totals of a longer time: said so, or too large for one strike that no day or weapon is named for."""
    if any(settings[index].is_cumulative for index in draft.sentences):
        return True
    large = [
        mention for mention in draft.mentions if mention.value and mention.value >= MANY and not _is_drones(mention)
    ]
    is_strike = any(settings[index].is_attack for index in draft.sentences)
    if any(mention.is_tally for mention in large):
        return not has_date
    return bool(large) and not (is_strike and (has_date or draft.places))


def _is_drones(mention: Mention) -> bool:
    """Of drones, and only of them, hundreds come in one night."""
    return mention.is_tally and bool(mention.arms and mention.arms.weapon_type == "drone")
