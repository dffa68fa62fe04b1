"""Goods given or promised in kind: what is counted, how many, and in which unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from flows.read.aid.lists import HARM
from flows.read.aid.recipients import goes_elsewhere, is_own_money, names_ukraine
from flows.read.aid.status import Stage, find_stage
from flows.read.aid.things import (
    UNITS,
    are_goods,
    are_things,
    is_bare_name,
    kinds_of,
    name_of,
    phrase_behind,
    whole_phrase,
)
from flows.read.aid.words import AidSentence
from flows.read.facts import Figure
from flows.read.tag.tape import Item
from flows.read.text import Tag

NOUN_REACH = 9  # items in front of a count in which "a shipment of", "the package includes" stands
VERB_REACH = 26  # the same for a verb and a list
FIGHTING_REACH = 10  # items around a count in which words of fighting make it none of aid
ABOARD = frozenset({"on", "aboard", "onboard", "in", "by", "with"})  # in front of what carries the goods
HARM_REACH = 3  # items in front of a count in which "destroy" is said of it
LIST_REACH = 10  # items between the counts of one list
NAME_REACH = 4  # items between a count and a number in the name of what it counts
OBJECT_REACH = 3  # items between a verb of giving and its object ("sent the Ukrainian army 40 ...")
ARTICLE_REACH = 3  # items between a verb of giving and "a bus"
SUBJECT_REACH = 6  # items between "a" and the verb of which it opens the subject
SHORTEST_LIST = 2  # goods that make a sentence without a word of giving a list
AID_NOUNS = frozenset({"noun_aid", "noun_delivery"})
GIVING = ("give", "deliver", "announce", "allocate", "request", "receive", "disburse", "propose", "prepare", "arrive")
GIVING_WORDS = frozenset({"noun_aid", "noun_delivery", "lead", "carrier", "arrive"}) | {
    f"{verb}_{form}" for verb in GIVING for form in ("base", "s", "ed", "ing")
}
FIGHTING = frozenset(
    "down kill launch lose injure strike shell explode die bomb deaths casualty casualty_killed".split()
)


@dataclass(frozen=True)
class Goods:
    """Goods: the words for them, the count, the unit of weights and volumes, and the stage of the gift."""

    name: str
    count: Decimal | None
    unit: str | None
    weapon_id: str | None
    figure: Figure | None  # none of goods without a count
    tag: Tag
    stage: Stage
    is_component: bool


def find_goods(sentence: AidSentence, told: Stage | None = None, *, is_line: bool = False) -> list[Goods]:
    """The counted goods of a sentence that are given, promised or asked for, in the order of the text.

    Args:
        told: the stage of the aid that the sentence before tells of, whose list this one may be.
        is_line: the sentence has the form of a list's line, so that one thing is enough.
    """
    found: list[Goods] = []
    for place, tag in _counts(sentence):
        goods = _goods(sentence, place, tag, before=found[-1] if found else None)
        if goods:
            found.append(goods)
    return found or (_listed(sentence, told, is_line=is_line) if told else [])


def _listed(sentence: AidSentence, told: Stage, *, is_line: bool) -> list[Goods]:
    """The goods of a sentence that only lists what was told before: "The list: 40 vehicles, two launchers."."""
    if sentence.tagged.of(*HARM):
        return []
    stage = replace(told, verb=None)
    found: list[Goods] = []
    for place, tag in _counts(sentence):
        phrase = phrase_behind(sentence, place)
        kinds = [kinds_of(sentence, item) for item in phrase]
        is_trade = any("commodity" in each for each in kinds)
        if tag.kind != "number" or not phrase or is_trade:
            continue
        if are_goods(sentence, phrase, kinds, is_one=False) or (is_line and are_things(phrase, kinds)):
            found.append(_counted(sentence, phrase, tag, stage, is_component=False))
    is_bare = bool(found) and not sentence.tagged.of("aux") and _opens_with(sentence, found[0].tag)
    return found if len(found) >= SHORTEST_LIST or is_bare or is_line else []


def _opens_with(sentence: AidSentence, tag: Tag) -> bool:
    """True where nothing but a bullet stands before a tag."""
    return not any(item.start < tag.start and item.word.isalnum() for item in sentence.items)


def _speaks_of_giving(sentence: AidSentence) -> bool:
    """Whether a sentence has any word of giving or of aid: a cheap test before its patterns are matched."""
    kinds = {tag.kind for tag in sentence.tags}
    return not kinds.isdisjoint(GIVING_WORDS) or ("go" in kinds and names_ukraine(sentence))


def _counts(sentence: AidSentence) -> Iterator[tuple[int, Tag]]:
    """The numbers of a sentence, and "a" behind a verb of giving, which is one."""
    for place, item in enumerate(sentence.items):
        number = next((tag for tag in item.tags if tag.kind == "number"), None)
        if number and (_is_of_name(sentence, place) or _is_of_calibre(sentence, number)):
            continue
        if number:
            yield place, number
        elif item.word in ("a", "an") and (_follows_giving(sentence, place) or _is_subject(sentence, place)):
            yield place, Tag("article", item.start, item.end, item.word)


def _is_of_name(sentence: AidSentence, place: int) -> bool:
    """Whether a number belongs to a name that another number counts: the 890 of "two ASC 890 aircraft"."""
    if place == 0 or not is_bare_name(sentence, sentence.items[place - 1]):
        return False
    return any("number" in sentence.kinds_at(near) for near in range(max(0, place - NAME_REACH), place - 1))


def _is_of_calibre(sentence: AidSentence, number: Tag) -> bool:
    """Whether a point stands right in front of a number: the 50 of ".50 calibre"."""
    return sentence.text_of(number.start - 1, number.start) == "."


def _is_listed_with(sentence: AidSentence, before: Tag, tag: Tag) -> bool:
    """Whether two counts are members of one list: few words and no verb of giving between them."""
    if sentence.distance(before.end, tag.start) > LIST_REACH:
        return False
    return not any(before.end <= verb.start and verb.end <= tag.start for verb in sentence.of_role("verb"))


def _is_object(sentence: AidSentence, place: int, stage: Stage) -> bool:
    """Whether a count stands right behind a verb of giving, a receiver between them allowed."""
    verb, start = stage.verb, sentence.items[place].start
    if verb is None or verb.end > start or sentence.distance(verb.end, start) > OBJECT_REACH:
        return False
    inside = (item for item in sentence.items if verb.start <= item.start and item.end <= verb.end)
    return any(tag.kind.startswith(("give", "deliver", "receive")) for item in inside for tag in item.tags)


def _follows_giving(sentence: AidSentence, place: int) -> bool:
    near = range(max(0, place - ARTICLE_REACH), place)
    return any(kind.startswith(("give", "deliver")) for before in near for kind in sentence.kinds_at(before))


def _is_subject(sentence: AidSentence, place: int) -> bool:
    """Whether "a" opens the subject of giving: "A launcher will go to Ukraine"."""
    ahead = [kind for near in range(place + 1, place + 1 + ARTICLE_REACH) for kind in sentence.kinds_at(near)]
    if not {"weapon", "goods"} & set(ahead):
        return False
    end = sentence.items[place].end
    behind = (verb for verb in sentence.of_role("verb") if verb.start >= end)
    passive = (verb for verb in behind if verb.pattern.entry.get("side") == "right")
    return any(sentence.distance(end, verb.start) <= SUBJECT_REACH for verb in passive)


def _goods(sentence: AidSentence, place: int, tag: Tag, before: Goods | None) -> Goods | None:
    phrase = whole_phrase(sentence, place, is_one=tag.kind == "article")
    kinds = [kinds_of(sentence, item) for item in phrase]
    if not phrase or not _speaks_of_giving(sentence) or _carries(sentence, place, phrase):
        return None
    stage = find_stage(sentence, tag)
    is_listed = before is not None and _is_listed_with(sentence, before.tag, tag)
    if not are_goods(sentence, phrase, kinds, is_one=tag.kind == "article"):
        is_close = is_listed or _is_object(sentence, place, stage)
        is_part = sentence.items[place + 1].word == "of"  # "one of the columns"
        if tag.kind == "article" or is_part or not is_close or not are_things(phrase, kinds):
            return None
    is_cargo = any("lead" in sentence.kinds_at(near) for near in range(max(0, place - ARTICLE_REACH), place))
    if (is_cargo or not is_listed) and _is_trade(sentence, place, phrase):
        return None
    if before and is_listed:
        stage = before.stage
    elif _follows_colon(sentence, place):
        stage = replace(stage, verb=None) if stage.verb and stage.verb.start >= tag.end else stage
    elif not _is_given(sentence, place, phrase, stage):
        return None
    if goes_elsewhere(sentence, tag) or is_own_money(sentence, tag, stage.verb):
        return None
    is_component = before is not None and any(
        "part" in sentence.kinds_at(near) for near in range(max(0, place - 4), place)
    )
    return _counted(sentence, phrase, tag, stage, is_component=is_component)


def _counted(sentence: AidSentence, phrase: list[Item], tag: Tag, stage: Stage, *, is_component: bool) -> Goods:
    unit = UNITS.get(phrase[0].word)
    weapon = next((each for item in phrase for each in item.tags if each.kind == "weapon"), None)
    return Goods(
        name=name_of(sentence, phrase, has_unit=unit is not None),
        count=_count(tag),
        unit=unit,
        weapon_id=weapon.row_id if weapon else None,
        figure=_figure(tag),
        tag=tag,
        stage=stage,
        is_component=is_component,
    )


def _follows_colon(sentence: AidSentence, place: int) -> bool:
    """Whether a colon stands right in front of a count, and words of aid before it ("the new package: 40 ...")."""
    colon = next((near for near in range(place - 1, max(place - 4, 0), -1) if sentence.items[near].word == ":"), None)
    if colon is None or sentence.tagged.of(*HARM):
        return False
    return any(kind in AID_NOUNS or kind == "noun_pledge" for near in range(colon) for kind in sentence.kinds_at(near))


def _carries(sentence: AidSentence, place: int, phrase: list[Item]) -> bool:
    """Whether a count tells of what carries the goods: "sent 90 pumps aboard four trains"."""
    is_aboard = place > 0 and sentence.items[place - 1].word in ABOARD
    return is_aboard and any(tag.kind == "transport" for tag in phrase[-1].tags)


def _is_trade(sentence: AidSentence, place: int, phrase: list[Item]) -> bool:
    """Whether goods are grain, oil and the like, and nothing near them speaks of relief."""
    near = {kind for before in range(max(0, place - NOUN_REACH), place) for kind in sentence.kinds_at(before)}
    own = [{tag.kind for tag in item.tags} for item in phrase]
    others = {kind for kinds in own if "commodity" not in kinds for kind in kinds}
    return any("commodity" in kinds for kinds in own) and not any(kind.startswith("kind_hum") for kind in near | others)


def _is_given(sentence: AidSentence, place: int, phrase: list[Item], stage: Stage) -> bool:
    """Whether a verb of giving governs the goods, or a noun of aid leads to them; in fighting they are no aid."""
    near = {kind for before in range(max(0, place - NOUN_REACH), place) for kind in sentence.kinds_at(before)}
    own = {tag.kind for item in phrase for tag in item.tags}
    if stage.verb and stage.verb.pattern.entry.get("use") == "purchase" and not names_ukraine(sentence):
        return False  # bought for its own army
    if stage.modality == "negated":
        return False
    if _is_harmed(sentence, place):
        return False
    if near & AID_NOUNS or (own & AID_NOUNS and any(kind.startswith("kind_") for kind in own)):
        return True
    if "lead" in near and not any(tag.kind in FIGHTING for tag in sentence.tagged.tags):
        return True
    return _governs(sentence, place, stage) and not _is_fought_with(sentence, place)


def _is_fought_with(sentence: AidSentence, place: int) -> bool:
    """Whether words of fighting stand near a count ("destroyed two helicopters", "nine drones sent against it")."""
    if any(item.word == "against" and _is_shot(sentence, other) for other, item in enumerate(sentence.items)):
        return True
    places = range(max(0, place - FIGHTING_REACH), min(place + FIGHTING_REACH + 1, len(sentence.items)))
    free = [
        sentence.items[near]
        for near in places
        if not sentence.kinds_at(near) & {"goods", "weapon", "item"}
        and "number" not in sentence.kinds_at(near - 1)  # "40 strike drones"
    ]
    fighting = [tag.start for tag in sentence.tagged.tags if tag.kind in FIGHTING]
    return any(item.start <= start < item.end for item in free for start in fighting)


def _is_harmed(sentence: AidSentence, place: int) -> bool:
    """Whether a word of destroying stands right in front of a count ("helped to destroy several guns")."""
    start, end = sentence.items[max(0, place - HARM_REACH)].start, sentence.items[place].start
    return any(start <= tag.start < end for tag in sentence.tagged.of(*HARM))


def _is_shot(sentence: AidSentence, place: int) -> bool:
    """Whether "against" stands behind a verb of sending, or between weapons and what is no weapon itself."""
    if any(kind.startswith("deliver") for kind in sentence.kinds_at(place - 1)):
        return True
    ahead = sentence.kinds_at(place + 1) | sentence.kinds_at(place + 2)
    return "weapon" in sentence.kinds_at(place - 1) and not {"weapon", "goods", "kind_military"} & ahead


def _governs(sentence: AidSentence, place: int, stage: Stage) -> bool:
    verb = stage.verb
    start = sentence.items[place].start
    if verb is None or sentence.distance(verb.end, start) > VERB_REACH:
        return False
    if verb.start > start and verb.pattern.entry.get("side") != "right":
        return False
    if verb.end <= start and verb.pattern.entry.get("use") == "arrival":
        return False  # "losses have reached 40 guns"
    if verb.pattern.entry.get("use") == "content":
        return True
    inside = [item for item in sentence.items if verb.start <= item.start and item.end <= verb.end]
    return any(tag.kind.startswith(GIVING) for item in inside for tag in item.tags)


def _count(tag: Tag) -> Decimal | None:
    if tag.kind == "article":
        return Decimal(1)
    return Decimal(tag.value.low) if tag.value.high is not None else None


def _figure(tag: Tag) -> Figure:
    if tag.kind == "article":
        return Figure(Decimal(1), Decimal(1), None, tag.start, tag.end, tag.text)
    return Figure(tag.value.low, tag.value.high, tag.value.qualifier, tag.value.start, tag.value.end, tag.text)
