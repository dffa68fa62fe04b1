"""Where words stand and how they are shown: their sentence, line and file, and marks around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from flows import record
from flows.settings import PROJECT, Settings
from flows.terminal import printable

BOLD = ("\x1b[1m", "\x1b[0m")
PLAIN = ("«", "»")
PATTERN_FILES = PROJECT / "flows" / "read" / "patterns"
# Rows of vocabulary that are patterns too; their ids begin with the kind of word.
WORD_FILES = {"verb": "verbs.csv", "noun": "nouns.csv"}
MAX_SHOWN = 4  # sentences of a quote that goes on and on

Span = tuple[int, int]


def marked(text: str, start: int, spans: Iterable[Span], *, bold: bool) -> str:
    """A passage on one line with the words of the spans marked.

    Args:
        start: the document offset of the passage's first character, from which the spans are counted too.

    >>> marked("Two of 12 fell.", 100, [(107, 109), (100, 103)], bold=False)
    '«Two» of «12» fell.'
    """
    opening, closing = BOLD if bold else PLAIN
    parts = []
    done = start
    for first, last in _joined(spans, start, start + len(text)):
        parts += [line(text[done - start : first - start]), opening, line(text[first - start : last - start]), closing]
        done = last
    return "".join([*parts, line(text[done - start :])])


def line(text: str) -> str:
    """A text on one line; its control characters, which a terminal would obey, are written out."""
    return printable(re.sub(r"\s*\n\s*", lambda blank: " " * len(blank[0]), text))


def passages(text: str, quote: Span, marks: Mapping[str, Span]) -> list[dict[str, Any]]:
    """The sentences of a document that a claim rests on, each with the spans to mark in it."""
    spans = sorted(set(marks.values()))
    wanted = [quote, *spans]
    found = []
    for first, last in _sentences(text, quote):
        inside = [span for span in spans if span[0] < last and span[1] > first]
        if inside or any(first <= span[0] < last for span in wanted) or quote[0] <= first < quote[1]:
            found.append({"start": first, "end": last, "text": text[first:last], "marks": inside})
    return [passage for place, passage in enumerate(found) if place < MAX_SHOWN or passage["marks"]]


def document_place(row: Mapping[str, Any], offset: int, settings: Settings) -> dict[str, Any]:
    """Where a claim's first word stands: the file under raw/, the line and column, and where its bytes are kept."""
    text, path = row["text"], settings.raw / row["path"]
    before = text[:offset]
    package = settings.record / "documents" / row["package_id"]
    state = _state(path, row["content_sha256"])
    return {
        "document_id": row["document_id"],
        "path": row["path"],
        "file": str(path),
        "file_state": state,
        "line": before.count("\n") + 1,
        "column": offset - (before.rfind("\n") + 1) + 1,
        "character": offset,
        "kept_in": str(package),
        "note": "" if state == "unchanged" else f"({state} since; the bytes are kept in {package})",
    }


def pattern_place(pattern_id: str) -> dict[str, Any]:
    """A pattern with the file and line that define it; without them where the id is of a rule in code."""
    found = _defined().get(pattern_id)
    if found is None and pattern_id.split(".")[0] in WORD_FILES:
        found = _word_row(pattern_id)
    file, number = found or (None, None)
    return {"id": pattern_id, "file": str(file.relative_to(PROJECT)) if file else None, "line": number}


def _joined(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """The spans inside a passage in their order, those that overlap made one."""
    inside = sorted((max(first, start), min(last, end)) for first, last in spans if first < end and last > start)
    while inside:
        first, last = inside.pop(0)
        while inside and inside[0][0] < last:
            last = max(last, inside.pop(0)[1])
        yield first, last


def _sentences(text: str, quote: Span) -> list[Span]:
    """The sentences of a document; the quote itself where the splitter gives it none (a label that it cut off)."""
    from flows.read.split.digest import split

    found = [(sentence.start, sentence.end) for story in split(text).stories for sentence in story.sentences]
    has_quote = any(first < quote[1] and last > quote[0] for first, last in found)
    return found if has_quote else sorted([*found, quote])


def _state(path: Path, sha256: str) -> str:
    try:
        return "unchanged" if record.file_hash(path) == sha256 else "changed"
    except OSError:
        return "gone"


@cache
def _defined() -> dict[str, tuple[Path, int]]:
    """Every id of the pattern files with its file and line."""
    found = {}
    for path in sorted(PATTERN_FILES.glob("*.yml")):
        for number, written in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            named = re.match(r"-? *\{?id: *([\w.-]+)", written)
            if named:
                found[named[1]] = (path, number)
    return found


def _word_row(pattern_id: str) -> tuple[Path, int]:
    """The file of a word's rows, and the first row of that word."""
    kind, word = pattern_id.split(".")[:2]
    path = PATTERN_FILES.parent / "vocabulary" / WORD_FILES[kind]
    rows = path.read_text(encoding="utf-8").splitlines()
    opening = f"{word.replace('_', ' ')},"
    return path, next((number for number, row in enumerate(rows, start=1) if row.startswith(opening)), 1)
