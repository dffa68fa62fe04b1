"""Who gives and who receives: the country or body behind a subject, a possessive, a "from" or "by"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.read.aid.party import ENEMIES, NO_DONOR, Party, country_party, party_of
from flows.read.aid.words import AidSentence
from flows.read.tag.tape import Item, Match
from flows.read.text import Tag
from flows.read.who.titles import has_title

CAPITALISED_RUN = re.compile(r"((?:[A-Z][\w'’-]+ ){0,3}[A-Z][\w'’-]+)\s+$")
PRONOUNS = frozenset({"He", "She", "It", "They", "We", "I", "This", "That", "These", "Those", "There", "Who", "Which"})
GIVES = re.compile(r"aid\.(?:give|giving|perfect|future|announce|deliver)")
SOURCE_WORDS = frozenset({"from", "by"})
ARTICLES = frozenset({"the", "its", "a", "an"})
RECIPIENT_WORDS = frozenset("to for in at with against into via through under towards near".split())
PROGRAMME = "programme_"  # what the word classes start with that end in the code of an owner
SOURCE_REACH = 14  # items behind an amount in which "from the United States" stands
NOUN_REACH = 4
OWNER_REACH = 7  # items in front of an amount in which its owner stands
GROUP_REACH = 3  # items between "allies" and their verb
CLOSE_REACH = 4  # items behind an amount in which "for Moldova" is said of it even where Ukraine is named too


def find_donor(sentence: AidSentence, money: Tag, verb: Match | None) -> Party | None:
    """The donor of an amount that the sentence itself names; several that give together are one, joined by commas."""
    donor = _donor(sentence, money, verb)
    return _with_partners(sentence, donor) if donor else None


def _donor(sentence: AidSentence, money: Tag, verb: Match | None) -> Party | None:
    found = owner_of(sentence, money) or _thanked(sentence, money)
    if found or verb is None:
        return found or _first(sentence, range(len(sentence.items)))
    if verb.start > money.start:
        index = sentence.index_of(money)
        behind = [place for place, item in enumerate(sentence.items) if item.start >= verb.end]
        # Of a passive the donor stands behind "by", or in front.
        agents = [place for place in behind if sentence.items[place - 1].word == "by"]
        return _first(sentence, agents) or _first(sentence, list(range(index)))
    own = (
        _group(sentence, verb)
        or _subject(sentence, verb)
        or _first(sentence, _between(sentence, verb.end, money.start))
    )
    return own or _named_subject(sentence, verb) or _first(sentence, range(len(sentence.items)))


def owner_of(sentence: AidSentence, money: Tag) -> Party | None:
    """The donor that stands right beside an amount: "from the US", "Norway's $5 million"."""
    index = sentence.index_of(money)
    limit = _next_money(sentence, index)
    return _by_source(sentence, index, limit) or _beside(sentence, index, limit)


def first_party(sentence: AidSentence) -> Party | None:
    """The first possible donor that a sentence names, for sentences that leave it to their neighbours."""
    return _first(sentence, range(len(sentence.items)))


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


def story_donor(sentences: Sequence[AidSentence]) -> Party | None:
    """The first possible donor that a story names, for amounts and goods in front of which nobody stands."""
    return next((party for sentence in sentences if (party := first_party(sentence))), None)


def programme_owner(sentence: AidSentence) -> Party | None:
    """The country or body whose programme a sentence names ("European Peace Facility"), where it names nobody else."""
    for tag in sentence.tags:
        owner = tag.kind.removeprefix(PROGRAMME)
        if owner != tag.kind:
            return country_party(owner.upper(), tag)
    return None


def names_ukraine(sentence: AidSentence) -> bool:
    """Whether a sentence names the country that is helped."""
    return "UA" in _countries(sentence)


def names_only_enemy(sentence: AidSentence) -> bool:
    """Whether a sentence names the enemy and not the country that is helped."""
    return bool(_countries(sentence) & ENEMIES) and not names_ukraine(sentence)


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


def is_own_money(sentence: AidSentence, money: Tag, verb: Match | None) -> bool:
    """Whether the only subject in front of a verb of giving is the country that is helped, or its enemy."""
    if (
        verb is None
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
    return party.country in NO_DONOR and not _is_recipient(sentence, place) and not _is_aid(sentence, place + 1)


def _receives(sentence: AidSentence, verb: Match) -> bool:
    inside = [item for item in sentence.items if verb.start <= item.start and item.end <= verb.end]
    return any(tag.kind.startswith("receive") for item in inside for tag in item.tags)


def _with_partners(sentence: AidSentence, donor: Party) -> Party:
    """The donor with those that "and" or a comma joins to it ("Iceland and Finland")."""
    place = next((place for place, item in enumerate(sentence.items) if item.start == donor.start), None)
    if place is None or sentence.items[place].end != donor.end:
        return donor
    joined = [*reversed(_joined(sentence, place, -1)), donor, *_joined(sentence, place, 1)]
    names = list(dict.fromkeys(party.name for party in joined))
    if len(names) == 1:
        return donor
    return replace(donor, name=", ".join(names), start=joined[0].start, end=joined[-1].end, row_name=None)


def _joined(sentence: AidSentence, place: int, step: int) -> list[Party]:
    """The parties that follow one another from a place on, with nothing but "and" and commas between them."""
    found: list[Party] = []
    while 0 <= place + 2 * step < len(sentence.items) and sentence.items[place + step].word in ("and", ","):
        place += 2 * step
        if sentence.items[place].word == "and" and 0 <= place + step < len(sentence.items):
            place += step
        party = party_of(sentence.items[place])
        is_owner = place + 1 < len(sentence.items) and sentence.items[place + 1].word == "'"
        if party is None or is_owner or _is_recipient(sentence, place):
            break
        found.append(party)
    return found


def _by_source(sentence: AidSentence, index: int, limit: int) -> Party | None:
    """ "$5 million from the US", "provided by Norway"; not "a fund run by the World Bank"."""
    for place in range(index + 1, min(limit, index + SOURCE_REACH)):
        party = party_of(sentence.items[place])
        leads = [near for near in range(max(index, place - 3), place) if sentence.items[near].word in SOURCE_WORDS]
        if party and any(
            sentence.items[near].word == "from" or near == index + 1 or _is_given(sentence, near - 1) for near in leads
        ):
            return party
    return None


def _is_given(sentence: AidSentence, place: int) -> bool:
    return any(kind.endswith("_ed") for kind in sentence.kinds_at(place))


def _beside(sentence: AidSentence, index: int, limit: int) -> Party | None:
    """ "US $5 million", "the EU's new $5 million", "Norway's pledge of $5 million", "$5 million in US military aid"."""
    for place in range(index - 1, max(index - 1 - OWNER_REACH, -1), -1):
        party = party_of(sentence.items[place])
        is_owner = place == index - 1 or sentence.items[place + 1].word == "'"
        if party and is_owner and not _is_recipient(sentence, place):
            return party
    for place in range(index + 1, min(limit, index + 1 + NOUN_REACH)):
        party = party_of(sentence.items[place])
        names_aid = any(_is_aid(sentence, later) for later in range(place + 1, place + 1 + NOUN_REACH))
        if party and names_aid and _is_origin(sentence, place) and _first(sentence, range(index)):
            return None
        if party and names_aid and not _is_recipient(sentence, place, words=RECIPIENT_WORDS - {"in"}):
            return None if sentence.items[place - 1].word in (",", ".", "and") else party
    return None


def _is_origin(sentence: AidSentence, place: int) -> bool:
    """ "A package of US weapons": a country that makes the goods, no noun of aid behind it."""
    behind = range(place + 1, place + 1 + NOUN_REACH)
    return not any("noun_aid" in sentence.kinds_at(later) for later in behind) and any(
        "kind_military" in sentence.kinds_at(later) for later in behind
    )


def _thanked(sentence: AidSentence, money: Tag) -> Party | None:
    """ "Thanked Norway for $5 million": the last one who is thanked in front of an amount."""
    index = sentence.index_of(money)
    thanks = [place for place in range(index) if "thank" in sentence.kinds_at(place)]
    return _first(sentence, list(range(thanks[-1], index))) if thanks else None


def _group(sentence: AidSentence, verb: Match) -> Party | None:
    """Donors that are named as a group ("Western partners"), where they are the subject right in front of the verb."""
    places = [place for place, item in enumerate(sentence.items) if item.end <= verb.start][-GROUP_REACH:]
    for place in reversed(places):
        if "donor_group" in sentence.kinds_at(place) and not _is_recipient(sentence, place):
            item = sentence.items[place]
            return Party(sentence.text_of(item.start, item.end), None, item.start, item.end)
    return None


def _subject(sentence: AidSentence, verb: Match) -> Party | None:
    """The nearest possible donor in front of a verb; of a receiving verb the subject is not the donor."""
    for place in reversed([place for place, item in enumerate(sentence.items) if item.end <= verb.start]):
        party = party_of(sentence.items[place])
        if party and not _is_recipient(sentence, place):
            return party
    return None


def _named_subject(sentence: AidSentence, verb: Match) -> Party | None:
    """A person, foundation or company that no vocabulary knows: the capitalised words right in front of the verb."""
    before = sentence.tagged.sentence.text[: verb.start - sentence.tagged.sentence.start]
    named = CAPITALISED_RUN.search(before)
    if (
        named is None
        or has_title(before)
        or named[1].isupper()
        or named[1] in PRONOUNS
        or not GIVES.search(verb.pattern.pattern_id)
    ):
        return None
    start = sentence.tagged.sentence.start + named.start(1)
    if any(tag.start < start + len(named[1]) and start < tag.end for tag in sentence.tags):
        return None
    return Party(named[1], None, start, start + len(named[1]))


def _first(sentence: AidSentence, places: range | list[int]) -> Party | None:
    for place in places:
        party = party_of(sentence.items[place])
        if party and not _is_recipient(sentence, place):
            return party
    return None


def _between(sentence: AidSentence, start: int, end: int) -> list[int]:
    return [place for place, item in enumerate(sentence.items) if start <= item.start and item.end <= end]


def _next_money(sentence: AidSentence, index: int) -> int:
    later = (place for place in range(index + 1, len(sentence.items)) if "money" in sentence.kinds_at(place))
    return next(later, len(sentence.items))


def _is_recipient(sentence: AidSentence, place: int, *, words: frozenset[str] = RECIPIENT_WORDS) -> bool:
    """Whether a party stands behind a preposition of place or direction, an article between them allowed."""
    before = [item.word for item in sentence.items[max(0, place - 2) : place]]
    return bool(before) and (before[-1] in words or (before[-1] in ARTICLES and before[0] in words))


def _is_aid(sentence: AidSentence, place: int) -> bool:
    return any(kind == "noun_aid" or kind.startswith("kind_") for kind in sentence.kinds_at(place))


def _is_country(item: Item, other_than: str) -> bool:
    return any(tag.kind == "country" and tag.value["country"] != other_than for tag in item.tags)
