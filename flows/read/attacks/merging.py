"""Drafts of a story that tell of one attack made one, and replaced tolls set apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.read.attacks.drafts import Draft
from flows.read.attacks.headings import is_line
from flows.read.attacks.mentions import Mention, SentenceReading
from flows.read.attacks.same import agree, counts_same, same_weapons, share_a_place, weapons_agree
from flows.read.attacks.setting import Setting
from flows.read.tag.items import role_words
from flows.read.tag.places import rank_of

UPDATE = "updated.update"  # the row of triggers.csv
LEAD_REACH = 2  # sentences behind a headline that may tell the same again


def merge(drafts: Iterable[Draft], readings: Sequence[SentenceReading], settings: Sequence[Setting]) -> list[Draft]:
    """Drafts of a story with those that tell of the same attack made one, and replaced tolls set apart."""
    kept: list[Draft] = []
    for draft in drafts:
        older = _outdated(draft, kept, readings, settings)
        if older is not None:
            kept.append(_replace_toll(older, draft))
            continue
        if readings[draft.sentences[0]].of("superseded") and any(is_larger(other, draft) for other in kept):
            draft.role = "superseded"
        partner = _partner(draft, kept, readings, settings)
        if partner is None:
            kept.append(draft)
        else:
            _take_in(partner, draft)
    return _without_twins(kept)


def _outdated(
    draft: Draft, kept: Sequence[Draft], readings: Sequence[SentenceReading], settings: Sequence[Setting]
) -> Draft | None:
    """The last draft whose toll a later one replaces; a running total brings no single strike up to date."""
    is_update = is_updated(readings, draft.sentences[0])
    is_total = settings[draft.sentences[0]].is_cumulative
    for other in reversed(kept):
        is_alike = settings[other.sentences[0]].is_cumulative == is_total
        if _is_replaced(other, draft, is_update=is_update and is_alike):
            return other
    return None


def _partner(
    draft: Draft, kept: Sequence[Draft], readings: Sequence[SentenceReading], settings: Sequence[Setting]
) -> Draft | None:
    """The draft that tells of the same attack, else the last one whose figures a main draft completes."""
    for other in kept:
        if is_same(other, draft) or _is_headline_of(other, draft, readings):
            return other
    if draft.role != "main":
        return None
    return next((other for other in reversed(kept) if _completes(other, draft, readings, settings)), None)


def _without_twins(drafts: Sequence[Draft]) -> list[Draft]:
    """A second look, since what was merged last may say what an earlier draft says."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((other for other in kept if other.role == draft.role == "main" and is_same(other, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            _take_in(twin, draft)
    return kept


def is_updated(readings: Sequence[SentenceReading], index: int) -> bool:
    """True for a sentence that brings a toll up to date ("Updated: five", "there are now six"), also behind "UPD"."""
    if readings[index].of("updated") or _is_later_report(readings[index]):
        return True
    before = readings[index - 1] if index else None
    return before is not None and not before.mentions and any(tag.row_id == UPDATE for tag in before.of("updated"))


def _is_later_report(reading: SentenceReading) -> bool:
    """True for "Later the mayor said that five ...": a new report, where "later drones hurt five" is a new strike."""
    first = min((mention.start for mention in reading.mentions), default=0)
    before = [item.word for item in reading.items if item.end <= first]
    return before[:1] == ["later"] and any(word in role_words("speech") for word in before)


def _is_replaced(old: Draft, new: Draft, *, is_update: bool) -> bool:
    """True where a later sentence says that a toll has risen to another value, and names no other place."""
    is_toll = all("toll" in mention.pattern for mention in new.mentions)
    is_rise = is_update and not any(mention.is_tally or mention.is_more for mention in new.mentions)
    if not (is_toll or is_rise) or not places_agree(old, new) or is_larger(old, new):
        return False
    return is_larger(new, old) and new.sentences[0] > old.sentences[0]


