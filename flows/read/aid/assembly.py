"""Aid: every amount of money given, promised, asked for or debated for Ukraine, with donor, kind and stage."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.aid.facts import amount_fact, goods_fact
from flows.read.aid.gate import is_aid
from flows.read.aid.gifts import share_goods
from flows.read.aid.kind import find_kind
from flows.read.aid.merge import Amount, merge_amounts
from flows.read.aid.parties import find_donor, first_party
from flows.read.aid.party import Party, party_of_currency
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
    for place, sentence in enumerate(sentences):
        for tag in sentence.tags:
            if tag.kind != "money":
                continue
            stage, part = find_stage(sentence, tag), _part(sentence, tag, found)
            if is_aid(sentence, tag, stage, is_part=part is not None):
                own = find_donor(sentence, tag, stage.verb)
                found.append(_amount(sentence, place, tag, stage, own or donor or story_donor(sentences), part))
        donor = first_party(sentence) or donor
    return found


def _part(sentence: AidSentence, money: Tag, found: Sequence[Amount]) -> Match | None:
    """The pattern that calls an amount a part of one told before it; a part needs a whole."""
    if not found:
        return None
    index = sentence.index_of(money)
    last = found[-1]
    if last.is_component and _is_listed_with(sentence, last.money, money):
        return next(match for match in sentence.of_role("part"))
    has_whole = any("money" in sentence.kinds_at(place) for place in range(index)) or index <= PART_OPENS
    for match in sentence.of_role("part"):
        if money in match.slots["money"].tags and (has_whole or match.pattern.entry.get("whole") != "near"):
            return match
    return None


def _is_listed_with(sentence: AidSentence, before: Tag, money: Tag) -> bool:
    """Whether two amounts are members of one list: no verb of giving and few words between them."""
    if before not in sentence.tags or sentence.distance(before.end, money.start) > LIST_REACH:
        return False
    return not any(before.end <= verb.start < money.start for verb in sentence.of_role("verb"))


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
        donor=donor or party_of_currency(currency),
        kind=find_kind(sentence, money) or ("military" if donor and donor.is_military and not part else None),
        status=stage.status,
        modality=stage.modality,
        patterns=patterns,
        is_component=part is not None,
        is_headline=sentence.tagged.segment.kind == "headline",
    )


def story_donor(sentences: Sequence[AidSentence]) -> Party | None:
    """The first possible donor that the story names, for amounts in front of whom nobody stands."""
    return next((party for sentence in sentences if (party := first_party(sentence))), None)
