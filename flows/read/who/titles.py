"""Words of office and rank, which stand before a person's name and are no part of it."""

from __future__ import annotations

import re
from functools import cache

from flows.read.vocabulary import load_rows


def has_title(text: str) -> bool:
    """True where a text holds a word of office.

    >>> has_title("the deputy mayor of Ruritania"), has_title("the river")
    (True, False)
    """
    return _titles().search(text) is not None


def last_title_end(text: str) -> int | None:
    """The offset behind the last word of office in a text, or None where it has none."""
    found = list(_titles().finditer(text))
    return found[-1].end() if found else None


def is_title(word: str) -> bool:
    """True where a word on its own is a word of office."""
    return _titles().fullmatch(word) is not None


@cache
def _titles() -> re.Pattern[str]:
    words = sorted((row["title"] for row in load_rows("titles")), key=len, reverse=True)
    return re.compile(
        rf"(?i)(?<![\w-])(?:ex-|vice-)?(?:{'|'.join(map(re.escape, words))})(?![\w-])(?! (?:Staff|Assembly|Council of))"
    )