def _replace_toll(target: Draft, new: Draft) -> Draft:
    """Put the risen toll in the place of the old one, which is handed back as a superseded draft."""
    pairs = pairs_of(target, new)
    for old, risen in pairs:
        target.mentions[target.mentions.index(old)] = risen
    known = [id(risen) for _, risen in pairs]
    target.mentions += [mention for mention in new.mentions if id(mention) not in known]
    target.sentences += [index for index in new.sentences if index not in target.sentences]
    replaced = [old for old, risen in pairs if old.value != risen.value]
    return Draft(replaced, [replaced[0].sentence], list(target.places), role="superseded")


def is_same(one: Draft, two: Draft) -> bool:
    """True where every figure that both state agrees, at least one does, and the places allow it."""
    return retells(one, two) and places_agree(one, two)


def retells(one: Draft, two: Draft) -> bool:
    """The same, wherever it happened: headline and lead may name other places for one attack."""
    pairs = pairs_of(one, two)
    return bool(pairs) and all(agree(left, right) for left, right in pairs)


def pairs_of(one: Draft, two: Draft) -> list[tuple[Mention, Mention]]:
    """The figures that both drafts state: of the same role and weapon, or of missiles of some class and one value."""
    if one.role != two.role:
        return []
    found = []
    for mention in two.mentions:
        alike = [other for other in one.mentions if other.role == mention.role]
        if mention.is_tally:
            alike = same_weapons(mention, alike)
        if alike:
            found.append((alike[0], mention))
    return found


def is_larger(one: Draft, two: Draft) -> bool:
    """True where a toll of the first is larger than the same toll of the second."""
    return any(left.value and right.value and left.value > right.value for left, right in pairs_of(one, two))


def places_agree(one: Draft, two: Draft) -> bool:
    """False where both name places of the same rank and none in common."""
    if not one.places or not two.places or share_a_place(one.places, two.places):
        return True
    regions = {place.admin1 for place in one.places if place.admin1} & {place.admin1 for place in two.places}
    ranks = {rank_of(place) for place in one.places} & {rank_of(place) for place in two.places}
    return bool(regions) and not ranks


def _is_headline_of(one: Draft, two: Draft, readings: Sequence[SentenceReading]) -> bool:
    """True where a headline gives the figures that the lead below it repeats, if for a place under another name."""
    is_headline = readings[one.sentences[0]].sentence.segment.kind == "headline"
    return is_headline and one.sentences == [0] and two.sentences[0] <= LEAD_REACH and retells(one, two)


def _completes(one: Draft, two: Draft, readings: Sequence[SentenceReading], settings: Sequence[Setting]) -> bool:
    """True where the second adds other figures to the first: the tally to the launch, the toll to the strike."""
    if one.role != "main" or abs(two.sentences[0] - one.sentences[-1]) > 2 or _clash(one, two):
        return False
    if settings[one.sentences[-1]].item != settings[two.sentences[0]].item:
        return False
    if settings[one.sentences[0]].is_cumulative != settings[two.sentences[0]].is_cumulative:
        return False
    if one.is_tally != two.is_tally:
        is_near = two.sentences[0] - one.sentences[-1] <= 1
        is_wider = two.is_tally and bool(one.places) and not two.places  # the night of the whole country
        return is_near and not is_wider and (not two.places or share_a_place(one.places, two.places))
    if one.is_tally and not _share_weapons(one, two) and not is_line(readings[two.sentences[0]].items):
        return False
    return places_agree(one, two)


def _clash(one: Draft, two: Draft) -> bool:
    """True where both give the same count of the same weapons, or of people."""
    return any(counts_same(left, right) for left in one.mentions for right in two.mentions)


def _share_weapons(one: Draft, two: Draft) -> bool:
    return any(weapons_agree(left.arms, right.arms) for left in one.mentions for right in two.mentions)


def _take_in(target: Draft, draft: Draft) -> None:
    known = {id(new): old for old, new in pairs_of(target, draft)}
    for mention in draft.mentions:
        old = known.get(id(mention))
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
