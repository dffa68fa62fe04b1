"""Drafts of attack facts: figures of one sentence put together, then sentences that tell of the same attack merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from flows.read.attacks.mentions import TALLY, Mention, SentenceReading
from flows.read.attacks.setting import Setting
from flows.read.tag.places import Place

MANY = 150  # killed, injured or launched: more than one strike or night had until 2024 without being dated
NEAR = Decimal("0.1")  # so much may a rounded headline differ from the exact figure of the text


@dataclass
class Draft:
    """One attack in the making: its mentions, the sentences that tell of it, and its own places."""

    mentions: list[Mention]
    sentences: list[int]
    places: list[Place] = field(default_factory=list)
    role: str = "main"

    def figures(self) -> dict[tuple[str, str], Mention]:
        """The mention of each figure by role and weapon class."""
        return {key(mention): mention for mention in reversed(self.mentions)}

    @property
    def is_tally(self) -> bool:
        """True where the draft counts weapons and no people."""
        return all(mention.role in TALLY for mention in self.mentions)


def key(mention: Mention) -> tuple[str, str]:
    """What a mention counts: its role and, for tallies, the class of weapon."""
    weapon = mention.arms.weapon_type if mention.arms and mention.role in TALLY else ""
    return mention.role, weapon


def sentence_drafts(reading: SentenceReading, setting: Setting, mentions: Sequence[Mention]) -> list[Draft]:
    """The drafts of one sentence: one, unless a role comes twice; then each takes the places that stand nearest."""
    groups: list[list[Mention]] = []
    parts = [mention for mention in mentions if mention.is_part]
    for mention in sorted((each for each in mentions if not each.is_part), key=lambda each: each.start):
        target = next((group for group in groups[-1:] if key(mention) not in {key(each) for each in group}), None)
        if target is None:
            groups.append([mention])
        else:
            target.append(mention)
    struck = [place for place in setting.places if place.use == "struck" and not _is_other_strike(reading, place)]
    wholes = [
        Draft(group, [reading.index], struck if len(groups) == 1 else _nearest(group, groups, struck))
        for group in groups
    ]
    return [*wholes, *(Draft([part], [reading.index], list(struck), role="component") for part in parts)]


def _is_other_strike(reading: SentenceReading, place: Place) -> bool:
    """True where a place belongs to a strike told behind "and" ("left one dead and also hit a school in Putyvl")."""
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


def merge(drafts: Iterable[Draft], readings: Sequence[SentenceReading], settings: Sequence[Setting]) -> list[Draft]:
    """Drafts of a story with those that tell of the same attack made one, and replaced tolls set apart."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.role == "component":
            twin = next((other for other in kept if other.role == "component" and _is_same(other, draft)), None)
            if twin is None:
                kept.append(draft)
            else:
                _take_in(twin, draft)
            continue
        older = next((other for other in reversed(kept) if _is_replaced(other, draft)), None)
        if older is not None:
            kept.append(_replace_toll(older, draft))
            continue
        if readings[draft.sentences[0]].of("superseded") and any(_is_larger(other, draft) for other in kept):
            draft.role = "superseded"
            kept.append(draft)
            continue
        same = next((other for other in kept if _is_same(other, draft)), None)
        partner = same or next((other for other in reversed(kept) if _completes(other, draft, settings)), None)
        if partner is None:
            kept.append(draft)
            continue
        _take_in(partner, draft)
    return _without_twins(kept)


