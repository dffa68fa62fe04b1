"""Aid: every amount of money given, promised, asked for or debated for Ukraine, with donor, kind and stage."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.aid_gate import is_aid
from flows.read.aid_kind import find_kind
from flows.read.aid_merge import Amount, find_date, merge_amounts, plain_number
from flows.read.aid_parties import Party, find_donor, first_party, party_of_currency
from flows.read.aid_status import Stage, find_stage
from flows.read.aid_words import AidSentence, read_aid_words
from flows.read.facts import Fact, Figure, Speaker
from flows.read.tagging import TaggedStory
from flows.read.tape import Match
from flows.read.text import Tag
from flows.read.values.money import resolve_currency

RECIPIENT = "Ukraine"


def find_aid(story: TaggedStory, speakers: Sequence[Speaker | None]) -> list[Fact]:
    """The aid of a story as facts, one for each amount."""
    sentences = [read_aid_words(sentence) for sentence in story.sentences]
    amounts = _amounts(sentences)
    return [_fact(story, sentences, amount, speakers) for amount in merge_amounts(sentences, amounts)]


def _amounts(sentences: Sequence[AidSentence]) -> list[Amount]:
    """The amounts that are aid, in the order of the text, each with what its sentence or the story before it says."""
    found: list[Amount] = []
    donor: Party | None = None
    for place, sentence in enumerate(sentences):
        for tag in sentence.tags:
            if tag.kind != "money":
                continue
            stage, part = find_stage(sentence, tag), _part(sentence, tag, found)
            if is_aid(sentence, tag, stage, is_part=part is not None):
                own = find_donor(sentence, tag, stage.verb)
                found.append(_amount(sentences, place, tag, stage, own or donor or _story_donor(sentences), part))
        donor = first_party(sentence) or donor
    return found


def _part(sentence: AidSentence, money: Tag, found: Sequence[Amount]) -> Match | None:
    """The pattern that calls an amount a part of one told before it; a part needs a whole."""
    parts = (match for match in sentence.of_role("part") if money in match.slots["money"].tags)
    return next(parts, None) if found else None


def _amount(
    sentences: Sequence[AidSentence], place: int, money: Tag, stage: Stage, donor: Party | None, part: Match | None
) -> Amount:
    sentence = sentences[place]
    patterns = (*stage.patterns, *([part.pattern.pattern_id] if part else []))
    currency = resolve_currency(money.value, [donor.country] if donor and donor.country else [])
    return Amount(
        place=place,
        tellings=(place,),
        money=money,
        currency=currency,
        donor=donor or party_of_currency(currency),
        kind=find_kind(sentence, money),
        status=stage.status,
        modality=stage.modality,
        patterns=patterns,
        is_component=part is not None,
        is_headline=sentence.tagged.segment.kind == "headline",
    )


def _story_donor(sentences: Sequence[AidSentence]) -> Party | None:
    """The first possible donor that the story names, for amounts in front of whom nobody stands."""
    return next((party for sentence in sentences if (party := first_party(sentence))), None)


def _fact(
    story: TaggedStory, sentences: Sequence[AidSentence], amount: Amount, speakers: Sequence[Speaker | None]
) -> Fact:
    sentence = sentences[amount.place].tagged.sentence
    money = amount.money.value
    date = find_date([sentences[place] for place in amount.tellings], amount.status)
    speaker = speakers[amount.place] if amount.place < len(speakers) else None
    spans = {"amount": money.core}
    if amount.donor and amount.donor.end:
        spans["donor"] = (amount.donor.start, amount.donor.end)
    if date:
        spans["announced_date"] = (date.start, date.end)
    return Fact(
        fact_type="aid",
        story=story.story.index,
        start=money.core[0],
        end=money.core[1],
        quote=(sentence.start, sentence.end),
        fields={
            "donor": amount.donor.name if amount.donor else None,
            "recipient": RECIPIENT,
            "amount": plain_number(money.amount),
            "currency": amount.currency,
            "kind": amount.kind,
            "status": amount.status,
            "in_kind": [],
            "is_component": amount.is_component,
            "announced_date": date.value.value if date else None,
            "claimed_by": speaker.name if speaker else None,
        },
        spans=spans,
        figures={
            "amount": Figure(money.low, money.high, money.qualifier, money.core[0], money.core[1], amount.money.text)
        },
        patterns=amount.patterns,
        modality=amount.modality,
    )
