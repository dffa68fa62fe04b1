"""What aid is for, by its words: military, humanitarian, financial, or several of them at once."""

from __future__ import annotations

from flows.read.aid.words import AidSentence
from flows.read.text import Tag

PREFIX = "kind_"
AHEAD = 12  # items behind an amount that say what it is for
BEHIND = 8
CONTENT = frozenset({"including", "includes", "include", "with", ":"})
JOINED = 4  # items between two kinds that one noun joins ("military, financial and humanitarian aid")


def find_kind(sentence: AidSentence, money: Tag) -> str | None:
    """The kind that the words behind an amount name, else those in front of it, else the rest up to another amount."""
    index = sentence.index_of(money)
    ahead = _upto_break(sentence, range(index + 1, min(index + 1 + AHEAD, len(sentence.items))))
    back = _upto_break(sentence, range(index - 1, max(index - 1 - BEHIND, -1), -1))
    rest = [*range(index), *_upto_break(sentence, range(index + 1, len(sentence.items)))]
    content = _content(sentence, index)
    return next((kind for places in (ahead, back, content, rest) if (kind := _kind_in(sentence, places))), None)


def kind_of_sentence(sentence: AidSentence) -> str | None:
    """The kind that a whole sentence names, for amounts without a word of their kind; what it says of parts aside."""
    parts = [match.start for match in sentence.of_role("part") if match.pattern.entry.get("whole") == "near"]
    end = min(parts, default=None)
    return _kind_in(sentence, [place for place, item in enumerate(sentence.items) if end is None or item.start < end])


def _content(sentence: AidSentence, index: int) -> list[int]:
    """The places of what an amount includes ("$5 million, including rockets"), up to another amount."""
    behind = range(index + 1, min(index + 1 + AHEAD, len(sentence.items)))
    start = next((place for place in behind if sentence.items[place].word in CONTENT), None)
    return [] if start is None else _upto_break(sentence, range(start + 1, len(sentence.items)))


def _upto_break(sentence: AidSentence, places: range) -> list[int]:
    """The places up to another amount or a break of the clause."""
    kept: list[int] = []
    for place in places:
        if "money" in sentence.kinds_at(place) or sentence.items[place].word in (";", ":", "while", "including"):
            break
        kept.append(place)
    return kept


def _kind_in(sentence: AidSentence, places: list[int]) -> str | None:
    """The nearest kind of the places, "mixed" where the next one is joined to it and differs."""
    found = [(place, kind) for place in places for kind in sorted(_kinds(sentence, place))]
    if not found:
        return None
    first_place, first = found[0]
    for place, kind in found[1:]:
        if kind == first or abs(place - first_place) > JOINED:
            continue
        between = sentence.items[min(place, first_place) + 1 : max(place, first_place)]
        if any(item.word in ("and", ",", "/", "&") for item in between):
            return "mixed"
    return first


def _kinds(sentence: AidSentence, place: int) -> set[str]:
    """The kinds that an item names; an army's name says military too ("US military" aid, to the "Bordurian army")."""
    tags = sentence.items[place].tags
    kinds = {tag.kind.removeprefix(PREFIX) for tag in tags if tag.kind.startswith(PREFIX)}
    if any(tag.kind in ("actor", "body") and tag.value.get("actor_type") == "military" for tag in tags):
        kinds.add("military")
    if any(tag.kind == "weapon" for tag in tags):
        kinds.add("military")
    return kinds
