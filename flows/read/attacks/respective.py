"""Lists that "respectively" lays side by side: "two and one were killed in Nikopol and Marhanets respectively"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from flows.read.attacks.mentions import Mention
from flows.read.attacks.reader import Reader
from flows.read.tag.items import has
from flows.read.tag.places import Place
from flows.read.tag.tape import Item
from flows.read.text import Tag

WORD = "respectively"
JOINERS = (",", "and", "&")
Share = tuple[list[Mention], list[Place]]


def is_respective(items: Sequence[Item]) -> bool:
    """True for a sentence with the word that lays two lists side by side."""
    return any(item.word == WORD for item in items)


def take_respective(reader: Reader) -> None:
    """Give the numbers of a list the role of the one that a pattern has read: "two and three people were wounded"."""
    if not is_respective(reader.items):
        return
    pairs = [
        (one, two)
        for run in _runs(reader.items)
        for one, two in pairwise(tag for item in run for tag in item.tags if tag.kind == "number")
    ]
    for one, two in pairs:
        _hand_on(reader, one, two)
    for one, two in reversed(pairs):
        _hand_on(reader, two, one)


def shared_out(mentions: Sequence[Mention], places: Sequence[Place]) -> list[Share]:
    """The figures of each place, in the order of both lists; nothing where the lists are not equally long."""
    ordered = sorted(places, key=lambda place: place.start)
    told = sorted(mentions, key=lambda mention: mention.start)
    if len(ordered) < 2:
        return []
    if len(told) == len(ordered):
        return [([mention], [place]) for mention, place in zip(told, ordered, strict=True)]
    rows = [list(row) for _, row in groupby(sorted(told, key=lambda each: each.role), key=lambda each: each.role)]
    if any(len(row) != len(ordered) for row in rows):
        return []
    return [([row[step] for row in rows], [place]) for step, place in enumerate(ordered)]


def _runs(items: Sequence[Item]) -> list[list[Item]]:
    """The numbers of a sentence that only commas and "and" separate, run by run."""
    runs: list[list[Item]] = [[]]
    for item in items:
        if has(item, "number"):
            runs[-1].append(item)
        elif item.word not in JOINERS:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _hand_on(reader: Reader, known: Tag, other: Tag) -> None:
    source = next((mention for mention in reader.mentions if mention.start == known.start), None)
    if source is not None and other.start not in reader.claimed:
        reader.hand(source.role, other, source, standing=source.standing)
