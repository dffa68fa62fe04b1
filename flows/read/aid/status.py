"""How far along an amount is: the verb phrase or noun that governs it, by the patterns of aid.yml."""

from __future__ import annotations

from dataclasses import dataclass

from flows.read.aid.words import AidSentence
from flows.read.tag.tape import Match
from flows.read.text import Tag

LEFT_REACH = 30  # items between a verb and the amount that it governs
RIGHT_REACH = 12
LIST_REACH = 28  # the same behind goods, which others of a list may follow
PARTICIPLE_REACH = 4
CHAIN_REACH = 9  # items between a verb and the infinitive or participle that depends on it
NOUN_REACH = 8
BESIDE = 4  # items between an amount and a noun that is said of it
TOLD = frozenset({"pledged", "disbursed", "delivered"})
GIVEN = frozenset({"disbursed", "delivered", "pledged", "approved", None})  # what may be counted as given up to a date


@dataclass(frozen=True)
class Stage:
    """The status of an amount, its modality, and the matches that told them."""

    status: str | None
    modality: str
    verb: Match | None
    patterns: tuple[str, ...]


def find_stage(sentence: AidSentence, money: Tag, *, floor: int | None = None) -> Stage:
    """The stage of an amount; a status of None where nothing in the sentence governs it.

    Args:
        floor: where the whole or part beside the amount ends; only a verb of its own behind that tells its stage.
    """
    verb = _governing(sentence, money, floor)
    status = verb.pattern.entry["status"] if verb else None
    modality = verb.pattern.entry.get("modality", "asserted") if verb else "asserted"
    patterns = (verb.pattern.pattern_id,) if verb else ()
    total = _total(sentence, money, status)
    if total:
        return Stage("total_to_date", "asserted", verb, (*patterns, total.pattern.pattern_id))
    if verb and _is_conditional(sentence, verb, money):
        modality = "hypothetical"
        status = "proposed" if status in ("disbursed", "delivered") else status
    return Stage(status, modality, verb, patterns)


def _governing(sentence: AidSentence, money: Tag, floor: int | None) -> Match | None:
    """The verb in front, unless a passive or relative clause behind says it of the amount itself; else a noun."""
    verbs = sentence.of_role("verb")
    if floor is not None:
        verbs = [verb for verb in verbs if _is_own(sentence, verb, money, floor)]
        left = max((verb for verb in verbs if verb.end <= money.start), key=lambda verb: verb.end, default=None)
        return left or _nearest_right(sentence, money, verbs)
    left = _nearest_left(sentence, money, [verb for verb in verbs if _can_lead(sentence, verb, money)])
    right = _nearest_right(sentence, money, [verb for verb in verbs if verb.pattern.entry.get("side") == "right"])
    if right and (left is None or _is_of_its_own(sentence, left, money, right)):
        return right
    if left and left.pattern.entry["status"] in TOLD:
        return _strong_noun(sentence, money) or left
    return left or right or _participle(sentence, money) or _noun(sentence, money)


def _is_own(sentence: AidSentence, verb: Match, money: Tag, floor: int) -> bool:
    """Whether a verb tells the stage of a part and not of its whole: none of purpose, content or future use."""
    if verb.start < floor or _is_weak(sentence, verb) or verb.pattern.entry.get("use") == "content":
        return False
    return verb.end <= money.start or verb.pattern.entry.get("side") == "right"


def _can_lead(sentence: AidSentence, verb: Match, money: Tag) -> bool:
    """Whether a verb in front may govern an amount; passives only right in front ("was granted $5 million")."""
    is_passive = verb.pattern.entry.get("side") == "right"
    return not is_passive or (verb.end <= money.start and sentence.distance(verb.end, money.start) <= PARTICIPLE_REACH)


def _nearest_left(sentence: AidSentence, money: Tag, verbs: list[Match]) -> Match | None:
    before = [verb for verb in verbs if verb.end <= money.start]
    nearest = max(before, key=lambda verb: verb.end, default=None)
    if nearest and _is_weak(sentence, nearest):
        nearest = _stronger(sentence, nearest, before) or nearest
    return nearest if nearest and sentence.distance(nearest.end, money.start) <= LEFT_REACH else None


