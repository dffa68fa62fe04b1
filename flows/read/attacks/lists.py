"""Numbers that a pattern does not reach: further members of a list, numbers by place, parts of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from flows.read.attacks.mentions import TALLY, Mention
from flows.read.attacks.reader import Reader, is_article, is_counted
from flows.read.tag.items import has, role_words
from flows.read.tag.tape import Item
from flows.read.text import Tag

PART_WORDS = frozenset(("including", "among", "includes", "include", "included"))
PLACE_WORDS = ("in", "at", "near", "over", "above", "towards", "to")
THEM = ("them", "which", "those")
LEADS_TO_LIST = (":", "–", "—", "-", "namely", "in particular")
MAX_JOINERS = 4  # items between two members of a list
MAX_LIST_GAP = 9  # the same before "as well as", where the verb may stand between
PLACE_REACH = 5  # items between a number and the place that it is told of


def take_lists(reader: Reader) -> None:
    """Give the other members of a list the role of the one that a pattern has read."""
    chunks = [tag for tag in reader.tags if tag.kind == "arms"]
    pairs = list(pairwise(chunks))
    for before, after in pairs:
        _hand_on(reader, before, after)
    for before, after in reversed(pairs):
        if not any(item.word == ";" for item in reader.items if before.end <= item.start < after.start):
            _hand_on(reader, after, before)  # a verb behind a semicolon says nothing of what stands before it


def take_ratios(reader: Reader) -> None:
    """Read weapons out of weapons that no pattern has claimed where the sentence tells of others shot down."""
    told = [mention for mention in reader.mentions if mention.role == "intercepted"]
    if not told:
        return
    for tag in reader.tags:
        if tag.kind == "ratio":
            take_ratio(reader, tag, told[-1])


def take_parts(reader: Reader) -> None:
    """Say of weapons behind "including", a colon or places, and of people there, that they are part of a figure."""
    _take_weapon_parts(reader)
    for place, item in enumerate(reader.items):
        number = next((tag for tag in item.tags if tag.kind == "number"), None)
        if number is None or number.start in reader.claimed or not _is_part(reader.items, place):
            continue
        wholes = [m for m in reader.mentions if m.start < number.start and m.standing == "main" and not m.is_tally]
        whole = max(wholes, key=lambda mention: mention.start, default=None)
        if whole and is_counted(number):
            reader.hand(whole.role, number, whole, standing="component")
        elif wholes:
            reader.reasons[number.start] = "part-of-toll"
    _lower_what_tolls_hold(reader)


def _is_part(items: Sequence[Item], place: int) -> bool:
    """True for people behind "including", and for the number of "four of them children"."""
    before = {each.word for each in items[max(place - 3, 0) : place]}
    words = [item.word for item in items[place + 1 : place + 3]]
    of_them = len(words) > 1 and words[0] == "of" and words[1] in ("them", "whom")
    return bool(before & PART_WORDS) or (
        of_them and any(has(item, "people", "someone") for item in items[place + 3 : place + 6])
    )


def _lower_what_tolls_hold(reader: Reader) -> None:
    """Make what a toll of the same sentence holds its part: "two bodies were found, so that the toll is five"."""
    tolls = [mention for mention in reader.mentions if "toll" in mention.pattern and mention.standing == "main"]
    if any(tag.kind == "superseded" for tag in reader.tags):
        return
    for toll in tolls:
        for place, mention in enumerate(reader.mentions):
            is_held = mention.standing == "main" and mention.role == toll.role
            if is_held and toll.value and mention.value and toll.value > mention.value:
                reader.mentions[place] = replace(mention, standing="component")


def take_places(reader: Reader) -> None:
    """Give numbers by place the role of the number before them: "two were killed in A, three in B and one in C"."""
    last: Mention | None = None
    by_start = {mention.start: mention for mention in reader.mentions}
    for place, item in enumerate(reader.items):
        if item.start in by_start:
            last = by_start[item.start]
        elif last is not None and last.is_tally and (item.word in PART_WORDS or item.word in LEADS_TO_LIST):
            last = None  # what follows is a part of it
        number = next((tag for tag in item.tags if tag.kind == "number"), None)
        kinds = ("bare",) if last is not None and last.is_tally else ("bare", "people")
        if last is None or number is None or number.start in reader.claimed or not has(item, *kinds):
            continue
        if (
            _is_joined(reader.items, place)
            and _place_follows(reader.items, place)
            and _place_stands(reader, last, item)
        ):
            reader.hand(last.role, number, last)
            last = reader.mentions[-1]
        elif last.is_tally:
            last = None  # "19 drones, 12 of them over Bryansk": the next is a part as well


def _hand_on(reader: Reader, known: Tag, other: Tag) -> None:
    source = [mention for mention in reader.mentions if mention.start == known.start and mention.is_tally]
    number = reader.number_at(other.start)
    if not source or number is None or not _is_list(reader, known, other):
        return
    is_of = any(mention.role == "launched" and ".tally." in mention.pattern for mention in source)
    role = "intercepted" if is_of else source[-1].role  # "17 of 20 drones and three missiles"
    if reader.claimed.get(known.start) == "missed":
        role = "missed"
    if other.start in reader.claimed:
        if reader.claimed[other.start] == "launched" and other.value.is_all and role == "intercepted":
            reader.hand(role, number, source[-1])  # "six missiles and all nine drones launched at Kyiv"
        return
    if other.value.is_strike or (role != "launched" and not other.value.is_flying):
        return
    if other.value.is_all and role == "intercepted":
        reader.hand("launched", number, source[-1])
    reader.hand(role, number, source[-1])


def take_ratio(reader: Reader, tag: Tag, source: Mention, *, standing: str = "main") -> None:
    """Give a ratio's part the role of a mention in the same list, and its whole that of what was launched."""
    ratio = tag.value
    if ratio.whole.start in reader.claimed or (ratio.arms and not ratio.arms.is_flying):
        return
    if ratio.part is not None and ratio.part.start not in reader.claimed:
        reader.hand(source.role if source.role in TALLY else "intercepted", ratio.part, source, standing=standing)
    reader.hand("launched", ratio.whole, source, standing=standing)


