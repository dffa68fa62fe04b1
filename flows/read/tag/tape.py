"""Typed-tag sequences: patterns that stand in YAML, matched on a sentence whose tags have become typed items.

A sentence becomes a tape, one item for each tag or word: "32 of 44 drones were destroyed" is

     32/NUMBER of 44/NUMBER drones/WEAPON were destroyed/DOWN

and a pattern is a line of the same kind, compiled to one regular expression over the tape:

    of  :         this word or sign              NUMBER          an item with this tag
    was|were|:    one of these words or signs    NUMBER:killed   the same, kept as the slot `killed`
    word?         optional                       ( a b | c )?    a group, optional
    ..4           up to four items, none of them a number, a ratio, "nobody", money, a comma or a stronger break
    ,,6           the same, but commas may stand there, and no "all", "both", "none", "most", "some"
    ,~6           the same, and no "and", "but", "while": between a subject and its verb
    ~~3           the same as ..3, and no "and", "or", "but", "while", "by": inside one clause
    ^ $           start and end of the sentence

Gaps are bounded and a tape is at most MAX_ITEMS long, so that matching takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from flows.read.patterns import load_patterns
from flows.read.text import Sentence, Tag
from flows.read.vocabulary import FOLDED, WORD

MAX_ITEMS = 250  # longer sentences are read in pieces of this size
MAX_KEPT = 4096  # combinations of tag classes; texts have some hundreds
KINDS = r"(?:/[A-Z_]+)"
STOP = r"(?![^ ]*/(?:NUMBER|RATIO|MONEY|NOBODY))"
FILLER = rf"(?: {STOP}[^ ,;:()]+)"
FILLER_WITH_COMMAS = rf"(?: (?!(?:all|both|none|most|some)[ /]){STOP}[^ ;:()]+)"
FILLER_OF_SUBJECT = rf"(?: (?!(?:and|but|while|all|both|none)[ /]){STOP}[^ ;:()]+)"
FILLER_IN_CLAUSE = rf"(?: (?!(?:and|or|but|while|by)[ /]){STOP}[^ ,;:()]+)"
GAPS = {"..": FILLER, ",,": FILLER_WITH_COMMAS, ",~": FILLER_OF_SUBJECT, "~~": FILLER_IN_CLAUSE}
SLOT = re.compile(r"(.*[^:|]):([a-z_]+)")
PIECE = re.compile(r"\(|\)[?*]?|\||[^\s()|]+(?:\|[^\s()|]+)*\??")


class Item(NamedTuple):
    """One item of a tape: a tag (or several on the same words), or a word."""

    start: int
    end: int
    word: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True)
class Slot:
    """What a pattern kept: a span of the document and the tags in it."""

    start: int
    end: int
    tags: tuple[Tag, ...]

    def tag(self, kind: str) -> Tag | None:
        """The first tag of a kind in the slot."""
        return next((tag for tag in self.tags if tag.kind == kind), None)


@dataclass(frozen=True)
class Pattern:
    """One compiled entry of a pattern file; `entry` is the entry itself, for the fields that it sets."""

    pattern_id: str
    regex: re.Pattern[str]
    entry: dict[str, Any]
    needs: tuple[frozenset[str], ...] = ()  # of each, one tag class must be on the tape


@dataclass(frozen=True)
class Match:
    """One place where a pattern fired: the whole span and the slots."""

    pattern: Pattern
    start: int
    end: int
    slots: dict[str, Slot]


class Patterns:
    """Patterns in their order, which is their priority; knows which of them a sentence can match by its tags."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.all = tuple(patterns)
        self._asked = frozenset(kind for pattern in self.all for need in pattern.needs for kind in need)
        self._candidates: dict[frozenset[str], tuple[Pattern, ...]] = {}

    def candidates(self, classes: set[str]) -> tuple[Pattern, ...]:
        """The patterns whose every need one of the tag classes meets: few, on most sentences."""
        known = self._asked & classes
        if known not in self._candidates:
            if len(self._candidates) >= MAX_KEPT:
                self._candidates.clear()
            self._candidates[known] = tuple(
                pattern for pattern in self.all if not any(known.isdisjoint(need) for need in pattern.needs)
            )
        return self._candidates[known]


@cache
def load_tape_patterns(stem: str) -> Patterns:
    """The compiled patterns of patterns/<stem>.yml."""
    return Patterns(
        Pattern(entry["id"], compile_pattern(entry["match"]), entry, needed_classes(entry["match"]))
        for entry in load_patterns(stem)
    )


def find_matches(sentence: Sentence, tags: Sequence[Tag], patterns: Patterns) -> Iterator[Match]:
    """Every place of a sentence where a pattern fires, pattern by pattern; overlaps are the caller's to settle."""
    return match_items(make_items(sentence, tags), patterns)


def match_items(items: Sequence[Item], patterns: Patterns) -> Iterator[Match]:
    """The same on items that are already made."""
    for first in range(0, max(len(items), 1), MAX_ITEMS):
        piece = items[first : first + MAX_ITEMS]
        tape, starts = _tape(piece)
        classes = {tag.kind.upper() for item in piece for tag in item.tags}
        for pattern in patterns.candidates(classes):
            for found in pattern.regex.finditer(tape):
                yield _match(pattern, found, piece, starts)


