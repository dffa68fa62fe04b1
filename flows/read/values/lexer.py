"""The small tokens from which values are read: words, numbers as written, and signs, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from flows.read.text import Tag
from flows.read.vocabulary import load_rows

INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
MARKS = "\u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f"  # drawn onto the character before: accents, key caps, variants
# A run of letters, digits and invisible characters, held together by inner points, commas between digits,
# colons, slashes, apostrophes and hyphens, or marked in the middle of its digits; or any other single sign.
TOKEN = re.compile(
    rf"[\w{INVISIBLE}]+(?:(?:(?:[.:/'’‑–—-]|(?<=\d),(?=\d))(?=[\w{INVISIBLE}])|(?<=\d)[{MARKS}]+)[\w{INVISIBLE}]*)*"
    r"|[^\s\w]"
)
FOLDED = str.maketrans({"’": "'", "‑": "-", "–": "-", "—": "-"})


@dataclass(frozen=True)
class Token:
    """One token; `low` is its text in lower case, dashes and apostrophes made plain, the possessive ending cut off."""

    start: int
    end: int
    text: str
    low: str


@lru_cache(maxsize=16)  # dates and numbers read the same sentence one after the other
def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a text in their order; dashes between two words (not numbers) separate them as spaces do."""
    tokens: list[Token] = []
    for match in TOKEN.finditer(text):
        tokens += _split_dashes(match[0], match.start())
    return tuple(tokens)


def _split_dashes(text: str, start: int) -> list[Token]:
    """Cut a token at its long dashes unless numbers stand on both sides ("5–7" stays, "Putyvl—two" does not)."""
    if "–" not in text and "—" not in text:
        return [_token(text, start)]
    pieces = []
    position = 0
    for dash in re.finditer(r"[–—]", text):
        around = text[dash.start() - 1 : dash.end() + 1]
        if around[0].isdigit() and around[-1].isdigit():
            continue
        pieces += [_token(text[position : dash.start()], start + position), _token(dash[0], start + dash.start())]
        position = dash.end()
    return [piece for piece in [*pieces, _token(text[position:], start + position)] if piece.text]


def _token(text: str, start: int) -> Token:
    return Token(start, start + len(text), text, text.translate(FOLDED).lower().removesuffix("'s"))


@cache
def words_of(role: str) -> dict[str, str]:
    """The words of vocabulary/number_words.csv that play a role, with their values."""
    return {row["word"]: row["value"] for row in load_rows("number_words") if row["role"] == role}


@cache
def _longest(role: str) -> int:
    return max((len(word.split()) for word in words_of(role)), default=0)


def phrase_at(tokens: Sequence[Token], position: int, role: str) -> tuple[str, int] | None:
    """The value of the longest phrase of a role that starts at a token, and the number of its tokens."""
    words = words_of(role)
    for length in range(min(_longest(role), len(tokens) - position), 0, -1):
        value = words.get(" ".join(token.low for token in tokens[position : position + length]))
        if value is not None:
            return value, length
    return None


def phrase_before(tokens: Sequence[Token], position: int, role: str) -> tuple[str, int] | None:
    """The value of the longest phrase of a role that ends just before a token, and the number of its tokens."""
    words = words_of(role)
    for length in range(min(_longest(role), position), 0, -1):
        value = words.get(" ".join(token.low for token in tokens[position - length : position]))
        if value is not None:
            return value, length
    return None


def taken_by(tokens: Sequence[Token], offset: int, blocked: Sequence[Tag]) -> frozenset[int]:
    """The indexes of the tokens that the tags cover, in one pass over both."""
    spans = sorted((tag.start - offset, tag.end - offset) for tag in blocked)
    taken = set()
    position = 0
    for index, token in enumerate(tokens):
        while position < len(spans) and spans[position][1] <= token.start:
            position += 1
        if position < len(spans) and spans[position][0] < token.end:
            taken.add(index)
    return frozenset(taken)
