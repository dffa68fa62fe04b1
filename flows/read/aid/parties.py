"""Who gives: the country or body behind a subject, a possessive, a "from" or "by"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.read.aid.party import Party, country_party, party_of
from flows.read.aid.recipients import ARTICLES, RECIPIENT_WORDS, is_recipient, is_word_of_aid
from flows.read.aid.words import AidSentence
from flows.read.tag.tape import Match
from flows.read.text import Tag
from flows.read.who.titles import has_title

CAPITALISED_RUN = re.compile(r"((?:[A-Z][\w'’-]+ ){0,3}[A-Z][\w'’-]+)\s+$")
PRONOUNS = frozenset({"He", "She", "It", "They", "We", "I", "This", "That", "These", "Those", "There", "Who", "Which"})
GIVES = re.compile(r"aid\.(?:give|giving|perfect|future|announce|deliver)")
BEHIND_PREPOSITION = re.compile(r"\b(?:from|in|at|near)\s+\Z")  # "a company from Leipzig gives"
SOURCE_WORDS = frozenset({"from", "by"})
SECURED = frozenset({"backed", "guaranteed", "secured", "insured", "covered"})  # by others than who lends
OWN = frozenset({"its", "their", "his", "her", "own"})  # "from its reserve fund": the giver's, not another giver
PROGRAMME = "programme_"  # what the word classes start with that end in the code of an owner
SOURCE_REACH = 14  # items behind an amount in which "from the United States" stands
NOUN_REACH = 4
OWNER_REACH = 7  # items in front of an amount in which its owner stands
POSSESSIVE = 3  # items from an owner to what directly follows its "'s"
SHARE_REACH = 5  # items in front of an amount in which "Norway's part is" stands
SHARES = frozenset({"part", "share", "contribution", "donation"})
GROUP_REACH = 3  # items between "allies" and their verb


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


def is_share(sentence: AidSentence, money: Tag) -> bool:
    """Whether an amount is what somebody adds to aid told before: "Norway's 5 million", "Chile's part is 5 million"."""
    index = sentence.index_of(money)
    words = [item.word for item in sentence.items]
    start = max(0, index - SHARE_REACH)
    owner = next((at for at in range(index - 1, start, -1) if words[at : at + 2] == ["'", "s"]), None)
    if owner is None or party_of(sentence.items[owner - 1]) is None:
        return False
    behind = words[index + 1] if index + 1 < len(words) else "."
    between = words[owner + 2 : index]
    return (not between and not behind.isalpha()) or (bool(between) and between[0] in SHARES)


def first_party(sentence: AidSentence) -> Party | None:
    """The first possible donor that a sentence names, for sentences that leave it to their neighbours."""
    return _first(sentence, range(len(sentence.items)))


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
    words = [item.word for item in sentence.items]
    while 0 <= place + 2 * step < len(words):
        link = _past_article(words, place + step, step)
        if words[link] not in ("and", ",") or not 0 <= link + step < len(words):
            break
        place = link + step
        if words[place] == "and" and 0 <= place + step < len(words):
            place += step
        place = _past_article(words, place, step)
        party = party_of(sentence.items[place])
        is_owner = place + 1 < len(sentence.items) and sentence.items[place + 1].word == "'"
        if party is None or is_owner or is_recipient(sentence, place) or _is_source(words, place):
            break
        found.append(party)
    return found


def _is_source(words: list[str], place: int) -> bool:
    """Whether a party stands behind "from" or "by", an article between them allowed."""
    before = words[max(0, place - 2) : place]
    return bool(before) and (before[-1] in SOURCE_WORDS or (before[-1] in ARTICLES and before[0] in SOURCE_WORDS))


def _past_article(words: list[str], place: int, step: int) -> int:
    """The next place that is no article, in the direction of a step."""
    return place + step if words[place] in ARTICLES and 0 <= place + step < len(words) else place


def _by_source(sentence: AidSentence, index: int, limit: int) -> Party | None:
    """ "$5 million from the US", "provided by Norway"; not "a fund run by the World Bank"."""
    for place in range(index + 1, min(limit, index + SOURCE_REACH)):
        party = party_of(sentence.items[place])
        leads = [near for near in range(max(index, place - 3), place) if sentence.items[near].word in SOURCE_WORDS]
        if (
            party
            and sentence.items[place - 1].word not in OWN
            and any(
                sentence.items[near].word == "from" or near == index + 1 or _is_given(sentence, near - 1)
                for near in leads
            )
        ):
            return party
    return None


def _is_given(sentence: AidSentence, place: int) -> bool:
    return sentence.items[place].word not in SECURED and any(kind.endswith("_ed") for kind in sentence.kinds_at(place))


def _beside(sentence: AidSentence, index: int, limit: int) -> Party | None:
    """ "US $5 million", "the EU's new $5 million", "Norway's pledge of $5 million", "$5 million in US military aid"."""
    for place in range(index - 1, max(index - 1 - OWNER_REACH, -1), -1):
        party = party_of(sentence.items[place])
        is_owner = place == index - 1 or sentence.items[place + 1].word == "'"
        is_next = sentence.items[place + 1].word == "'" and place + POSSESSIVE == index  # "with Norway's $5 million"
        if party and is_owner and (is_next or not is_recipient(sentence, place)):
            return party
    for place in range(index + 1, min(limit, index + 1 + NOUN_REACH)):
        party = party_of(sentence.items[place])
        names_aid = any(is_word_of_aid(sentence, later) for later in range(place + 1, place + 1 + NOUN_REACH))
        if party and names_aid and _is_origin(sentence, place) and _first(sentence, range(index)):
            return None
        if party and names_aid and not is_recipient(sentence, place, words=RECIPIENT_WORDS - {"in"}):
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
        if "donor_group" in sentence.kinds_at(place) and not is_recipient(sentence, place):
            item = sentence.items[place]
            return Party(sentence.text_of(item.start, item.end), None, item.start, item.end)
    return None


def _subject(sentence: AidSentence, verb: Match) -> Party | None:
    """The nearest possible donor in front of a verb; of a receiving verb the subject is not the donor."""
    for place in reversed([place for place, item in enumerate(sentence.items) if item.end <= verb.start]):
        party = party_of(sentence.items[place])
        if party and not is_recipient(sentence, place):
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
        or (verb.pattern.pattern_id.startswith("aid.announce") and " " not in named[1])  # a surname that speaks
        or BEHIND_PREPOSITION.search(before[: named.start(1)])
    ):
        return None
    start = sentence.tagged.sentence.start + named.start(1)
    if any(tag.start < start + len(named[1]) and start < tag.end for tag in sentence.tags):
        return None
    return Party(named[1], None, start, start + len(named[1]))


def _first(sentence: AidSentence, places: range | list[int]) -> Party | None:
    for place in places:
        party = party_of(sentence.items[place])
        if party and not is_recipient(sentence, place):
            return party
    return None


def _between(sentence: AidSentence, start: int, end: int) -> list[int]:
    return [place for place, item in enumerate(sentence.items) if start <= item.start and item.end <= end]


def _next_money(sentence: AidSentence, index: int) -> int:
    later = (place for place in range(index + 1, len(sentence.items)) if "money" in sentence.kinds_at(place))
    return next(later, len(sentence.items))
