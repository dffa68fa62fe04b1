"""What stands around a match: a modal or a negation that governs it, and whether the people counted are soldiers."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.tag.items import has
from flows.read.tag.tape import Item, Match
from flows.read.text import Tag

CLAUSE_ITEMS = 5  # so far before a match a modal or a negation still governs it


def modality_of(match: Match, items: Sequence[Item], tags: Sequence[Tag]) -> str:
    """asserted, hypothetical or negated: by a modal or a negation in the match or shortly before it in its clause."""
    entry = match.pattern.entry
    if entry.get("asserts"):
        return "asserted"
    near = [*_clause_before(match, items), *(item for item in items if match.start <= item.start < match.end)]
    kinds = {tag.kind for item in near for tag in item.tags}
    is_ready = "launched" in match.slots and any(tag.kind == "ready" for tag in tags)
    if "hypothetical" in kinds or is_ready:
        return "hypothetical"
    return "negated" if "negated" in kinds and not entry.get("set") else "asserted"


def counts_soldiers(match: Match, number: Tag | None, items: Sequence[Item], tags: Sequence[Tag]) -> bool:
    """True where the people that a number counts are soldiers."""
    if any(each.kind == "toll" and _is_of_force(each, items) for each in tags):
        return True
    if number is not None and any(each.kind == "military" and each.start == number.start for each in tags):
        return True
    behind = [item for item in items if item.start >= match.end][:2]
    if behind and behind[0].word == "of":
        behind = behind[1:]
    if behind and has(behind[0], "military") and not has(behind[0], "number"):
        return True  # "38 wounded fighters", "14 bodies of servicemen"
    if "active" in match.pattern.pattern_id:
        return False  # the soldiers before the verb are those who did it
    for item in items:
        if item.word == "by":
            return False
        if match.start <= item.start < match.end and has(item, "military"):
            return True
    return False


def _clause_before(match: Match, items: Sequence[Item]) -> list[Item]:
    first = next((place for place, item in enumerate(items) if item.start >= match.start), 0)
    near: list[Item] = []
    for item in reversed(items[max(first - CLAUSE_ITEMS, 0) : first]):
        if item.word in (",", ";", "and", "but") or has(item, "number", "ratio", "killed"):
            break
        near.append(item)
    return near


def _is_of_force(toll: Tag, items: Sequence[Item]) -> bool:
    """True for the "death toll" of an army."""
    before = [item for item in items if item.end <= toll.start][-3:]
    return any(has(item, "force", "actor", "military") for item in before)


def opens_a_clause(match: Match, items: Sequence[Item]) -> bool:
    """True where a "where" or "whose" inside a match says the rest of another ("the prison where he died")."""
    return any(item.word in ("where", "whose") for item in items if match.start <= item.start < match.end)