def _without_twins(drafts: Sequence[Draft]) -> list[Draft]:
    """A second look, since what was merged last may say what an earlier draft says."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((other for other in kept if other.role == draft.role == "main" and _is_same(other, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            _take_in(twin, draft)
    return kept


def _is_larger(one: Draft, two: Draft) -> bool:
    """True where a toll of the first is larger than the same toll of the second."""
    return any(left.value and right.value and left.value > right.value for left, right in _pairs(one, two))


def _is_replaced(old: Draft, new: Draft) -> bool:
    """True where a later sentence says that a toll has risen to another value, and names no other place."""
    if not all("toll" in mention.pattern for mention in new.mentions) or not _places_agree(old, new):
        return False
    return _is_larger(new, old) and new.sentences[0] > old.sentences[0]


def _replace_toll(target: Draft, new: Draft) -> Draft:
    """Put the risen toll in the place of the old one, which is handed back as a superseded draft."""
    pairs = _pairs(target, new)
    for old, risen in pairs:
        target.mentions[target.mentions.index(old)] = risen
    target.sentences += [index for index in new.sentences if index not in target.sentences]
    replaced = [old for old, _ in pairs]
    return Draft(replaced, [replaced[0].sentence], list(target.places), role="superseded")


def _is_same(one: Draft, two: Draft) -> bool:
    """True where every figure that both state agrees, at least one does, and the places allow it."""
    pairs = _pairs(one, two)
    return bool(pairs) and _places_agree(one, two) and all(_agree(left, right) for left, right in pairs)


def _pairs(one: Draft, two: Draft) -> list[tuple[Mention, Mention]]:
    """The figures that both drafts state: of the same role and class, or of missiles of some class and one value."""
    first = one.figures()
    if one.role != two.role:
        return []
    pairs = []
    for mention in two.figures().values():
        other = first.get(key(mention)) or next(
            (each for each in first.values() if each.value == mention.value and _family(each) == _family(mention)), None
        )
        if other:
            pairs.append((other, mention))
    return pairs


def _family(mention: Mention) -> tuple[str, str]:
    role, weapon = key(mention)
    return role, "missile" if weapon.endswith(("missile", "rocket")) else weapon


def _agree(one: Mention, two: Mention) -> bool:
    """Equal values, or a hedged one that the other makes exact."""
    if one.value == two.value:
        return True
    if one.value is None or two.value is None:
        return True
    hedged = [each for each in (one, two) if each.number and each.number.qualifier]
    return bool(hedged) and abs(one.value - two.value) <= NEAR * max(one.value, two.value) and len(hedged) == 1


def _places_agree(one: Draft, two: Draft) -> bool:
    """False where both name places of the same rank and none in common."""
    if not one.places or not two.places:
        return True
    names = {place.name for place in one.places}
    if names & {place.name for place in two.places}:
        return True
    regions = {place.admin1 for place in one.places if place.admin1} & {place.admin1 for place in two.places}
    types = {place.place_type for place in one.places} & {place.place_type for place in two.places}
    return bool(regions) and not types


def _completes(one: Draft, two: Draft, settings: Sequence[Setting]) -> bool:
    """True where the second adds other figures to the first: the tally to the launch, the toll to the strike."""
    if one.role != "main" or abs(two.sentences[0] - one.sentences[-1]) > 2 or set(one.figures()) & set(two.figures()):
        return False
    if settings[one.sentences[0]].is_cumulative != settings[two.sentences[0]].is_cumulative:
        return False
    if one.is_tally != two.is_tally:
        return two.sentences[0] - one.sentences[-1] <= 1 and not two.places
    if one.is_tally and not {weapon for _, weapon in one.figures()} & {weapon for _, weapon in two.figures()}:
        return False
    return _places_agree(one, two)


def is_cumulative(draft: Draft, settings: Sequence[Setting], *, has_date: bool) -> bool:
    """True for totals of a longer time: said so, or too large for one strike that no day or weapon is named for."""
    if any(settings[index].is_cumulative for index in draft.sentences):
        return True
    large = [
        mention for mention in draft.mentions if mention.value and mention.value >= MANY and not _is_drones(mention)
    ]
    is_strike = any(settings[index].is_attack for index in draft.sentences)
    if any(mention.role in TALLY for mention in large):
        return not has_date
    return bool(large) and not (is_strike and (has_date or draft.places))


def _is_drones(mention: Mention) -> bool:
    """Of drones, and only of them, hundreds come in one night."""
    return mention.role in TALLY and bool(mention.arms and mention.arms.weapon_type == "drone")


def _take_in(target: Draft, draft: Draft) -> None:
    known = {key(new): old for old, new in _pairs(target, draft)}
    for mention in draft.mentions:
        old = known.get(key(mention))
        if old is None:
            target.mentions.append(mention)
        elif _is_better(mention, old):
            target.mentions[target.mentions.index(old)] = mention
    target.sentences += [index for index in draft.sentences if index not in target.sentences]
    names = {place.name for place in target.places}
    target.places += [place for place in draft.places if place.name not in names]


def _is_better(new: Mention, old: Mention) -> bool:
    """The exact figure of the text against the rounded one of the headline."""
    if old.value is None:
        return new.value is not None
    return bool(old.number and old.number.qualifier and new.number and not new.number.qualifier and new.value)
