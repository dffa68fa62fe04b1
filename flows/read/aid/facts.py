"""Amounts and gifts as facts of the reader, under the names of its output."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.read.aid.days import Day, find_day
from flows.read.aid.gifts import Gift
from flows.read.aid.items import Goods
from flows.read.aid.merge import Amount, plain_number
from flows.read.aid.party import Party
from flows.read.aid.words import AidSentence
from flows.read.facts import Fact, Figure, Span, Speaker
from flows.read.tag.tagging import TaggedStory

RECIPIENT = "Ukraine"


def amount_fact(
    story: TaggedStory,
    sentences: Sequence[AidSentence],
    amount: Amount,
    goods: Sequence[Goods],
    speakers: Sequence[Speaker | None],
) -> Fact:
    """The fact of an amount of money with the goods that it buys or is worth."""
    money = amount.money.value
    day = find_day(story, sentences, amount.tellings, money.core[0], amount.status, amount.patterns)
    figure = Figure(money.low, money.high, money.qualifier, money.core[0], money.core[1], amount.money.text)
    return Fact(
        fact_type="aid",
        story=story.story.index,
        start=money.core[0],
        end=money.core[1],
        quote=_quote(sentences, amount.place),
        fields={
            **_parties(amount.donor, speakers, amount.place),
            "amount": plain_number(money.amount),
            "currency": amount.currency,
            "kind": amount.kind,
            "status": amount.status,
            "in_kind": [_item(each) for each in goods],
            "is_component": amount.is_component,
            "announced_date": day.value if day else None,
            "conversion": _conversion(sentences[amount.place], amount),
        },
        spans={"amount": money.core, **_spans(amount.donor, day, goods)},
        figures={"amount": figure, **_figures(goods)},
        patterns=amount.patterns,
        modality=amount.modality,
    )


def _conversion(sentence: AidSentence, amount: Amount) -> dict[str, Any] | None:
    """The same money in another currency, where the text gives it right behind the amount: a check on the rate."""
    behind = [tag for tag in sentence.tagged.of("money") if tag.start > amount.money.start]
    if not behind or not behind[0].value.is_conversion or behind[0].value.amount is None:
        return None
    return {"amount": plain_number(behind[0].value.amount), "currency": behind[0].value.currency}


def goods_fact(
    story: TaggedStory, sentences: Sequence[AidSentence], gift: Gift, speakers: Sequence[Speaker | None]
) -> Fact:
    """The fact of goods given in kind, no amount of money stated."""
    first = gift.goods[0]
    day = find_day(story, sentences, (gift.place,), first.tag.start, first.stage.status, first.stage.patterns)
    return Fact(
        fact_type="aid",
        story=story.story.index,
        start=first.figure.start if first.figure else first.tag.start,
        end=first.figure.end if first.figure else first.tag.end,
        quote=_quote(sentences, gift.place),
        fields={
            **_parties(gift.donor, speakers, gift.place),
            "amount": None,
            "currency": None,
            "kind": gift.kind,
            "status": "delivered" if first.stage.status == "disbursed" else first.stage.status,  # no goods are paid out
            "in_kind": [_item(goods) for goods in gift.goods],
            "is_component": first.is_component,
            "announced_date": day.value if day else None,
        },
        spans=_spans(gift.donor, day, gift.goods),
        figures=_figures(gift.goods),
        patterns=first.stage.patterns,
        modality=first.stage.modality,
    )


def _parties(donor: Party | None, speakers: Sequence[Speaker | None], place: int) -> dict[str, str | None]:
    speaker = speakers[place] if place < len(speakers) else None
    return {
        "donor": donor.name if donor else None,
        "recipient": RECIPIENT,
        "claimed_by": speaker.name if speaker else None,
    }


def _item(goods: Goods) -> dict[str, Any]:
    return {
        "item": goods.name,
        "count": plain_number(goods.count),
        "unit": goods.unit,
        "weapon_id": goods.weapon_id,
    }


def _figures(goods: Sequence[Goods]) -> dict[str, Figure]:
    return {f"in_kind.{place}.count": each.figure for place, each in enumerate(goods) if each.figure}


def _spans(donor: Party | None, day: Day | None, goods: Sequence[Goods]) -> dict[str, Span]:
    spans: dict[str, Span] = {path: (figure.start, figure.end) for path, figure in _figures(goods).items()}
    if donor and donor.end:
        spans["donor"] = (donor.start, donor.end)
    if day and day.tag:
        spans["announced_date"] = (day.tag.start, day.tag.end)
    return spans


def _quote(sentences: Sequence[AidSentence], place: int) -> Span:
    sentence = sentences[place].tagged.sentence
    return sentence.start, sentence.end
