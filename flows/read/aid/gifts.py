"""Which goods belong to which amount, and which are gifts of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.read.aid.items import Goods, find_goods
from flows.read.aid.kind import find_kind, kind_of_sentence
from flows.read.aid.lists import Line, entries, find_lines
from flows.read.aid.merge import Amount
from flows.read.aid.parties import find_donor, first_party, story_donor
from flows.read.aid.party import Party
from flows.read.aid.recipients import names_only_enemy
from flows.read.aid.status import Stage
from flows.read.aid.uncounted import find_uncounted
from flows.read.aid.words import AidSentence


@dataclass(frozen=True)
class Gift:
    """Goods without an amount of money: one record for those of one sentence or list, donor and stage."""

    place: int
    told_in: int  # the place of the sentence that tells it, or of the opening of the list whose line it is
    goods: tuple[Goods, ...]
    donor: Party | None
    kind: str | None


def share_goods(
    sentences: Sequence[AidSentence], amounts: Sequence[Amount]
) -> tuple[dict[int, tuple[Goods, ...]], list[Gift]]:
    """The goods of a story: by the place of their amount among the amounts, and those that stand alone.

    Goods told twice, the same count of the same thing, are told once.
    """
    owned: dict[int, tuple[Goods, ...]] = {}
    alone: list[Gift] = []
    seen: set[tuple[object, str]] = set()
    donor: Party | None = None
    last: Stage | None = None
    lines = find_lines(sentences)
    entry = entries(sentences, lines)
    for place, sentence in enumerate(sentences):
        if place and entry[place] != entry[place - 1]:
            donor = last = None
        around = [other for other, of in zip(sentences, entry, strict=True) if of == entry[place]]
        line = lines[place]
        before = line.stage if line else _told_before(amounts, place) or last
        told = find_goods(sentence, before, is_line=line is not None)
        last = told[-1].stage if told else None
        told += find_uncounted(sentence, told)
        for goods in sorted(told, key=lambda each: each.tag.start):
            if _key(goods) in seen:
                continue
            owner = _owner(amounts, place, goods, line)
            told_in = line.opening if line and not line.is_labelled else place
            gift = _gift(sentence, place, goods, donor or story_donor(around), told_in)
            if owner is not None:
                owned[owner] = (*owned.get(owner, ()), goods)
            elif gift.donor or (goods.figure and not names_only_enemy(sentence)):
                alone = _with_gift(alone, gift)
        seen.update(map(_key, told))
        donor = first_party(sentence) or donor
    return owned, alone


def _key(goods: Goods) -> tuple[object, str]:
    """What makes goods of two sentences the same: the count and the last word of their name."""
    return goods.count, goods.name.split()[-1].lower().rstrip("s")


def _told_before(amounts: Sequence[Amount], place: int) -> Stage | None:
    """The stage of the last amount of the sentence before."""
    before = [amount for amount in amounts if place - 1 in amount.tellings]
    return Stage(before[-1].status, before[-1].modality, None, before[-1].patterns) if before else None


def _owner(amounts: Sequence[Amount], place: int, goods: Goods, line: Line | None) -> int | None:
    """The amount that the goods are worth or part of: in their sentence, the one before, or their list's opening."""
    here = [index for index, amount in enumerate(amounts) if place in amount.tellings]
    if here:
        return min(here, key=lambda index: abs(amounts[index].money.start - goods.tag.start))
    if goods.stage.verb is not None or (line and line.is_labelled):
        return None
    leader = line.opening if line else place - 1
    before = [index for index, amount in enumerate(amounts) if leader in amount.tellings]
    return before[-1] if before else None


def _gift(sentence: AidSentence, place: int, goods: Goods, donor: Party | None, told_in: int) -> Gift:
    own = find_donor(sentence, goods.tag, goods.stage.verb)
    kind = find_kind(sentence, goods.tag) or ("military" if goods.weapon_id else kind_of_sentence(sentence))
    return Gift(place, told_in, (goods,), own or donor, kind)


def _with_gift(gifts: list[Gift], gift: Gift) -> list[Gift]:
    """The gifts with one more, joined to the last where sentence or list, stage and part are the same."""
    if gifts and gifts[-1].told_in == gift.told_in:
        last, goods = gifts[-1], gift.goods[0]
        first = last.goods[0]
        is_one = last.donor is None or gift.donor is None or last.donor.is_same(gift.donor)
        if is_one and (first.stage.status, first.is_component) == (goods.stage.status, goods.is_component):
            return [*gifts[:-1], replace(last, goods=(*last.goods, goods))]
    return [*gifts, gift]
