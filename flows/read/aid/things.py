"""Noun phrases that name goods: what stands behind a count, and whether it is a thing that can be given."""

from __future__ import annotations

import re

from flows.read.aid.words import AidSentence
from flows.read.tag.tape import Item

PHRASE = 7  # items of a noun phrase behind a count
ENDS = frozenset(
    "and or to for from with in on at by as worth including that which who is are was were will has have had into via "
    "under through after before while but also plus such per since among during within between over against until if "
    "when where because once then aboard onboard this last next each already so_far to_date today yesterday now "
    "recently . , ; : ( ) [ ] - – — \" “ ” / ' s".split()
)
OF_THOSE = ("the", "its", "their", "these", "those", "our")
UNITS = {
    **dict.fromkeys(("ton", "tons", "tonne", "tonnes", "metric_ton", "metric_tons", "metric_tonnes"), "tonnes"),
    **dict.fromkeys(("kg", "kilogram", "kilograms", "kilos"), "kilograms"),
    **dict.fromkeys(("liter", "liters", "litre", "litres"), "litres"),
    **dict.fromkeys(("pair", "pairs"), "pairs"),
}
VERBS = frozenset({"future", "could", "have", "be", "go"})  # what ends a noun phrase that is the subject
NO_GOODS = frozenset(
    {"person", "time", "event", "military_unit", "ordinal", "casualty", "casualty_killed", "casualty_injured"}
)
PERSON_ENDING = re.compile(r"(?:er|or|ist|ian|man|men|ee|ent|ant|wife|wives)s?\Z")  # soldiers, specialists, patients
MODEL = re.compile(r"\A[A-Z][A-Za-z]{0,4}-?\d+[A-Z]?\d?s?\Z")  # FH-70s, M2A4s, of which no vocabulary has all


def phrase_behind(sentence: AidSentence, place: int) -> list[Item]:
    """The noun phrase behind a count; "of" belongs to it behind a weight, a set or a piece, but "of the" does not."""
    found: list[Item] = []
    first = place + 1
    words = [item.word for item in sentence.items[first : first + 2]]
    if words[:1] == ["of"] and words[1:] and words[1] in OF_THOSE:
        first += 2
    for item in sentence.items[first : first + PHRASE]:
        is_hyphen = bool(found) and item.word == "-" and found[-1].end == item.start
        if is_hyphen or (item.word == "of" and found):
            found.append(item)
            continue
        is_number = any(tag.kind == "number" for tag in item.tags)
        if item.word in ENDS or any(tag.kind in ("money", "date") for tag in item.tags):
            break
        if is_number and not (found and is_bare_name(sentence, found[-1])):
            break
        if found and VERBS & {tag.kind for tag in item.tags}:
            break
        if any(tag.kind.endswith(("_ed", "_s")) and not tag.kind.startswith("noun") for tag in item.tags) and found:
            break
        found.append(item)
    return found


def whole_phrase(sentence: AidSentence, place: int, *, is_one: bool) -> list[Item]:
    """The noun phrase behind a count, with what "and" joins where only that names goods ("strike and rescue boats")."""
    phrase = phrase_behind(sentence, place)
    after = place + 1 + len(phrase)
    if not phrase or after >= len(sentence.items) or sentence.items[after].word != "and":
        return phrase
    joined = [*phrase, sentence.items[after], *phrase_behind(sentence, after)]
    is_goods, is_joined = (
        are_goods(sentence, each, [kinds_of(sentence, item) for item in each], is_one=is_one)
        for each in (phrase, joined)
    )
    return joined if is_joined and not is_goods else phrase


def is_bare_name(sentence: AidSentence, item: Item) -> bool:
    """Whether an item is a capitalised word that no vocabulary knows, as "ASC" in front of the number of a model."""
    return not item.tags and sentence.text_of(item.start, item.end)[:1].isupper()


def name_of(sentence: AidSentence, phrase: list[Item], *, has_unit: bool) -> str:
    """The words for the goods, without their weight: "medicines" of "5 tonnes of medicines"."""
    named = phrase[1:] if has_unit else phrase
    if named:
        return sentence.text_of(named[0].start, named[-1].end).removeprefix("of ").strip()
    behind = [place for place, item in enumerate(sentence.items) if item.start >= phrase[-1].end]
    if behind and sentence.items[behind[0]].word in ("in", "worth"):
        rest = phrase_behind(sentence, behind[0])
        if rest:
            return sentence.text_of(rest[0].start, rest[-1].end)
    return "goods"


def are_goods(sentence: AidSentence, phrase: list[Item], kinds: list[frozenset[str]], *, is_one: bool) -> bool:
    """Whether a phrase counts goods: its head is a weapon, a thing or a weight, not people, days or shipments."""
    head_place = next((place for place, item in enumerate(phrase) if item.word == "of"), len(phrase)) - 1
    if head_place < 0 or phrase[0].word == "of":
        return False
    head = kinds[head_place]
    if phrase[0].word in UNITS:
        return not is_one
    is_named = head_place > 0 and "weapon" in kinds[head_place - 1] and _is_numbered(phrase[head_place - 1])
    if is_named and "person" in head:
        return True  # the fighters of "four MiG-29 fighters"
    if NO_GOODS & head or "carrier" in head | kinds[0] or any("lead" in kind for kind in kinds):
        return False
    is_model = MODEL.match(sentence.text_of(phrase[0].start, phrase[head_place].end)) is not None
    is_thing = is_model or bool({"weapon", "item", "goods"} & head)
    return is_thing and not (is_one and phrase[head_place].word.endswith("s") and phrase[head_place].word != "bus")


def _is_numbered(item: Item) -> bool:
    return any(letter.isdigit() for letter in item.word)


def are_things(phrase: list[Item], kinds: list[frozenset[str]]) -> bool:
    """Whether a phrase counts things by its form alone: a plural that names no person, place, time or event."""
    head_place = next((place for place, item in enumerate(phrase) if item.word == "of"), len(phrase)) - 1
    if head_place < 0 or any(tag.kind in ("country", "place", "actor", "body") for tag in phrase[head_place].tags):
        return False
    head, word = kinds[head_place], phrase[head_place].word
    if NO_GOODS & head or {"carrier", "no_goods"} & (head | kinds[0]) or any(kind.startswith("noun_") for kind in head):
        return False
    is_plural = len(word) > 3 and word.isalpha() and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return is_plural and not PERSON_ENDING.search(word)


def kinds_of(sentence: AidSentence, item: Item) -> frozenset[str]:
    """The classes of an item by all vocabularies: those of aid and those that count in the rest of the reader."""
    own = frozenset(tag.kind for tag in item.tags)
    ends_here = (tag for tag in sentence.tagged.tags if tag.end == item.end)
    return own | frozenset(tag.kind for tag in ends_here)
