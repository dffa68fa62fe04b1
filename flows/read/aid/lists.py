"""Lists of aid, one gift per line: which sentences are lines, and how far along the opening says that they are.

"Canada will send:" opens a list, "The pledges in detail:" too; "- 40 ambulances;" and "Latvia – 9 million" are lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.read.aid.party import party_of
from flows.read.aid.status import Stage
from flows.read.aid.words import AidSentence
from flows.read.text import BULLETS

HARM = ("down", "destroy", "killed", "killing", "die", "injured", "injuring", "explode", "deaths", "casualty")
LABEL_ENDS = frozenset("– — - :".split())
LABEL = 4  # items in front of the dash or colon behind which a line names its gift
OPENS_WITH = frozenset({"number", "money"})
QUANTIFIERS = frozenset("additional another further more over up some about around a an new several".split())
GIVING = ("give", "deliver", "announce", "approve", "allocate", "disburse", "noun_aid", "noun_pledge", "noun_delivery")


@dataclass(frozen=True)
class Line:
    """What a line of a list has from its opening: the stage, and the place of the opening among the sentences."""

    stage: Stage
    opening: int
    is_labelled: bool  # it names its own giver


def find_lines(sentences: Sequence[AidSentence]) -> list[Line | None]:
    """For each sentence of a story what the opening of its list tells, None where it is no line of a list."""
    lines: list[Line | None] = []
    current: tuple[Stage, int] | None = None
    for place, sentence in enumerate(sentences):
        opened, starts = _opened(sentence), sentence.tagged.sentence.start == sentence.tagged.segment.start
        is_in = current is not None and is_line(sentence)
        lines.append(Line(*current, is_labelled(sentence)) if current and is_in and not opened else None)
        if opened or (starts and not is_in):
            current = (opened, place) if opened else None
    return lines


def entries(sentences: Sequence[AidSentence], lines: Sequence[Line | None]) -> list[int | None]:
    """For each sentence the start of the bulleted paragraph that it stands in; lines of aid are no entries."""
    segments = [sentence.tagged.segment for sentence in sentences]
    return [
        segment.start if segment.is_bulleted and line is None else None
        for segment, line in zip(segments, lines, strict=True)
    ]


def is_line(sentence: AidSentence) -> bool:
    """Whether a sentence has the form of a list's line: a bullet, an amount or count, or who gives and a dash first."""
    items = sentence.items
    if not items or sentence.tagged.of(*HARM):
        return False
    first = next((place for place, item in enumerate(items) if item.word not in QUANTIFIERS), 0)
    if items[0].word in BULLETS or OPENS_WITH & sentence.kinds_at(first):
        return True
    return bool(sentence.text_of(items[0].start, items[0].end)[:1].islower()) or is_labelled(sentence)


def is_labelled(sentence: AidSentence) -> bool:
    """Whether a sentence opens with somebody who gives, and a dash or colon ("Latvia – nine generators")."""
    words = sentence.items[: LABEL + 1]
    start = 1 if words and words[0].word in BULLETS else 0
    end = next((place for place, item in enumerate(words) if place > start and item.word in LABEL_ENDS), None)
    return end is not None and any(party_of(item) for item in words[start:end])


def _opened(sentence: AidSentence) -> Stage | None:
    """The stage of the list that a sentence opens with its colon, None where it opens none."""
    if not sentence.tagged.sentence.text.rstrip().endswith(":") or sentence.tagged.of(*HARM):
        return None
    if not any(tag.kind.startswith(GIVING) or tag.kind == "lead" for tag in sentence.tags):
        return None
    verbs = sentence.of_role("verb")
    if not verbs:
        return Stage("pledged", "asserted", None, ())
    last = max(verbs, key=lambda verb: verb.start).pattern
    return Stage(last.entry["status"], last.entry.get("modality", "asserted"), None, (last.pattern_id,))