def make_items(sentence: Sentence, tags: Sequence[Tag]) -> list[Item]:
    """The items of a sentence: its tags (several on one span share an item) and, between them, its words."""
    items: list[Item] = []
    position = 0
    folded = sentence.text.translate(FOLDED)
    for group in _by_span(tags, sentence):
        items += _words(folded, position, group[0].start - sentence.start, sentence.start)
        inside = folded[group[0].start - sentence.start : group[0].end - sentence.start]
        word = "_".join(WORD.findall(inside)).lower()
        items.append(Item(group[0].start, group[0].end, word, group))
        position = group[0].end - sentence.start
    return items + _words(folded, position, len(folded), sentence.start)


def compile_pattern(text: str) -> re.Pattern[str]:
    """A pattern line as a regular expression over tapes.

    Raises:
        ValueError: the line holds something that the language above does not know.
    """
    pieces = [_compile_piece(piece) for piece in PIECE.findall(text)]
    return re.compile("".join(pieces) + "(?= )")


def needed_classes(text: str) -> tuple[frozenset[str], ...]:
    """The tag classes without which a pattern cannot match: of each set one, from its items outside groups."""
    needs: list[frozenset[str]] = []
    depth = 0
    for piece in PIECE.findall(text):
        if piece == "|" and not depth:
            return ()  # alternatives at the top: nothing is certain
        depth += (piece == "(") - piece.startswith(")")
        options = _named(piece)[0].split("|")
        if not depth and not piece.endswith("?") and all(re.fullmatch(r"[A-Z_]+", option) for option in options):
            needs.append(frozenset(options))
    return tuple(needs)


def _compile_piece(piece: str) -> str:
    if piece == "(":
        return "(?:"
    if piece.startswith(")") or piece == "|":
        return piece
    if piece == "^":
        return r"\A"
    if piece == "$":
        return r"(?: [.!?…\"'”’]+)*(?= \Z)"
    gap = re.fullmatch(r"(\.\.|,,|,~|~~)(\d+)", piece)
    if gap:
        return f"{GAPS[gap[1]]}{{0,{gap[2]}}}?"
    optional = piece.endswith("?")
    name, slot = _named(piece.removesuffix("?"))
    item = _compile_item(name)
    item = f"(?P<{slot}>{item})" if slot else item
    return f"(?:{item})?" if optional else item


def _named(piece: str) -> tuple[str, str]:
    """An item and the name of its slot; in ":" and "–|:" the colon is a sign like any other."""
    named = SLOT.fullmatch(piece)
    return (named[1], named[2]) if named else (piece, "")


def _compile_item(name: str) -> str:
    """A tag class (in capitals), or words joined by "|"; tag classes may be joined in the same way."""
    options = [
        rf"[^ /]*{KINDS}*?/{option}" if option.isupper() else re.escape(option.lower()) for option in name.split("|")
    ]
    return f" (?:{'|'.join(options)}){KINDS}*(?= )"


def _by_span(tags: Sequence[Tag], sentence: Sentence) -> Iterator[tuple[Tag, ...]]:
    """Tags of the sentence grouped by equal spans; of overlapping spans the earlier and longer one stays.

    An excluded number gives way to a tag that is not inside it: "S-300" is a weapon first, but "9-month-old" an age.
    """
    inside = [tag for tag in tags if sentence.start <= tag.start and tag.end <= sentence.end]
    strong = [tag for tag in inside if tag.kind != "excluded"]
    inside = [tag for tag in inside if tag.kind != "excluded" or not _is_overlapped(tag, strong)]
    inside.sort(key=lambda tag: (tag.start, -tag.end))
    end = -1
    group: list[Tag] = []
    for tag in inside:
        if group and (tag.start, tag.end) == (group[0].start, group[0].end):
            group.append(tag)
        elif tag.start >= end:
            if group:
                yield tuple(group)
            group, end = [tag], tag.end
    if group:
        yield tuple(group)


def _is_overlapped(tag: Tag, others: Iterable[Tag]) -> bool:
    """True where another tag shares characters with this one and is no shorter part of it."""
    return any(
        other.start < tag.end
        and tag.start < other.end
        and not (tag.start <= other.start and other.end <= tag.end and other.end - other.start < tag.end - tag.start)
        for other in others
    )


def _words(folded: str, start: int, end: int, offset: int) -> list[Item]:
    return [
        Item(offset + match.start(), offset + match.end(), match[0].lower(), ())
        for match in WORD.finditer(folded, start, end)
    ]


def _tape(items: Sequence[Item]) -> tuple[str, list[int]]:
    """The tape as text, and where each item starts in it."""
    parts, starts, length = [], [], 0
    for item in items:
        part = f" {item.word.replace('/', '|')}"
        if item.tags:  # most words have none
            part += "".join(f"/{kind}" for kind in dict.fromkeys(tag.kind.upper() for tag in item.tags))
        starts.append(length)
        parts.append(part)
        length += len(part)
    return "".join(parts) + " ", starts


def _match(pattern: Pattern, found: re.Match[str], items: Sequence[Item], starts: list[int]) -> Match:
    slots = {name: _slot(found.span(name), items, starts) for name, text in found.groupdict().items() if text}
    whole = _slot(found.span(), items, starts)
    return Match(pattern, whole.start, whole.end, slots)


def _slot(span: tuple[int, int], items: Sequence[Item], starts: list[int]) -> Slot:
    inside = [item for item, start in zip(items, starts, strict=True) if span[0] <= start < span[1]]
    return Slot(inside[0].start, inside[-1].end, tuple(tag for item in inside for tag in item.tags))
