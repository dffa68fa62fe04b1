"""Noun phrases of people and of weapons, with how many: the composite tags that attack patterns are written in.

"at least 12 local residents" becomes one tag `people`, "18 Shahed attack drones" one tag `arms`, each with the number
tag on the same characters; "a woman and her two children" is three people. A number that stands alone ("killing
four") also becomes `bare`; one that counts anything else ("nine houses") becomes `other_count`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flows.read.tag.chunks_arms import Arms, arms_of, is_joint_weapon
from flows.read.tag.items import (
    MAX_MODIFIERS,
    behind_age,
    continues_head,
    counts_things,
    has,
    is_end,
    is_person,
    is_plural,
    is_plural_word,
    number_of,
    precedes_head,
    role_words,
)
from flows.read.tag.tape import Item, make_items
from flows.read.text import Sentence, Tag
from flows.read.values.numbers import Number
from flows.read.vocabulary import tagger

ONE = Decimal(1)
KEPT = ("country", "place", "actor", "enemy", "force", "defence", "casualty")
NO_MODIFIERS = ("item", "object", "event", "measure", "time", "money", "number", "date", "military_unit")


@dataclass(frozen=True)
class _Chunk:
    first: int
    after: int
    kind: str  # people | arms | bare | other_count
    number: Number | None
    arms: Arms | None = None
    is_military: bool = False
    is_more: bool = False  # "five more", "two others": of what was counted before


def chunk(sentence: Sentence, tags: Sequence[Tag], *, is_headline: bool = False) -> list[Tag]:
    """The tags of a sentence with its phrases of people and weapons put in the place of what they are made of."""
    items = make_items(sentence, tags)
    chunks = list(_chunks(items, is_headline=is_headline))
    inside = [(items[each.first].start, items[each.after - 1].end) for each in chunks]
    kept = [tag for tag in tags if not any(start <= tag.start and tag.end <= end for start, end in inside)]
    text = sentence.text
    made = [tag for each in chunks for tag in _tags(each, items, text, sentence.start)]
    return sorted([*kept, *made], key=lambda tag: (tag.start, -tag.end, tag.kind))


def _tags(found: _Chunk, items: Sequence[Item], text: str, offset: int) -> Iterator[Tag]:
    start, end = items[found.first].start, items[found.after - 1].end
    words = text[start - offset : end - offset]
    kind = found.kind
    if kind == "people" and found.number is None:
        kind = "someone"
    is_implied = found.number is not None and found.number.text.lower() in role_words("determiner")
    if found.arms and (found.number is None or found.arms.is_strike or (found.arms.is_raid and is_implied)):
        kind = "weapon"
    yield Tag(kind, start, end, words, value=found.arms)
    if kind == "someone" and not is_plural(items[found.after - 1]):
        yield Tag("single", start, end, words)
    if found.is_more:
        yield Tag("more", start, end, words)
    if found.is_military:
        yield Tag("military", start, end, words)
    if found.number is not None and not (kind == "weapon" and is_implied):
        yield Tag("number", start, end, words, value=found.number)
    for tag in (tag for item in items[found.first : found.after] for tag in item.tags):
        if tag.kind in KEPT:  # what the phrase says of sides and places stays visible on it
            yield Tag(tag.kind, start, end, tag.text, value=tag.value, row_id=tag.row_id)


def _chunks(items: Sequence[Item], *, is_headline: bool) -> Iterator[_Chunk]:
    position = 0
    while position < len(items):
        found = _chunk_at(items, position, is_headline=is_headline)
        if found is None:
            position += 1
            continue
        if found.kind == "people":
            found = _joined(items, found)
        yield found
        position = found.after


def _chunk_at(items: Sequence[Item], position: int, *, is_headline: bool) -> _Chunk | None:
    number = number_of(items[position])
    if number is not None:
        return _counted(items, position, position + 1, number)
    word = items[position].word
    if word in role_words("determiner"):
        one = _implied(ONE, items[position])
        found = _phrase(items, position, position + 1)
        if found and items[found.after - 1].word in role_words("pair"):
            return replace(found, number=_implied(Decimal(2), items[position]))
        if found and not is_plural(items[found.after - 1]):
            return replace(found, number=one)
        return found if found and found.kind == "arms" else None
    if word in ("all", "both") and position + 1 < len(items):
        return _all_of(items, position)
    if not is_person(items[position]) and not has(items[position], "weapon") and not _starts_phrase(items, position):
        return None
    found = _phrase(items, position, position)
    if found is None:
        return None
    if (
        found.kind == "people"
        and not is_plural(items[found.after - 1])
        and _is_subjectless(items, position, is_headline)
    ):
        return replace(found, number=_implied(ONE, items[position]))
    return found


def _is_subjectless(items: Sequence[Item], position: int, is_headline: bool) -> bool:
    """True for the bare singular of headlines: "Woman killed as shell hits house"."""
    return is_headline and (
        position == 0 or items[position - 1].word in (",", ":", "and", "killing", "kills", "injuring")
    )


def _starts_phrase(items: Sequence[Item], position: int) -> bool:
    """A modifier before a head, such as "enemy drones" or "Russian missiles"."""
    is_age = any(tag.kind == "excluded" and tag.value.reason == "age" for tag in items[position].tags)
    return is_age or has(items[position], "country") or items[position].word in ("enemy", "hostile", "elderly")


def _counted(items: Sequence[Item], position: int, after: int, number: Number) -> _Chunk:
    if after < len(items) and items[after].word == "of" and number.high is None:
        after += 1
    while after < len(items) and items[after].word in ("the", "additional") and items[after - 1].word == "of":
        after += 1
    shared = _shared_head(items, position, after, number)
    if shared:
        return shared
    found = _phrase(items, position, after)
    if found:
        return replace(found, number=number)
    kind = "other_count" if counts_things(items, after) else "share" if _is_share(items, after) else "bare"
    return _Chunk(position, position + 1, kind, number)


def _is_share(items: Sequence[Item], after: int) -> bool:
    """True for "one of the two missiles": the number counts weapons."""
    if after + 1 >= len(items) or items[after].word != "of":
        return False
    start = after + 1 + (items[after + 1].word in ("the", "these", "those"))
    number = number_of(items[start]) if start < len(items) else None
    found = _phrase(items, after, start + 1 if number else start)
    return bool(found and found.arms)


def _all_of(items: Sequence[Item], position: int) -> _Chunk | None:
    """ "all 13 drones", "all of the 13 drones", "both missiles"."""
    after = position + 1
    while after < len(items) and items[after].word in ("of", "the", "these", "those"):
        after += 1
    number = number_of(items[after]) if after < len(items) else None
    if items[position].word == "both":
        number, after = _implied(Decimal(2), items[position]), after - 1
    if number is None:
        return None
    found = _phrase(items, position, after + 1)
    if found and found.arms:
        return replace(found, number=number, arms=replace(found.arms, is_all=True))
    if items[position].word == "both":
        return replace(found, number=number) if found else None
    return replace(found, number=number) if found else _Chunk(position, after + 1, "bare", number)


def _implied(value: Decimal, item: Item) -> Number:
    return Number(value, value, None, item.start, item.end, item.word)


def _phrase(items: Sequence[Item], first: int, position: int) -> _Chunk | None:
    """The phrase of items[first:...] whose head, a person or a weapon, comes within a few modifiers."""
    head: int | None = None
    step = position
    while step < len(items) and step - position <= MAX_MODIFIERS:
        item = items[step]
        if has(item, "lives"):
            break
        if is_person(item) or has(item, "weapon") or item.word in role_words("other"):
            head = step
            if item.word in role_words("other") and item.word != "other" and not precedes_head(items, step):
                break
        elif not _is_modifier(items, step, head):
            break
        step += 1
    if head is None or (items[head].word == "other"):
        return None
    return _headed(items, first, position, head)


def _is_modifier(items: Sequence[Item], step: int, head: int | None) -> bool:
    """True where an item may stand in a phrase before its head, or, behind one, before a second head."""
    if items[step].word in ("and", "&"):
        return is_joint_weapon(items, step)
    if is_end(items[step]) or has(items[step], *NO_MODIFIERS, "killed", "dead", "injured"):
        return False  # "10 wounded civilians": what befell them is said by the pattern
    return head is None or continues_head(items, head, step)


def _headed(items: Sequence[Item], first: int, position: int, head: int) -> _Chunk | None:
    after = head + 1
    following = items[after] if after < len(items) else None
    if has(items[head], "weapon"):
        arms, after = arms_of(items, position, head)
        return _Chunk(first, after, "arms", None, arms=arms)
    is_modifier = not items[head].word.endswith("s") and items[head].word not in ("people", "men", "women", "children")
    if following is not None and is_modifier and is_plural_word(following):
        return None  # "police stations": the head is another
    if has(items[head], "country") and not items[head].word.endswith("s"):
        return None  # "the Ukrainian ..." is an adjective
    words = [part for step in range(position, after) for part in items[step].word.split("_")]
    is_military = any(word in role_words("military") for word in words)
    is_more = items[head].word in role_words("other")
    return _Chunk(first, behind_age(items, after), "people", None, is_military=is_military, is_more=is_more)


def _shared_head(items: Sequence[Item], position: int, after: int, number: Number) -> _Chunk | None:
    """The first part of "18 ballistic and seven cruise missiles", whose head stands behind the second number."""
    joiner = after + 1
    if after < len(items) and has(items[after], "weapon", "person"):
        return None
    if joiner + 1 >= len(items) or items[joiner].word not in ("and", ",", "or") or number_of(items[joiner + 1]) is None:
        return None
    second = _phrase(items, joiner + 1, joiner + 2)
    if second is None or second.arms is None:
        return None
    noun = items[second.after - 1].word.rpartition("_")[2]
    tags = tagger("weapon").tags(f"{items[after].word.replace('_', ' ')} {noun}")
    if len(tags) != 1 or " " not in tags[0].text:
        return None
    arms = Arms(tags[0].value["weapon_type"], tags[0].value["model"] or None, is_flying=True)
    return _Chunk(position, after + 1, "arms", number, arms=arms)


def _joined(items: Sequence[Item], found: _Chunk) -> _Chunk:
    """A phrase of people together with those joined to it by "and" ("a woman and her two children")."""
    if found.number is None or found.number.high is None:
        return found
    total, after = found.number, found.after
    while after + 1 < len(items):
        step = _joiner(items, after)
        if step is None:
            break
        second = _second(items, step)
        if second is None or second.kind != "people" or second.number is None or second.number.high is None:
            break
        low, high = total.low + second.number.low, (total.high or total.low) + second.number.high
        total = replace(total, low=low, high=high)
        after = second.after
    return replace(found, number=total, after=after)


def _joiner(items: Sequence[Item], after: int) -> int | None:
    if items[after].word in ("and", "&"):
        return after + 1
    if items[after].word == "," and items[after + 1].word == "and" and after + 2 < len(items):
        return after + 2
    if items[after].word == "," and after + 1 < len(items) and _joins_later(items, after):
        return after + 1
    return None


def _joins_later(items: Sequence[Item], comma: int) -> bool:
    """True where a comma belongs to a list of people that ends in "and"."""
    second = _second(items, comma + 1)
    return bool(second and second.after < len(items) and items[second.after].word == "and" and second.kind == "people")


def _second(items: Sequence[Item], position: int) -> _Chunk | None:
    item = items[position]
    if item.word in role_words("possessive") and position + 1 < len(items):
        number = number_of(items[position + 1])
        start = position + 2 if number else position + 1
        found = _phrase(items, position, start)
        if found is None or item.word == "the":
            return None
        implied = None if is_plural(items[found.after - 1]) else _implied(ONE, items[position])
        return replace(found, number=number or implied)
    return _chunk_at(items, position, is_headline=False)
