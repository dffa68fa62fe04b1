"""Goods that a gift names without a count: "Latvia sends Ukraine helicopters and ammunition"."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.aid.items import Goods
from flows.read.aid.recipients import goes_elsewhere, is_own_money, names_ukraine
from flows.read.aid.status import Stage, find_stage
from flows.read.aid.things import are_goods, kinds_of, name_of, phrase_behind
from flows.read.aid.words import AidSentence
from flows.read.tag.tape import Match
from flows.read.text import Tag

GIVEN = ("give", "deliver", "receive")  # the verbs whose object goods are
MASSES = frozenset("ammunition equipment medicine food fuel clothing weaponry armour armor gear flour diesel".split())
OPENS = frozenset("the its their a an some more further additional new several dozens".split())
JOINS = frozenset({",", "and", "as", "well", "or", "plus"})
MOST = 8  # goods of one list
MEMBER = 9  # items that a member of a list may have, its count included


def find_uncounted(sentence: AidSentence, counted: Sequence[Goods]) -> list[Goods]:
    """The goods without a count that are the object of a verb of giving, or stand in the list of counted ones."""
    kinds = {tag.kind for tag in sentence.tags}
    if not kinds & {"goods", "weapon"} or not any(kind.startswith(GIVEN) for kind in kinds):
        return []  # a cheap test before the patterns are matched
    if not names_ukraine(sentence):
        return []
    found: list[Goods] = []
    for verb in sentence.of_role("verb"):
        if _gives(sentence, verb):
            found += _objects(sentence, verb, {goods.tag.start for goods in counted})
    return list({goods.tag.start: goods for goods in found}.values())


def _gives(sentence: AidSentence, verb: Match) -> bool:
    inside = [item for item in sentence.items if verb.start <= item.start and item.end <= verb.end]
    is_giving = any(tag.kind.startswith(GIVEN) for item in inside for tag in item.tags)
    entry = verb.pattern.entry
    if sentence.text_of(verb.start - 1, verb.start) == "-":
        return False  # "US-supplied weapons"
    is_finite = entry.get("side") != "right" and entry.get("strength") != "weak" and entry.get("use") is None
    return is_giving and is_finite


def _objects(sentence: AidSentence, verb: Match, counted: set[int]) -> list[Goods]:
    """The members of the list behind a verb that are goods without a count, up to the first that is something else."""
    found: list[Goods] = []
    place = _first_object(sentence, verb)
    for _ in range(MOST):
        while place < len(sentence.items) and sentence.items[place].word in JOINS | OPENS:
            place += 1
        if place >= len(sentence.items):
            break
        phrase = phrase_behind(sentence, place - 1)
        is_counted = sentence.items[place].start in counted or "number" in sentence.kinds_at(place)
        if is_counted:
            phrase = [sentence.items[place], *phrase_behind(sentence, place)][:MEMBER]
        elif not phrase or not _is_plural(sentence, place, len(phrase)):
            break
        else:
            found.append(_goods(sentence, verb, place, len(phrase)))
        place += len(phrase)
        if place >= len(sentence.items) or sentence.items[place].word not in JOINS:
            break
    return [goods for goods in found if goods.stage.modality != "negated" and not _is_for_others(sentence, goods)]


def _first_object(sentence: AidSentence, verb: Match) -> int:
    """The place behind a verb and its receiver ("sends Ukraine ...", "provided Kyiv with ...")."""
    place = next((at for at, item in enumerate(sentence.items) if item.start >= verb.end), len(sentence.items))
    while place < len(sentence.items):
        kinds = sentence.kinds_at(place)
        if not ({"country", "actor", "body"} & kinds or sentence.items[place].word in ("with", "the")):
            break
        place += 1
    return place


def _is_plural(sentence: AidSentence, place: int, length: int) -> bool:
    phrase = list(sentence.items[place : place + length])
    head = next((at for at, item in enumerate(phrase) if item.word == "of"), len(phrase)) - 1
    word = phrase[head].word if head >= 0 else ""
    is_many = word.rsplit("_", 1)[-1] in MASSES or (word.endswith("s") and not word.endswith("ss"))
    return is_many and are_goods(sentence, phrase, [kinds_of(sentence, item) for item in phrase], is_one=False)


def _goods(sentence: AidSentence, verb: Match, place: int, length: int) -> Goods:
    phrase = list(sentence.items[place : place + length])
    tag = Tag("goods", phrase[0].start, phrase[-1].end, sentence.text_of(phrase[0].start, phrase[-1].end))
    weapon = next((each for item in phrase for each in item.tags if each.kind == "weapon"), None)
    return Goods(
        name=name_of(sentence, phrase, has_unit=False),
        count=None,
        unit=None,
        weapon_id=weapon.row_id if weapon else None,
        figure=None,
        tag=tag,
        stage=_stage(sentence, verb, tag),
        is_component=False,
    )


def _stage(sentence: AidSentence, verb: Match, tag: Tag) -> Stage:
    stage = find_stage(sentence, tag)
    return stage if stage.verb else Stage(verb.pattern.entry["status"], "asserted", verb, (verb.pattern.pattern_id,))


def _is_for_others(sentence: AidSentence, goods: Goods) -> bool:
    return goes_elsewhere(sentence, goods.tag) or is_own_money(sentence, goods.tag, goods.stage.verb)
