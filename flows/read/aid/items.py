"""Goods given or promised in kind: what is counted, how many, and in which unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flows.read.aid.parties import goes_elsewhere, is_own_money
from flows.read.aid.status import Stage, find_stage
from flows.read.aid.words import AidSentence
from flows.read.facts import Figure
from flows.read.tag.tape import Item
from flows.read.text import Tag

PHRASE = 7  # items of a noun phrase behind a count
NOUN_REACH = 9  # items in front of a count in which "a shipment of", "the package includes" stands
VERB_REACH = 26  # the same for a verb and a list
FIGHTING_REACH = 10  # items around a count in which words of fighting make it none of aid
LIST_REACH = 10  # items between the counts of one list
ARTICLE_REACH = 3  # items between a verb of giving and "a bus"
ENDS = frozenset(
    "and or to for from with in on at by as worth including that which who is are was were will has have had into via "
    "under through after before while but also plus such per . , ; : ( ) [ ] - – — \" “ ” / ' s".split()
)
UNITS = {
    **dict.fromkeys(("ton", "tons", "tonne", "tonnes", "metric_ton", "metric_tons", "metric_tonnes"), "tonnes"),
    **dict.fromkeys(("kg", "kilogram", "kilograms", "kilos"), "kilograms"),
    **dict.fromkeys(("liter", "liters", "litre", "litres"), "litres"),
    **dict.fromkeys(("pair", "pairs"), "pairs"),
}
NO_GOODS = frozenset(
    {"person", "time", "event", "military_unit", "ordinal", "casualty", "casualty_killed", "casualty_injured"}
)
AID_NOUNS = frozenset({"noun_aid", "noun_delivery"})
GIVING = ("give", "deliver", "announce", "allocate", "request", "receive", "disburse", "propose", "prepare", "arrive")
GIVING_WORDS = frozenset({"noun_aid", "lead", "carrier", "arrive"}) | {
    f"{verb}_{form}" for verb in GIVING for form in ("base", "s", "ed", "ing")
}
FIGHTING = frozenset(
    "down kill launch lose injure strike shell explode die bomb deaths casualty casualty_killed".split()
)


@dataclass(frozen=True)
class Goods:
    """Counted goods: the words for them, the count, the unit of weights and volumes, and the stage of the gift."""

    name: str
    count: Decimal | None
    unit: str | None
    weapon_id: str | None
    figure: Figure
    tag: Tag
    stage: Stage
    is_component: bool


def find_goods(sentence: AidSentence) -> list[Goods]:
    """The counted goods of a sentence that are given, promised or asked for, in the order of the text."""
    found: list[Goods] = []
    for place, tag in _counts(sentence):
        goods = _goods(sentence, place, tag, before=found[-1] if found else None)
        if goods:
            found.append(goods)
    return found


def _speaks_of_giving(sentence: AidSentence) -> bool:
    """Whether a sentence has any word of giving or of aid: a cheap test before its patterns are matched."""
    kinds = {tag.kind for tag in sentence.tags}
    return not kinds.isdisjoint(GIVING_WORDS)


def _counts(sentence: AidSentence) -> Iterator[tuple[int, Tag]]:
    """The numbers of a sentence, and "a" behind a verb of giving, which is one."""
    for place, item in enumerate(sentence.items):
        number = next((tag for tag in item.tags if tag.kind == "number"), None)
        if number:
            yield place, number
        elif item.word in ("a", "an") and _follows_giving(sentence, place):
            yield place, Tag("article", item.start, item.end, item.word)


def _follows_giving(sentence: AidSentence, place: int) -> bool:
    near = range(max(0, place - ARTICLE_REACH), place)
    return any(kind.startswith(("give", "deliver")) for before in near for kind in sentence.kinds_at(before))


def _goods(sentence: AidSentence, place: int, tag: Tag, before: Goods | None) -> Goods | None:
    phrase = _phrase(sentence, place)
    kinds = [_kinds(sentence, item) for item in phrase]
    if not phrase or not _are_goods(phrase, kinds, is_one=tag.kind == "article") or not _speaks_of_giving(sentence):
        return None
    stage = find_stage(sentence, tag)
    if before and sentence.distance(before.tag.end, tag.start) <= LIST_REACH:
        stage = before.stage
    elif not _is_given(sentence, place, phrase, stage):
        return None
    if goes_elsewhere(sentence, tag) or is_own_money(sentence, tag, stage.verb):
        return None
    unit = UNITS.get(phrase[0].word)
    weapon = next((each for item in phrase for each in item.tags if each.kind == "weapon"), None)
    return Goods(
        name=_name(sentence, phrase, has_unit=unit is not None),
        count=_count(tag),
        unit=unit,
        weapon_id=weapon.row_id if weapon else None,
        figure=_figure(tag),
        tag=tag,
        stage=stage,
        is_component=any("part" in sentence.kinds_at(near) for near in range(max(0, place - 4), place)),
    )


def _name(sentence: AidSentence, phrase: list[Item], *, has_unit: bool) -> str:
    """The words for the goods, without their weight: "medicines" of "5 tonnes of medicines"."""
    named = phrase[1:] if has_unit else phrase
    if named:
        return sentence.text_of(named[0].start, named[-1].end).removeprefix("of ").strip()
    behind = [place for place, item in enumerate(sentence.items) if item.start >= phrase[-1].end]
    if behind and sentence.items[behind[0]].word in ("in", "worth"):
        rest = _phrase(sentence, behind[0])
        if rest:
            return sentence.text_of(rest[0].start, rest[-1].end)
    return "goods"


def _phrase(sentence: AidSentence, place: int) -> list[Item]:
    """The noun phrase behind a count; "of" belongs to it behind a weight, a set or a piece."""
    found: list[Item] = []
    for item in sentence.items[place + 1 : place + 1 + PHRASE]:
        is_hyphen = bool(found) and item.word == "-" and found[-1].end == item.start
        if is_hyphen or (item.word == "of" and found):
            found.append(item)
            continue
        if item.word in ENDS or any(tag.kind in ("number", "money", "date") for tag in item.tags):
            break
        if any(tag.kind.endswith(("_ed", "_s")) and not tag.kind.startswith("noun") for tag in item.tags) and found:
            break
        found.append(item)
    return found


def _are_goods(phrase: list[Item], kinds: list[frozenset[str]], *, is_one: bool) -> bool:
    """Whether a phrase counts goods: its head is a weapon, a thing or a weight, not people, days or shipments."""
    head_place = next((place for place, item in enumerate(phrase) if item.word == "of"), len(phrase)) - 1
    if head_place < 0 or phrase[0].word == "of":
        return False
    head = kinds[head_place]
    if phrase[0].word in UNITS:
        return not is_one
    if NO_GOODS & head or "carrier" in head or "carrier" in kinds[0]:
        return False
    is_thing = bool({"weapon", "item", "goods"} & head)
    return is_thing and not (is_one and phrase[head_place].word.endswith("s") and phrase[head_place].word != "bus")


def _is_given(sentence: AidSentence, place: int, phrase: list[Item], stage: Stage) -> bool:
    """Whether a verb of giving governs the goods, or a noun of aid leads to them; in fighting they are no aid."""
    near = {kind for before in range(max(0, place - NOUN_REACH), place) for kind in sentence.kinds_at(before)}
    own = {tag.kind for item in phrase for tag in item.tags}
    if stage.modality == "negated" or (
        "commodity" in own and not any(kind.startswith("kind_hum") for kind in near | own)
    ):
        return False
    if near & AID_NOUNS or (own & AID_NOUNS and any(kind.startswith("kind_") for kind in own)):
        return True
    if "lead" in near and not any(tag.kind in FIGHTING for tag in sentence.tagged.tags):
        return True
    return _governs(sentence, place, stage) and not _is_fought_with(sentence, place)


def _is_fought_with(sentence: AidSentence, place: int) -> bool:
    """Whether words of fighting stand near a count ("destroyed two helicopters")."""
    start = sentence.items[max(0, place - FIGHTING_REACH)].start
    end = sentence.items[min(len(sentence.items) - 1, place + FIGHTING_REACH)].end
    return any(tag.kind in FIGHTING and start <= tag.start < end for tag in sentence.tagged.tags)


def _governs(sentence: AidSentence, place: int, stage: Stage) -> bool:
    verb = stage.verb
    start = sentence.items[place].start
    if verb is None or sentence.distance(verb.end, start) > VERB_REACH:
        return False
    if verb.start > start and verb.pattern.entry.get("side") != "right":
        return False
    inside = [item for item in sentence.items if verb.start <= item.start and item.end <= verb.end]
    return any(tag.kind.startswith(GIVING) for item in inside for tag in item.tags)


def _kinds(sentence: AidSentence, item: Item) -> frozenset[str]:
    """The classes of an item by all vocabularies: those of aid and those that count in the rest of the reader."""
    own = frozenset(tag.kind for tag in item.tags)
    ends_here = (tag for tag in sentence.tagged.tags if tag.end == item.end)
    return own | frozenset(tag.kind for tag in ends_here)


def _count(tag: Tag) -> Decimal | None:
    if tag.kind == "article":
        return Decimal(1)
    return Decimal(tag.value.low) if tag.value.high is not None else None


def _figure(tag: Tag) -> Figure:
    if tag.kind == "article":
        return Figure(Decimal(1), Decimal(1), None, tag.start, tag.end, tag.text)
    return Figure(tag.value.low, tag.value.high, tag.value.qualifier, tag.value.start, tag.value.end, tag.text)