def _take_weapon_parts(reader: Reader) -> None:
    """The numbers behind "47 drones, including" or "40 targets:", where they do not exceed the whole."""
    wholes = [mention for mention in reader.mentions if mention.is_tally and mention.standing == "main"]
    for whole in sorted(wholes, key=lambda mention: mention.role == "launched"):  # of "18 of 18" the parts were downed
        opening = _opening(reader, whole)
        bracketed = _bracketed(reader, whole)
        parts = bracketed or _parts_behind(reader, opening.start if opening else whole.end)
        total = sum((tag.value.low for tag in parts), Decimal(0))
        is_sum = whole.value is not None and total == whole.value
        is_mixed = whole.arms is not None and whole.arms.is_mixed
        is_listed = opening is not None and opening.word in LEADS_TO_LIST and not is_mixed
        is_less = whole.value is not None and total < whole.value and not is_listed
        is_by_place = whole.value is not None and total <= whole.value and _are_by_place(reader, parts)
        if parts and (is_sum or (opening and (is_less or is_by_place)) or (bracketed and is_by_place)):
            for tag in parts:
                reader.hand(whole.role, tag, whole, standing="component")


def _are_by_place(reader: Reader, parts: Sequence[Tag]) -> bool:
    """True for several parts with a place each, also where "one each" stands for two."""
    starts = {item.start: place for place, item in enumerate(reader.items)}
    return len(parts) > 1 and all(
        tag.start in starts and _place_follows(reader.items, starts[tag.start]) for tag in parts
    )


def _opening(reader: Reader, whole: Mention) -> Item | None:
    """What opens the parts of a whole: "including", a colon or dash, or the number with "of them", "of which"."""
    behind = [item for item in reader.items if item.start >= whole.end]
    for first, second, third in zip(behind, behind[1:], behind[2:], strict=False):
        if has(first, "bare") and second.word == "of" and third.word in THEM:
            return first
        if has(third, "bare") and first.word == "of" and second.word in THEM:
            return third
    return next((item for item in behind if item.word in PART_WORDS or item.word in LEADS_TO_LIST), None)


