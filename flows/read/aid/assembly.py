"""Aid: every amount of money given, promised, asked for or debated for Ukraine, with donor, kind and stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.read.aid.facts import amount_fact, goods_fact
from flows.read.aid.gate import is_aid
from flows.read.aid.gifts import share_goods
from flows.read.aid.kind import find_kind
from flows.read.aid.lists import entries, find_lines
from flows.read.aid.merge import Amount, merge_amounts
from flows.read.aid.parties import find_donor, first_party, is_share, owner_of, programme_owner, story_donor
from flows.read.aid.party import Party, party_of_currency
from flows.read.aid.recipients import names_ukraine
from flows.read.aid.status import Stage, find_stage
from flows.read.aid.words import AidSentence, read_aid_words
from flows.read.facts import Fact, Speaker
from flows.read.tag.tagging import TaggedStory
from flows.read.tag.tape import Match
from flows.read.text import Tag
from flows.read.values.money import resolve_currency

LIST_REACH = 20  # items between the amounts of a list of parts
PART_OPENS = 4  # items in front of an amount where "Of this, $2 million" opens a sentence


def find_aid(story: TaggedStory, speakers: Sequence[Speaker | None]) -> list[Fact]:
    """The aid of a story as facts, one for each amount."""
    if not any(sentence.of("money", "number", "item", "weapon") for sentence in story.sentences):
        return []
    sentences = _read_sentences(story)
    amounts = merge_amounts(sentences, _amounts(sentences))
    gifts, alone = share_goods(sentences, amounts)
    facts = [
        amount_fact(story, sentences, amount, gifts.get(place, ()), speakers) for place, amount in enumerate(amounts)
    ]
    facts += [goods_fact(story, sentences, gift, speakers) for gift in alone]
    return sorted(facts, key=lambda fact: fact.start)


def _read_sentences(story: TaggedStory) -> list[AidSentence]:
    sentences: list[AidSentence] = []
    last: Tag | None = None
    for tagged in story.sentences:
        sentence = read_aid_words(tagged, last.value if last else None)
        last = next((tag for tag in reversed(sentence.tags) if tag.kind == "money"), None)
        sentences.append(sentence)
    return sentences


def _amounts(sentences: Sequence[AidSentence]) -> list[Amount]:
    """The amounts that are aid, in the order of the text, each with what its sentence or the story before it says."""
    found: list[Amount] = []
    donor: Party | None = None
    is_about_ukraine = any(names_ukraine(sentence) for sentence in sentences)
    lines = find_lines(sentences)
    entry = entries(sentences, lines)
    for place, sentence in enumerate(sentences):
        donor = donor if place and entry[place] == entry[place - 1] else None
        around = [other for other, of in zip(sentences, entry, strict=True) if of == entry[place]]
        for tag in sentence.tags:
            if tag.kind != "money":
                continue
            part, beside = _part(sentence, tag, found), _relative(sentence, tag, found)
            is_inner = beside is not None and (part is not None or beside.is_whole_behind)
            stage = find_stage(sentence, tag, floor=beside.money.end if beside and is_inner else None)
            is_told = part is not None or is_inner or lines[place] is not None or (found and is_share(sentence, tag))
            if not is_aid(sentence, tag, stage, is_told=bool(is_told), about_ukraine=is_about_ukraine):
                continue
            line = lines[place]
            stage = line.stage if line and stage.verb is None else stage
            if beside and part and stage.verb is None:
                found.append(_like_whole(sentence, tag, stage, beside, part))
                continue
            own = find_donor(sentence, tag, stage.verb)
            found.append(_amount(sentence, place, tag, stage, own or donor or story_donor(around), part))
        donor = first_party(sentence) or donor
    return found


def _relative(sentence: AidSentence, money: Tag, found: Sequence[Amount]) -> Amount | None:
    """The amount before in the same sentence, of which this one can be a part, or the whole."""
    return found[-1] if found and found[-1].money in sentence.tags else None


def _part(sentence: AidSentence, money: Tag, found: Sequence[Amount]) -> Match | None:
    """The pattern that calls an amount a part of another one, before it, right behind, or left unsaid."""
    for match in sentence.of_role("part"):
        slot = match.slots.get("whole")
        is_larger = slot is not None and _is_larger(slot.tag("money"), money)
        if money in match.slots["money"].tags and (is_larger or match.pattern.entry.get("whole") == "unsaid"):
            return match
    if not found:
        return None
    index = sentence.index_of(money)
    last = found[-1]
    if last.is_component and not last.is_whole_behind and _is_listed_with(sentence, last.money, money):
        return next(match for match in sentence.of_role("part"))
    has_whole = any("money" in sentence.kinds_at(place) for place in range(index)) or index <= PART_OPENS
    for match in sentence.of_role("part"):
        if "whole" in match.slots:
            continue
        if money in match.slots["money"].tags and (has_whole or match.pattern.entry.get("whole") != "near"):
            return match
    return None


def _is_larger(whole: Tag | None, part: Tag) -> bool:
    return whole is not None and whole.value.low > part.value.low and whole.value.currency == part.value.currency


def _is_listed_with(sentence: AidSentence, before: Tag, money: Tag) -> bool:
    """Whether two amounts are members of one list: no verb of giving and few words between them."""
    if before not in sentence.tags or sentence.distance(before.end, money.start) > LIST_REACH:
        return False
    between = [item.word for item in sentence.items if before.end <= item.start < money.start]
    return "from" not in between and not any(
        before.end <= verb.start < money.start for verb in sentence.of_role("verb")
    )


def _amount(
    sentence: AidSentence, place: int, money: Tag, stage: Stage, donor: Party | None, part: Match | None
) -> Amount:
    patterns = (*stage.patterns, *([part.pattern.pattern_id] if part else []))
    currency = resolve_currency(money.value, [donor.country] if donor and donor.country else [])
    return Amount(
        place=place,
        tellings=(place,),
        money=money,
        currency=currency,
        donor=donor or programme_owner(sentence) or party_of_currency(currency),
        kind=find_kind(sentence, money) or ("military" if donor and donor.is_military and not part else None),
        status=stage.status,
        modality=stage.modality,
        patterns=patterns,
        is_component=part is not None,
        is_headline=sentence.tagged.segment.kind == "headline",
        is_whole_behind=part is not None and "whole" in part.slots,
    )


def _like_whole(sentence: AidSentence, money: Tag, stage: Stage, whole: Amount, part: Match) -> Amount:
    """A part that the verb of its whole governs: with the whole's stage, and its donor unless it names its own."""
    own = owner_of(sentence, money)
    return replace(
        whole,
        money=money,
        tellings=(whole.place,),
        currency=resolve_currency(money.value, [whole.donor.country] if whole.donor and whole.donor.country else []),
        donor=own or whole.donor,
        kind=find_kind(sentence, money),
        patterns=tuple(dict.fromkeys((*stage.patterns, *whole.patterns, part.pattern.pattern_id))),
        is_component=True,
    )