def _is_weak(sentence: AidSentence, verb: Match) -> bool:
    """An infinitive or participle, of which an earlier verb may tell the stage ("signed a law giving $5 million")."""
    first = sentence.text_of(verb.start, verb.end).split(" ", 1)[0]
    return first == "to" or verb.pattern.entry.get("strength") == "weak"


def _stronger(sentence: AidSentence, weak: Match, verbs: list[Match]) -> Match | None:
    earlier = [verb for verb in verbs if verb.end <= weak.start and not _is_weak(sentence, verb)]
    nearest = max(earlier, key=lambda verb: verb.end, default=None)
    return nearest if nearest and sentence.distance(nearest.end, weak.start) <= CHAIN_REACH else None


def _nearest_right(sentence: AidSentence, money: Tag, verbs: list[Match]) -> Match | None:
    after = [verb for verb in verbs if verb.start >= money.end]
    nearest = min(after, key=lambda verb: verb.start, default=None)
    reach = RIGHT_REACH if money.kind == "money" else LIST_REACH
    if nearest is None or sentence.distance(money.end, nearest.start) > reach:
        return None
    between = [item for item in sentence.items if money.end <= item.start < nearest.start]
    if any(item.word in (";", ":") or any(tag.kind == "money" for tag in item.tags) for item in between):
        return None
    return nearest


def _is_of_its_own(sentence: AidSentence, left: Match, money: Tag, right: Match) -> bool:
    """Whether the verb behind has the amount as its subject: a relative clause, or the verb in front is far."""
    word = sentence.text_of(right.start, right.end).split(" ", 1)[0]
    if word in ("that", "which"):
        return True
    between = [item.word for item in sentence.items if left.end <= item.start < money.start]
    if "that" in between and left.pattern.entry["status"] not in ("proposed", "requested"):
        return True  # "confirmed that $5 million has been paid"
    if left.pattern.entry["status"] == "proposed" or sentence.distance(left.end, money.start) <= 5:
        return False
    return sentence.distance(money.end, right.start) <= PARTICIPLE_REACH


def _participle(sentence: AidSentence, money: Tag) -> Match | None:
    """ "$5 million pledged at the conference": a participle behind the amount."""
    for verb in sentence.of_role("verb"):
        if verb.start >= money.end and sentence.distance(money.end, verb.start) <= PARTICIPLE_REACH:
            return verb
    return None


def _noun(sentence: AidSentence, money: Tag) -> Match | None:
    """The nearest noun of a stage ("a request for", "drawdown") around the amount."""
    near = [(_gap(sentence, money, noun), noun) for noun in sentence.of_role("noun")]
    return min((pair for pair in near if pair[0] <= NOUN_REACH), key=lambda pair: pair[0], default=(0, None))[1]


def _strong_noun(sentence: AidSentence, money: Tag) -> Match | None:
    """ "Announced a request for $5 million": what is announced or sent is the request, not the money."""
    strong = (noun for noun in sentence.of_role("noun") if noun.pattern.entry.get("strength") == "strong")
    return next((noun for noun in strong if _gap(sentence, money, noun) <= BESIDE), None)


def _gap(sentence: AidSentence, money: Tag, match: Match) -> int:
    if match.end <= money.start:
        return sentence.distance(match.end, money.start)
    return sentence.distance(money.end, match.start)


def _total(sentence: AidSentence, money: Tag, status: str | None) -> Match | None:
    for match in sentence.of_role("total"):
        slot = match.slots.get("money")
        if slot and money in slot.tags and (status in GIVEN or match.pattern.entry.get("strength") == "strong"):
            return match
    return None


def _is_conditional(sentence: AidSentence, verb: Match, money: Tag) -> bool:
    """Whether "if" stands in front of the verb ("if Kyiv received"), or behind a promise ("if it votes so")."""
    places = [place for place, item in enumerate(sentence.items) if "if" in sentence.kinds_at(place)]
    starts = [sentence.items[place].start for place in places]
    is_open = verb.pattern.entry["status"] in ("approved", "pledged", "proposed")
    return any(start < verb.start and sentence.distance(start, verb.start) <= CHAIN_REACH for start in starts) or (
        is_open and any(start >= money.end for start in starts)
    )
