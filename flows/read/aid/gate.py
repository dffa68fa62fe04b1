"""Which amounts are aid: needs, damage, prices, assets and trade are not, whatever stands near them."""

from __future__ import annotations

from flows.read.aid.kind import kind_of_sentence
from flows.read.aid.parties import first_party, owner_of, programme_owner
from flows.read.aid.recipients import goes_elsewhere, is_own_money, names_ukraine
from flows.read.aid.status import Stage
from flows.read.aid.words import AidSentence
from flows.read.text import Tag
from flows.read.values.money import Money

ENEMY_CURRENCIES = frozenset({"RUB", "BYN"})
FOREIGN = frozenset({"damage", "price", "asset", "remainder"})
NEEDING = frozenset("it they who also still urgently now".split())  # in front of "needs" as a verb
OWN_CURRENCY = "UAH"  # aid only where somebody from abroad is named
SMALLEST = 10_000  # below that an amount is a price, a wage or a sum per head
NOUN_BEHIND = 7  # items behind an amount in which its noun stands ("in new security assistance")
NOUN_BEFORE = 9
STRONG_NOUN_BEHIND = 6


def is_aid(
    sentence: AidSentence, money: Tag, stage: Stage, *, is_told: bool = False, about_ukraine: bool = False
) -> bool:
    """Whether an amount is aid, given, promised, asked for or debated.

    Args:
        is_told: the text calls it a part of an amount that is aid, the whole of one, or lists it among gifts.
        about_ukraine: the story names the country, so that its sentences need not.
    """
    value: Money = money.value
    if value.low < SMALLEST or value.currency in ENEMY_CURRENCIES:
        return False
    if value.currency == OWN_CURRENCY and first_party(sentence) is None:
        return False
    if goes_elsewhere(sentence, money) or is_own_money(sentence, money, stage.verb):
        return False
    if is_told:
        return True
    if _excluded(sentence, money, attached=_has_noun(sentence, money, behind=STRONG_NOUN_BEHIND, before=0)):
        return False
    if _has_noun(sentence, money, behind=NOUN_BEHIND, before=NOUN_BEFORE) or _of_role(sentence, money, "plain"):
        return True
    if stage.status == "requested" and owner_of(sentence, money) and not names_ukraine(sentence):
        return False  # one country's claim on another
    is_about = about_ukraine or names_ukraine(sentence)
    if not is_about and (_buys(stage) or (stage.status == "requested" and not _names_kind(sentence))):
        return False
    if programme_owner(sentence):
        return True
    return (bool(stage.verb) or _is_sum_of_goods(sentence, money)) and not _is_foreign(sentence, money)


def _excluded(sentence: AidSentence, money: Tag, *, attached: bool) -> bool:
    """Whether a pattern says that an amount is no aid; a noun of aid attached overrules all but strong patterns."""
    proceeds = sentence.of_role("source")
    against = [
        match
        for match in sentence.of_role("none")
        if money in match.slots["money"].tags and not any(match.start < p.end and p.start < match.end for p in proceeds)
    ]
    return any(not attached or match.pattern.entry.get("strength") == "strong" for match in against)


def _is_foreign(sentence: AidSentence, money: Tag) -> bool:
    """Whether a sentence speaks of prices, trade, assets, damage, or in front of the amount of needs."""
    index = sentence.index_of(money)
    proceeds = sentence.of_role("source")
    return any(
        (FOREIGN & sentence.kinds_at(place) and not any(p.start <= item.start < p.end for p in proceeds))
        or (place < index and _is_need(sentence, place))
        for place, item in enumerate(sentence.items)
    )


def _is_need(sentence: AidSentence, place: int) -> bool:
    """Whether an item says that something is needed; "needs" only as a verb, not those that a gift meets."""
    kinds, before = sentence.kinds_at(place), sentence.items[place - 1].word if place else ""
    is_verb = before in NEEDING or bool({"country", "actor", "body"} & sentence.kinds_at(place - 1))
    return "need" in kinds or ("needs" in kinds and is_verb)


def _buys(stage: Stage) -> bool:
    """Whether money is spent on goods, which is aid only in a text about the country that gets them."""
    return stage.verb is not None and stage.verb.pattern.entry.get("use") == "purchase"


def _names_kind(sentence: AidSentence) -> bool:
    return any(tag.kind.startswith("kind_") for tag in sentence.tags)


def _is_sum_of_goods(sentence: AidSentence, money: Tag) -> bool:
    """ "Helmets and medicines for a total of 5 million": goods with their sum, without a verb."""
    sums = (match for match in sentence.of_role("total") if match.pattern.entry.get("use") == "sum")
    return any(money in match.slots["money"].tags for match in sums) and kind_of_sentence(sentence) is not None


def _of_role(sentence: AidSentence, money: Tag, role: str) -> bool:
    return any(money in match.slots["money"].tags for match in sentence.of_role(role) if "money" in match.slots)


def _has_noun(sentence: AidSentence, money: Tag, *, behind: int, before: int) -> bool:
    """Whether a noun of aid stands near an amount, another amount not between them."""
    index = sentence.index_of(money)
    for step, reach in ((1, behind), (-1, before)):
        for place in range(index + step, index + step * (reach + 1), step):
            kinds = sentence.kinds_at(place)
            if "money" in kinds and (step > 0 or sentence.items[index - 1].word not in ("and", ",")):
                break
            if "noun_aid" in kinds or "noun_bill" in kinds:
                return True
    return False
