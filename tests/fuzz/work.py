"""What is done with one document, and what must be true of the outcome."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from flows.decode import decode
from flows.read.account import LedgerEntry, account
from flows.read.aid.assembly import find_aid
from flows.read.attacks.assembly import find_attacks
from flows.read.facts import Fact
from flows.read.reading import as_fact, as_output, read
from flows.read.split.digest import split
from flows.read.tag.tagging import tag

NAME = "2031-03-04.txt"
SECONDS = 10  # of the processor, for one document
MOST = 10**18  # what fits into the record's DECIMAL(20,2)
COUNTS = ("killed", "injured")
MOST_COUNTED = 2**31  # what fits into the marts' columns


class TookTooLongError(AssertionError):
    """A document took more than its time."""


@contextmanager
def within_time(seconds: float = SECONDS) -> Iterator[None]:
    """Raise where the block takes more of the processor's time; a regular expression is interrupted too."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLongError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def short(content: bytes) -> None:
    """Intake, split, tags, attacks, aid and the ledger: all that needs no parse."""
    text = decoded(content)
    if text is None:
        return
    document = split(text, name=NAME)
    for story in document.stories:
        assert 0 <= story.start <= story.end <= len(text)
        assert all(text[each.start : each.end] == each.text for each in story.sentences)
    for story in tag(document):
        speakers = [None] * len(story.sentences)
        found = [*find_attacks(story, speakers), *find_aid(story, speakers)]
        for fact in found:
            fits(fact, text)
        for entry in account(story, found):
            is_entry(entry, text)


def parse(content: bytes) -> None:
    """The whole reader, with the parser and the diplomatic events, and its output as JSON."""
    text = decoded(content)
    if text is None:
        return
    reading = read(text, name=NAME)
    for fact in reading.facts:
        fits(fact, text)
    for entry in reading.ledger:
        is_entry(entry, text)
    json.dumps(as_output(reading)).encode()


def decoded(content: bytes) -> str | None:
    """The text, or None with a reason."""
    found = decode(content)
    assert (found.text is None) == (found.reason is not None)
    return found.text


def fits(fact: Fact, text: str) -> None:
    """A fact has its place in the text, and figures that the columns hold."""
    assert 0 <= fact.quote[0] <= fact.quote[1] <= len(text)
    assert 0 <= fact.start <= fact.end <= len(text)
    json.dumps(as_fact(fact, text)).encode()
    for path, figure in fact.figures.items():
        assert 0 <= figure.start <= figure.end <= len(text), path
        is_count = path in COUNTS or path.startswith("weapons.")
        for value in (figure.low, figure.high):
            assert value is None or 0 <= value < (MOST_COUNTED if is_count else MOST), (path, value)


def is_entry(entry: LedgerEntry, text: str) -> None:
    """A number of the ledger has its place, a use or a reason, and a value that the record holds."""
    assert 0 <= entry.start < entry.end <= len(text)
    assert (entry.fact is None) != (entry.reason is None)
    assert all(value is None or 0 <= value < MOST for value in (entry.low, entry.high))


KINDS: dict[str, Callable[[bytes], Any]] = {"short": short, "parse": parse}
