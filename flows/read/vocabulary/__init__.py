"""The reader's words: rows of the CSV files in this folder, and the tagger that finds them in a text.

An alias with a capital matches as it is written, any other in either case; whole words only; the longest match wins.
The same files are the source of the warehouse's dimensions.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from flows.read.text import Tag

FOLDER = Path(__file__).parent
# "U.S.", then a word (with the apostrophe of O'Brien but without that of a possessive), then any other sign.
WORD = re.compile(r"[A-Z](?:\.[A-Z])+\b\.?|\w+(?:['’](?!s\b)\w+)*|[^\w\s]")
FOLDED = str.maketrans({"’": "'", "‘": "'", "`": "'", "–": "-", "‑": "-", " ": " "})
LISTS = ("aliases", "demonyms", "seats", "symbols")  # columns that hold words to look for, joined by "|"

Row = Mapping[str, str]
Entry = tuple[tuple[str, ...], str, str, Row]  # the words of an alias, the kind of its tag, the row's id, the row


@cache
def load_rows(stem: str) -> tuple[Row, ...]:
    """The rows of vocabulary/<stem>.csv, in their order."""
    with (FOLDER / f"{stem}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


class Tagger:
    """Finds the aliases of vocabulary rows in a text: one pass over its words, whatever the size of the vocabulary."""

    def __init__(self) -> None:
        self._entries: dict[
            str, dict[str, list[Entry]]
        ] = {}  # by the first word and the second, "" where there is none

    def add(self, alias: str, kind: str, row_id: str, row: Row) -> None:
        """Let an alias stand for a row, as a tag of the given kind."""
        words = tuple(word for word in WORD.findall(alias.translate(FOLDED)))
        if not words:
            return
        if alias.islower():
            words = tuple(word.lower() for word in words)
        entry = (words, kind, row_id, row)
        second = words[1].lower() if len(words) > 1 else ""
        self._entries.setdefault(words[0].lower(), {}).setdefault(second, []).append(entry)

    def finish(self) -> None:
        """Sort the aliases by length, so that the longest is tried first."""
        for by_second in self._entries.values():
            for entries in by_second.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def tags(self, text: str, *, offset: int = 0) -> list[Tag]:
        """The tags of a text that starts at `offset` of its document, in the order of the text.

        Words that several rows name (Kyiv, the city and the seat) get one tag for each.
        """
        spans = [(match.start(), match.end(), match[0]) for match in WORD.finditer(text.translate(FOLDED))]
        found: list[Tag] = []
        position = 0
        while position < len(spans):
            entries = self._entries.get(spans[position][2].lower())
            matched = _longest(entries, spans, position) if entries else None
            if not matched:
                position += 1
                continue
            length = len(matched[0][0])
            start, end = spans[position][0], spans[position + length - 1][1]
            found += [
                Tag(kind, offset + start, offset + end, text[start:end], value=row, row_id=row_id)
                for _, kind, row_id, row in matched
            ]
            position += length
        return found


def _longest(by_second: dict[str, list[Entry]], spans: list[tuple[int, int, str]], position: int) -> list[Entry]:
    """The longest of the entries that stand at a word; several where rows share the words."""
    matched: list[Entry] = []
    room = len(spans) - position
    longer = by_second.get(spans[position + 1][2].lower(), ()) if room > 1 else ()
    for entry in (*longer, *by_second.get("", ())):
        words = entry[0]
        if matched and len(words) < len(matched[0][0]):
            break
        if len(words) <= room and _stands_at(words, spans, position):
            matched.append(entry)
    return matched


def _stands_at(words: tuple[str, ...], spans: list[tuple[int, int, str]], position: int) -> bool:
    for step, word in enumerate(words):
        written = spans[position + step][2]
        if written != word and (not word.islower() or written.lower() != word):
            return False
    return True


def aliases(row: Row, *, columns: Iterable[str] = LISTS) -> Iterator[str]:
    """The name and every alias of a row, each once."""
    words = [row.get("name") or row.get("model") or ""]
    for column in columns:
        words += (row.get(column) or "").split("|")
    yield from dict.fromkeys(word.strip() for word in words if word.strip())


@cache
def tagger(*kinds: str) -> Tagger:
    """The tagger of the named vocabularies: file stem -> tags of that kind (places.csv gives `place`)."""
    built = Tagger()
    for kind in kinds:
        rows = load_rows(STEMS[kind])
        id_column = next(iter(rows[0])) if rows else ""
        for row in rows:
            for alias in aliases(row):
                built.add(alias, row.get("trigger_class") or row.get("unit_class") or kind, row[id_column], row)
    built.finish()
    return built


# The kind of tag that the rows of a file give; files with a class column give that class instead.
STEMS = {
    "country": "countries",
    "place": "places",
    "actor": "actors",
    "body": "bodies",
    "weapon": "weapons",
    "currency": "currencies",
    "unit": "units",
    "trigger": "triggers",
}
