"""Questions about the items of a tape: is it a person, a plural, the end of a phrase?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from flows.read.tag.tape import Item
from flows.read.values.numbers import Number
from flows.read.vocabulary import load_rows

MAX_MODIFIERS = 5  # words between a number and what it counts
VERBS = frozenset(
    ("killed", "killing", "die", "injured", "injuring", "launch", "down", "destroy", "lose", "strike", "aux")
)


def has(item: Item, *kinds: str) -> bool:
    """True where the item carries a tag of one of the kinds."""
    return any(tag.kind in kinds for tag in item.tags)


def number_of(item: Item) -> Number | None:
    """The number that an item states."""
    tag = next((tag for tag in item.tags if tag.kind == "number"), None)
    return tag.value if tag else None


def is_person(item: Item) -> bool:
    """True for a noun of person and for a side's soldiers ("Russian troops"), which the vocabulary has as an actor."""
    if item.word in role_words("pair"):
        return True
    soldiers = item.word.rpartition("_")[2] in role_words("military")
    return has(item, "person") or (soldiers and has(item, "actor", "country"))


def is_plural(item: Item) -> bool:
    """True for a noun in the plural as the last word of an item."""
    last = item.word.rpartition("_")[2]
    if last in role_words("singular"):
        return False
    return last in role_words("plural") or (last.endswith("s") and not last.endswith("ss"))


def is_plural_word(item: Item) -> bool:
    """True for any word that looks like a noun in the plural."""
    word = item.word
    return len(word) > 3 and word.isalpha() and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def is_end(item: Item) -> bool:
    """True for the words and signs that no phrase of people or weapons goes over."""
    word = item.word
    return word in role_words("boundary") or not word or not (word[0].isalnum() or word[0] in "'\"“”‘’-/–()")


@cache
def role_words(role: str) -> frozenset[str]:
    """The words of vocabulary/chunk_words.csv that play a role."""
    return frozenset(row["word"] for row in load_rows("chunk_words") if row["role"] == role)


def counts_things(items: Sequence[Item], position: int) -> bool:
    """True where a number counts something that is neither person nor weapon: a plural noun comes before any break."""
    for item in items[position : position + MAX_MODIFIERS]:
        if has(
            item, "item", "object", "event", "measure", "time", "money", "place", "body", "currency", "military_unit"
        ):
            return True
        if is_end(item) or item.word in role_words("other") or any(tag.kind in VERBS for tag in item.tags):
            return False
        if has(item, "casualty_killed", "casualty_injured", "casualty", "deaths", "lives", "injuries"):
            return False
        if is_plural_word(item):
            return True
    return False


def behind_age(items: Sequence[Item], after: int) -> int:
    """The end of a phrase with the ages behind it ("a woman, 70,", "two men, aged 45 and 58,")."""
    if after < len(items) and items[after].word in ("aged", "ages"):
        step = after + 1
        while step < len(items) and (_is_age(items[step]) or items[step].word == "and"):
            step += 1
        return step
    if after >= len(items) or items[after].word != ",":
        return after
    step, ages = after + 1, 0
    while step < len(items) and (_is_age(items[step]) or items[step].word in (",", "and", "aged", "ages")):
        is_last = not any(_is_age(item) for item in items[step + 1 : step + 3])
        if items[step].word == "," and ages and is_last:
            return step + 1
        ages += _is_age(items[step])
        step += 1
    return after


def _is_age(item: Item) -> bool:
    return any(tag.kind == "excluded" and tag.value.reason == "age" for tag in item.tags)


def precedes_head(items: Sequence[Item], step: int) -> bool:
    """True for the "more" of "28 more civilians", "one more enemy aircraft"."""
    for item in items[step + 1 : step + 4]:
        if is_person(item) or has(item, "weapon"):
            return True
        if is_end(item) or any(tag.kind in VERBS for tag in item.tags):
            return False
    return False


def continues_head(items: Sequence[Item], head: int, step: int) -> bool:
    """True where a word behind the head may belong to the phrase ("police station", "drone (Shahed) operators")."""
    if is_plural(items[head]):
        return False
    return not is_end(items[step]) and not any(tag.kind in VERBS for tag in items[step].tags)
