"""Parts of a toll told by place: "five people in Putyvl and two in Sumy" after a total of seven."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flows.read.attacks.drafts import Draft
from flows.read.attacks.mentions import Mention, SentenceReading
from flows.read.attacks.respective import is_respective
from flows.read.attacks.setting import Setting
from flows.read.tag.places import Place
from flows.read.tag.tape import load_tape_patterns, match_items


def find_parts(
    readings: Sequence[SentenceReading], settings: Sequence[Setting], drafts: Sequence[Draft]
) -> list[Draft]:
    """A component for every number by place of a sentence whose numbers add up to a toll told before them."""
    found: list[Draft] = []
    for reading in readings:
        parts = _parts(reading, settings[reading.index])
        if len(parts) < 2:
            continue
        whole = _whole(drafts, reading.index, sum((mention.value or Decimal(0) for mention, _ in parts), Decimal(0)))
        if whole is None:
            continue
        for mention, place in parts:
            told = next(
                (draft for draft in drafts if draft.mentions and draft.mentions[0].start == mention.start), None
            )
            if told is not None:
                told.role, told.places = "component", [place]
                continue
            made = Mention(
                whole.role,
                mention.value,
                mention.number,
                None,
                mention.start,
                mention.end,
                reading.index,
                mention.pattern,
            )
            found.append(Draft([made], [reading.index], [place], role="component"))
    return found


def mark_components(drafts: Sequence[Draft], readings: Sequence[SentenceReading]) -> None:
    """Let figures of one kind that add up to another one told before be its components ("17 downed": 12 and five)."""
    for whole in drafts:
        if any(is_respective(readings[index].items) for index in whole.sentences):
            continue  # "three, two and one respectively" add up by chance
        for counted, total in whole.figures().items():
            others = [draft for draft in drafts if draft is not whole and counted in draft.figures()]
            parts = [draft.figures()[counted] for draft in others]
            is_sum = total.value and sum(part.value or Decimal(0) for part in parts) == total.value
            if len(others) > 1 and is_sum and all(total.start < part.start for part in parts):
                for draft in others:
                    draft.role = "component"


def _parts(reading: SentenceReading, setting: Setting) -> list[tuple[Mention, Place]]:
    """The numbers of a sentence that a place follows, without those that have a role of their own."""
    taken = {mention.start for mention in reading.mentions if mention.is_tally}
    found: dict[int, tuple[Mention, Place]] = {}
    for match in match_items(reading.items, load_tape_patterns("attack_parts")):
        tag = match.slots["part"].tag("number")
        place = next((each for each in setting.places if match.start <= each.start < match.end), None)
        if tag is None or place is None or tag.start in taken or tag.value.value is None:
            continue
        mention = Mention(
            "part", tag.value.value, tag.value, None, tag.start, tag.end, reading.index, match.pattern.pattern_id
        )
        found.setdefault(tag.start, (mention, place))
    return [found[start] for start in sorted(found)]


def _whole(drafts: Sequence[Draft], index: int, total: Decimal) -> Mention | None:
    """The toll of this sentence or an earlier one that equals a total."""
    tolls = [
        mention
        for draft in drafts
        for mention in draft.mentions
        if mention.role in ("killed", "injured") and mention.value == total and min(draft.sentences) <= index
    ]
    return tolls[-1] if tolls else None