def _parts_behind(reader: Reader, start: int) -> list[Tag]:
    """The free numbers behind a word that opens a list: of weapons, or bare ones that a place follows."""
    found = []
    for place, item in enumerate(reader.items):
        number = next((tag for tag in item.tags if tag.kind == "number"), None)
        if item.start < start or number is None or number.start in reader.claimed or not is_counted(number):
            continue
        arms = reader.arms(number)
        is_kind = arms is not None and arms.weapon_type != "other" and arms.is_flying and not arms.is_strike
        if is_kind or (has(item, "bare") and _place_follows(reader.items, place)):
            found.append(number)
    return found


def _bracketed(reader: Reader, whole: Mention) -> list[Tag]:
    """The numbers in brackets behind places: "47 drones over the Bryansk (12), Kursk (9) regions"."""
    found = []
    for before, item, after in zip(reader.items, reader.items[1:], reader.items[2:], strict=False):
        number = next((tag for tag in item.tags if tag.kind == "number"), None)
        is_free = number is not None and number.start >= whole.end and number.start not in reader.claimed
        if number is not None and is_free and before.word == "(" and after.word in (")", "and", ","):
            found.append(number)
    return found


def _is_list(reader: Reader, one: Tag, two: Tag) -> bool:
    first, second = sorted((one, two), key=lambda tag: tag.start)
    between = _without_brackets([item for item in reader.items if first.end <= item.start < second.start])
    if between and has(between[-1], "ratio"):
        between = between[:-1]
    words = [item.word for item in between]
    if PART_WORDS & set(words) or _is_means(reader, words, second):
        return False
    if words[-3:] == ["as", "well", "as"] or words[-2:] == ["along", "with"]:
        return len(words) <= MAX_LIST_GAP and not any(has(item, "number") for item in between)
    if words[:1] and words[0] in ("from", *PLACE_WORDS):  # "two missiles from A and nine drones over B"
        ends = ("and", ",", ";", "with") if words[0] == "from" else ("and", "with")
        return words[-1] in ends and all(_is_place_phrase(item) for item in between)
    return all(word in role_words("continuer") for word in words) and len(words) <= MAX_JOINERS


def _without_brackets(items: Sequence[Item]) -> list[Item]:
    """The items without a name that is said again in brackets: "12 unmanned aerial vehicles (UAVs) and"."""
    words = [item.word for item in items[:3]]
    return list(items[3:] if words[:1] == ["("] and words[-1:] == [")"] and has(items[1], "weapon") else items)


def _is_means(reader: Reader, words: Sequence[str], second: Tag) -> bool:
    """True for what a deed is done with: "downed a bomber with a missile", where "along with a missile" lists."""
    number = reader.number_at(second.start)
    return words[-1:] == ["with"] and words[-2:-1] != ["along"] and number is not None and is_article(number)


def _is_place_phrase(item: Item) -> bool:
    """True for the words of "from the Bryansk region and", "over the Black Sea, and"."""
    joiners = role_words("continuer") | role_words("place joiner")
    return item.word in ("from", "'", "s", *PLACE_WORDS) or item.word in joiners or has(item, "place", "country")


def _is_joined(items: Sequence[Item], place: int) -> bool:
    before = items[place - 1].word if place else ""
    return before in (",", "and", ";", ":", "while", "–", "-", "another")


def _place_follows(items: Sequence[Item], place: int) -> bool:
    """True where a place is told of a number: "three in the Donetsk region", "12 of them over Bryansk"."""
    following = items[place + 1 : place + 1 + PLACE_REACH]
    step = next((step for step, item in enumerate(following) if item.word in PLACE_WORDS), None)
    if step is None or any(has(item, "number", "killed", "injured", "die") for item in following[:step]):
        return False
    behind = items[place + 2 + step : place + 2 + step + PLACE_REACH]
    for item in behind:
        if has(item, "place"):
            return True
        if item.word in (",", ";", "and") or has(item, "number"):
            return False
    return False


def _place_stands(reader: Reader, mention: Mention, following: Item) -> bool:
    """True where a place stands near the number that hands its role on, before or behind it; of weapons, between it
    and the next ("34 drones over Bryansk, three over Kursk", but "60 drones: 36 over Bryansk, 24 over Kursk").
    """
    if mention.is_tally:
        return any(has(item, "place") for item in reader.items if mention.end <= item.start < following.start)
    place = next((step for step, item in enumerate(reader.items) if item.start >= mention.start), 0)
    near = reader.items[max(place - PLACE_REACH, 0) : place + 2 * PLACE_REACH]
    return any(has(item, "place") for item in near)
