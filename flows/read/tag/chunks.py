"""Noun phrases of people and of weapons, with how many: the composite tags that attack patterns are written in.

"at least 12 local residents" becomes one tag `people`, "18 Shahed attack drones" one tag `arms`, each with the number
tag on the same characters; "a woman and her two children" is three people. A number that stands alone ("killing
four") also becomes `bare`; one that counts anything else ("nine houses") becomes `other_count`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from flows.read.tag.chunks_arms import arms_named
from flows.read.tag.items import counts_things, has, is_person, is_plural, number_of, role_words
from flows.read.tag.phrases import Chunk, implied, phrase, shared_head
from flows.read.tag.ratios import ratio_at, ratio_of
from flows.read.tag.tape import Item, make_items
from flows.read.text import Sentence, Tag
from flows.read.values.numbers import Number

ONE = Decimal(1)
OLDEST = 110  # years
THE = ("the", "his", "her", "its", "their")
HARM = ("killed", "killing", "injured", "injuring")
KEPT = ("country", "place", "actor", "enemy", "force", "defence", "casualty", "war")


def chunk(sentence: Sentence, tags: Sequence[Tag], *, is_headline: bool = False) -> list[Tag]:
    """The tags of a sentence with its phrases of people and weapons put in the place of what they are made of."""
    items = make_items(sentence, tags)
    chunks = list(_chunks(items, is_headline=is_headline))
    inside = [(items[each.first].start, items[each.after - 1].end) for each in chunks]
    kept = [_plain(tag) for tag in tags if not any(start <= tag.start and tag.end <= end for start, end in inside)]
    text = sentence.text
    made = [tag for each in chunks for tag in _tags(each, items, text, sentence.start)]
    return sorted([*kept, *made], key=lambda tag: (tag.start, -tag.end, tag.kind))


def _plain(tag: Tag) -> Tag:
    """A tag outside the phrases; a weapon there ("a drone pilot") is none that was used, but named."""
    return replace(tag, value=arms_named(tag.value)) if tag.kind == "weapon" else tag


def _tags(found: Chunk, items: Sequence[Item], text: str, offset: int) -> Iterator[Tag]:
    start, end = items[found.first].start, items[found.after - 1].end
    words = text[start - offset : end - offset]
    kind = found.kind
    if kind == "ratio":
        yield from _ratio_tags(found, start, end, words)
        return
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


def _ratio_tags(found: Chunk, start: int, end: int, words: str) -> Iterator[Tag]:
    """The ratio, and inside it its numbers and, on the one behind, its weapons."""
    ratio = ratio_of(found)
    yield Tag("ratio", start, end, words, value=ratio)
    if ratio.part is not None:
        yield ratio.part
    yield ratio.whole
    if ratio.arms is not None:
        yield replace(ratio.whole, kind="arms", value=ratio.arms)


def _chunks(items: Sequence[Item], *, is_headline: bool) -> Iterator[Chunk]:
    position = 0
    while position < len(items):
        found = ratio_at(items, position) or _chunk_at(items, position, is_headline=is_headline)
        if found is None:
            position += 1
            continue
        if found.kind == "people":
            found = _joined(items, _with_the_one(items, found), is_headline=is_headline)
        yield found
        position = found.after


def _chunk_at(items: Sequence[Item], position: int, *, is_headline: bool) -> Chunk | None:
    number = number_of(items[position])
    if number is not None:
        return _counted(items, position, position + 1, number)
    word = items[position].word
    if word in role_words("determiner"):
        one = implied(ONE, items[position])
        found = phrase(items, position, position + 1)
        if found and any(item.word in role_words("pair") for item in items[position + 1 : found.after]):
            return replace(found, number=implied(Decimal(2), items[position]))
        if found and not is_plural(items[found.after - 1]):
            return replace(found, number=one)
        return found if found and found.kind == "arms" else None
    if word in ("all", "both") and position + 1 < len(items):
        return _all_of(items, position)
    if not is_person(items[position]) and not has(items[position], "weapon") and not _starts_phrase(items, position):
        return None
    found = phrase(items, position, position)
    if found is None:
        return None
    if (
        found.kind == "people"
        and not is_plural(items[found.after - 1])
        and _is_subjectless(items, position, is_headline)
    ):
        return replace(found, number=implied(ONE, items[position]))
    return found


def _is_subjectless(items: Sequence[Item], position: int, is_headline: bool) -> bool:
    """True for the bare singular of headlines: "Woman killed as shell hits house"."""
    return is_headline and (
        position == 0 or items[position - 1].word in (",", ":", "and", "after", "killing", "kills", "injuring")
    )


def _starts_phrase(items: Sequence[Item], position: int) -> bool:
    """A modifier before a head, such as "enemy drones" or "Russian missiles"."""
    is_age = any(tag.kind == "excluded" and tag.value.reason == "age" for tag in items[position].tags)
    return is_age or has(items[position], "country") or items[position].word in ("enemy", "hostile", "elderly")


def _counted(items: Sequence[Item], position: int, after: int, number: Number) -> Chunk:
    those = _of_those(items, position, after)
    if those is not None:
        return replace(those, number=number)
    if after < len(items) and items[after].word == "of" and number.high is None:
        after += 1
    while after < len(items) and items[after].word in ("the", "additional") and items[after - 1].word == "of":
        after += 1
    shared = shared_head(items, position, after)
    if shared:
        return replace(shared, number=number)
    found = phrase(items, position, after)
    if found:
        return replace(found, number=number)
    kind = "other_count" if counts_things(items, after) else "bare"
    return Chunk(position, position + 1, kind, number)


def _of_those(items: Sequence[Item], position: int, after: int) -> Chunk | None:
    """The weapons told of before that a number takes up again: "36 of the missiles"."""
    if after + 2 >= len(items) or items[after].word != "of" or items[after + 1].word not in ("the", "these", "those"):
        return None
    found = phrase(items, position, after + 2)
    return found if found and found.arms and not found.arms.is_strike else None


def _all_of(items: Sequence[Item], position: int) -> Chunk | None:
    """ "all 13 drones", "all of the 13 drones", "both missiles"."""
    after = position + 1
    while after < len(items) and items[after].word in ("of", "the", "these", "those"):
        after += 1
    number = number_of(items[after]) if after < len(items) else None
    if items[position].word == "both":
        number, after = implied(Decimal(2), items[position]), after - 1
    if number is None:
        return None
    found = phrase(items, position, after + 1)
    if found and found.arms:
        return replace(found, number=number, arms=replace(found.arms, is_all=True))
    if items[position].word == "both":
        return replace(found, number=number) if found else None
    return replace(found, number=number) if found else Chunk(position, after + 1, "bare", number)


def _joined(items: Sequence[Item], found: Chunk, *, is_headline: bool) -> Chunk:
    """A phrase of people together with those joined to it by "and" ("a woman and her two children").

    People who are the same again ("two people, a mother and a child,") are not counted twice.
    """
    if found.number is None or found.number.high is None:
        return found
    total, after = found.number, _behind_ages(items, found.after, found.number)
    while after + 1 < len(items):
        step = _joiner(items, after, is_headline=is_headline)
        if step is None:
            break
        second = _second(items, step, is_headline=is_headline)
        if second is None or second.kind != "people" or second.number is None or second.number.high is None:
            break
        if _is_object(items, found.first) and _befalls(items, second.after):
            break  # "killed a woman, and five people were wounded"
        low, high = total.low + second.number.low, (total.high or total.low) + second.number.high
        total = replace(total, low=low, high=high)
        after = _behind_ages(items, second.after, second.number)
    is_closed = after < len(items) and items[after].word == "," and items[found.after].word == ","
    if is_closed and total.low == 2 * found.number.low and found.number.low > 1:
        return replace(found, after=after + 1)
    return replace(found, number=total, after=after)


def _with_the_one(items: Sequence[Item], found: Chunk) -> Chunk:
    """One person named by "the", where others follow: seven are hurt in "wounding the driver and six passengers"."""
    before = items[found.first - 1].word if found.first else ""
    is_one = found.number is None and before in THE and not is_plural(items[found.after - 1])
    if not is_one or found.after + 1 >= len(items) or items[found.after].word != "and":
        return found
    second = _second(items, found.after + 1, is_headline=False)
    if second is None or second.kind != "people" or second.number is None:
        return found
    is_hurt = _is_object(items, found.first - 1) or _befalls(items, second.after)
    return replace(found, number=implied(ONE, items[found.first])) if is_hurt else found


def _behind_ages(items: Sequence[Item], after: int, number: Number) -> int:
    """The end of people with the age of each behind them: "two men, 33 and 61,"."""
    if after >= len(items) or items[after].word != "," or number.low != number.high:
        return after
    step, ages = after + 1, 0
    while step < len(items) and (_is_bare_age(items, step) or (ages and items[step].word in (",", "and"))):
        ages += _is_bare_age(items, step)
        step += 1
    return step if ages == number.low > 1 and items[step - 1].word == "," else after


def _is_bare_age(items: Sequence[Item], step: int) -> bool:
    number = number_of(items[step])
    return number is not None and number.low == number.high and number.low <= OLDEST and items[step].word.isdigit()


def _is_object(items: Sequence[Item], first: int) -> bool:
    """True where the verb of harm stands before the phrase ("killed a woman", "injuring at least two people")."""
    return any(has(item, *HARM) for item in items[max(first - 2, 0) : first])


def _befalls(items: Sequence[Item], after: int) -> bool:
    """True where a verb of harm follows a phrase, which is its subject."""
    while after < len(items) and has(items[after], "aux"):
        after += 1
    return after < len(items) and has(items[after], "killed", "injured", "dead", "die")


def _joiner(items: Sequence[Item], after: int, *, is_headline: bool) -> int | None:
    if items[after].word in ("and", "&"):
        return after + 1
    if items[after].word == "," and items[after + 1].word == "and" and after + 2 < len(items):
        return after + 2
    if items[after].word == "," and after + 1 < len(items) and _joins_later(items, after, is_headline=is_headline):
        return after + 1
    return None


def _joins_later(items: Sequence[Item], comma: int, *, is_headline: bool) -> bool:
    """True where a comma belongs to a list of people that ends in "and", or, in headlines, stands for "and"."""
    second = _second(items, comma + 1, is_headline=is_headline)
    if second is None or second.kind != "people" or second.after >= len(items):
        return False
    return items[second.after].word == "and" or (is_headline and has(items[second.after], "killed", "injured", "dead"))


def _second(items: Sequence[Item], position: int, *, is_headline: bool) -> Chunk | None:
    item = items[position]
    if item.word in role_words("possessive") and position + 1 < len(items):
        number = number_of(items[position + 1])
        start = position + 2 if number else position + 1
        found = phrase(items, position, start)
        if found is None or item.word == "the":
            return None
        single = None if is_plural(items[found.after - 1]) else implied(ONE, items[position])
        return replace(found, number=number or single)
    return _chunk_at(items, position, is_headline=is_headline)
