"""Who receives: whether money or goods go to Ukraine, to somebody else, or are somebody's own."""

from __future__ import annotations

from flows.read.aid.party import ENEMIES, NO_DONOR, party_of
from flows.read.aid.words import AidSentence
from flows.read.tag.tape import Item, Match
from flows.read.text import Tag

ARTICLES = frozenset({"the", "its", "a", "an"})
RECIPIENT_WORDS = frozenset("to for in at with against into via through under towards near".split())
SOURCE_REACH = 14  # items behind an amount in which "for Moldova" stands
CLOSE_REACH = 4  # the same where Ukraine is named too


def goes_elsewhere(sentence: AidSentence, money: Tag) -> bool:
    """Whether an amount goes to another country than Ukraine: named right behind it, or Ukraine not named at all."""
    index = sentence.index_of(money)
    if any(_is_given_away(sentence, place) for place in range(index)) or _is_given_other(sentence, index):
        return True
    reach = CLOSE_REACH if names_ukraine(sentence) else SOURCE_REACH
    for place in range(index + 1, min(index + 1 + reach, len(sentence.items))):
        named = _is_country(sentence.items[place], "UA") or _is_other(sentence, place)
        if named and sentence.items[place - 1].word in ("to", "for"):
            return True
    return False


def names_ukraine(sentence: AidSentence) -> bool:
    """Whether a sentence names the country that is helped."""
    return "UA" in _countries(sentence)


def names_only_enemy(sentence: AidSentence) -> bool:
    """Whether a sentence names the enemy and not the country that is helped."""
    return bool(_countries(sentence) & ENEMIES) and not names_ukraine(sentence)


def is_own_money(sentence: AidSentence, money: Tag, verb: Match | None) -> bool:
    """Whether the only subject in front of a verb of giving is the country that is helped, or its enemy."""
    if (
        verb is None
        or verb.pattern.entry["role"] == "noun"
        or verb.end > money.start
        or verb.pattern.entry["status"] == "requested"
        or _receives(sentence, verb)
    ):
        return False
    before = [place for place, item in enumerate(sentence.items) if item.end <= verb.start]
    parties = [(place, party) for place in before if (party := party_of(sentence.items[place], with_all=True))]
    if len({party.country for _, party in parties}) != 1:
        return False
    place, party = parties[-1]
    return party.country in NO_DONOR and not is_recipient(sentence, place) and not is_word_of_aid(sentence, place + 1)


def _countries(sentence: AidSentence) -> set[str | None]:
    return {party.country for item in sentence.items if (party := party_of(item, with_all=True))}


def _is_given_other(sentence: AidSentence, index: int) -> bool:
    """ "... provide Moldova $5 million": another country between a verb of giving and the amount."""
    if index < 2 or not (_is_country(sentence.items[index - 1], "UA") or _is_other(sentence, index - 1)):
        return False
    return any(kind.startswith(("give", "deliver", "allocate")) for kind in sentence.kinds_at(index - 2))


def _is_other(sentence: AidSentence, place: int) -> bool:
    return "recipient_other" in sentence.kinds_at(place)


def _is_given_away(sentence: AidSentence, place: int) -> bool:
    """ "... provide Russia with ...", "Ruritania received ...": the enemy, or another country, as the receiver."""
    party = party_of(sentence.items[place], with_all=True)
    if party is None or party.country in (None, "UA"):
        return False
    behind = {kind for later in range(place + 1, place + 4) for kind in sentence.kinds_at(later)}
    if any(kind.startswith("receive") for kind in behind) and not names_ukraine(sentence):
        return True
    is_given = any(kind.startswith(("give", "deliver")) for kind in sentence.kinds_at(place - 1))
    return is_given and party.country in ENEMIES


def _receives(sentence: AidSentence, verb: Match) -> bool:
    inside = [item for item in sentence.items if verb.start <= item.start and item.end <= verb.end]
    return any(tag.kind.startswith("receive") for item in inside for tag in item.tags)


def _is_country(item: Item, other_than: str) -> bool:
    return any(tag.kind == "country" and tag.value["country"] != other_than for tag in item.tags)


def is_recipient(sentence: AidSentence, place: int, *, words: frozenset[str] = RECIPIENT_WORDS) -> bool:
    """Whether a party stands behind a preposition of place or direction, an article between them allowed."""
    before = [item.word for item in sentence.items[max(0, place - 2) : place]]
    return bool(before) and (before[-1] in words or (before[-1] in ARTICLES and before[0] in words))


def is_word_of_aid(sentence: AidSentence, place: int) -> bool:
    """Whether an item is a word of aid, such as "grant", or names a kind of it."""
    return any(kind == "noun_aid" or kind.startswith("kind_") for kind in sentence.kinds_at(place))
