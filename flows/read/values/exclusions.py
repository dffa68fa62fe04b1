"""Numbers that count nothing, told by their shape ("F-16", "18:30", "155mm") or by the words around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from flows.read.values.lexer import INVISIBLE, MARKS, Token, phrase_at, phrase_before, words_of

MAX_DIGITS = 15  # a count with more is a mistake or an attack
HIDDEN = re.compile(f"[{INVISIBLE}{MARKS}]")
SHAPES = (
    ("ordinal", re.compile(r"\d+(st|nd|rd|th)(-[a-z]+)?", re.ASCII)),
    ("age", re.compile(r"[a-z0-9-]+-(year|month|day)s?-olds?", re.ASCII)),
    ("clock time", re.compile(r"\d{1,2}(:\d{2}){1,2}([ap]\.?m)?|\d{1,2}(\.\d{2})?([ap]\.?m|hrs|h)", re.ASCII)),
    ("date", re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{2,4}|\d{4}s|\d{4}[-/]\d{2}|(19|20)\d{2}-(19|20)\d{2}", re.ASCII)),
    ("percentage", re.compile(r"[\d.,-]+(pc|pct)", re.ASCII)),
    ("measure", re.compile(r"[\d.,-]+(mm|cm|m|km|kg|ft|mi|mph|kph|kw|mw|gw|kv|c|f|l|ha|hz|mhz|gb|g)\d?", re.ASCII)),
    ("fraction", re.compile(r"\d+/\d+", re.ASCII)),
    (
        "model",
        re.compile(r"[a-z][a-z.-]*\d[\w./-]*|\d+[a-z]+\d[\w-]*|\d+-?[a-z]\d*", re.ASCII),
    ),
    ("compound", re.compile(r"\d[\d.,]*(-[a-z]+)+", re.ASCII)),
)
COUNT_SUFFIX = re.compile(r"\d[\d,.]*(k|mln|mn|bn|bln)", re.ASCII)
CLOCK_POINT = re.compile(r"([01]?\d|2[0-4])\.[0-5]\d", re.ASCII)  # "5.30", "17.45"
YEAR = re.compile(r"(19|20)\d\d", re.ASCII)


def reason_of_shape(token: Token) -> str | None:
    """Why a token with digits, or a compound of a number word, is no count by its shape alone; None where it may be.

    >>> from flows.read.values.lexer import tokenize
    >>> [reason_of_shape(token) for token in tokenize("80th F-16 18:30 155mm two-year 44")]
    ['ordinal', 'model', 'clock time', 'measure', 'compound', None]
    """
    if not any(sign.isnumeric() for sign in token.text):
        return _reason_of_word(token.low)
    if _is_suspicious(token.text):
        return "suspicious-number"
    if COUNT_SUFFIX.fullmatch(token.low):
        return None
    return next((reason for reason, shape in SHAPES if shape.fullmatch(token.low)), None)


def reason_around(
    tokens: Sequence[Token], first: int, after: int, *, is_digits: bool, before: str | None
) -> str | None:
    """Why the number in tokens[first:after] counts nothing, by its neighbours; None where it may count.

    Args:
        before: the reason of the number read just before, which a list hands on ("aged 3, 5 and 7").
    """
    is_counting = after < len(tokens) and tokens[after].low in words_of("countable")
    following = phrase_at(tokens, after, "after")
    if following and not is_counting:
        return following[0]
    if _is_clock_time(tokens, first, after, before):
        return "clock time"
    if is_counting:
        return None
    is_stopped = first > 1 and tokens[first - 1].text == "." and tokens[first - 2].low in ("no", "nr")  # "No. 9"
    previous = phrase_before(tokens, first - 1 if is_stopped else first, "before")
    if previous and (is_digits or previous[0] == "age"):
        return previous[0]
    if before == "age" and first >= 1 and tokens[first - 1].low in (",", "and", "or") and _is_list_end(tokens, after):
        return "age"
    return _reason_of_digits(tokens, first, after) if is_digits else None


def _is_clock_time(tokens: Sequence[Token], first: int, after: int, before: str | None) -> bool:
    """True for "at 5.30", "from 5.30 to 17.45", "between 2.10 and 5.40", and for "at five in the morning"."""
    opening = first
    while opening and tokens[opening - 1].low in words_of("about"):
        opening -= 1  # "at around 5.30"
    is_point = _are_clock_points(tokens, first, after)
    if phrase_at(tokens, after, "part of day"):
        return is_point or (opening > 0 and tokens[opening - 1].low == "at")
    is_opened = bool(phrase_before(tokens, opening, "clock opening") or phrase_at(tokens, first, "clock opening"))
    is_second = before == "clock time" and first > 0 and tokens[first - 1].low in ("and", "to", "-")
    return is_point and (is_opened or is_second or opening < first)


def _are_clock_points(tokens: Sequence[Token], first: int, after: int) -> bool:
    """True for hours and minutes with a point between, which a scale word behind would make a decimal."""
    digits = [token for token in tokens[first:after] if token.text[0].isdigit()]
    is_bare = after - first in (1, 4)  # one of them, or "between" two
    return bool(digits) and is_bare and all(CLOCK_POINT.fullmatch(token.text) for token in digits)


def _reason_of_digits(tokens: Sequence[Token], first: int, after: int) -> str | None:
    text = tokens[first].text
    sign = tokens[first - 1] if first else None
    if sign and sign.text in "$€£₴₽¥" and sign.end == tokens[first].start:
        return "money"
    if after - first > 1:
        return None
    if YEAR.fullmatch(text) and not _is_plural(tokens, after):
        return "year"
    if _is_age_in_commas(tokens, first, after):
        return "age"
    if _is_name_number(tokens, first, after):
        return "label"
    return None


def _is_plural(tokens: Sequence[Token], after: int) -> bool:
    """True where a plural noun in small letters follows, as "2014 shells"; "2014 elections" is rarer than a count."""
    return after < len(tokens) and tokens[after].low in words_of("countable")


def _is_age_in_commas(tokens: Sequence[Token], first: int, after: int) -> bool:
    """The age in "Jane Doe, 41, said" and "a woman, 70, died"."""
    return (
        first >= 2
        and after < len(tokens)
        and tokens[first - 1].text == ","
        and tokens[after].text in (",", ".", ")", ";")
        and _may_be_person(tokens[first - 2].text)
        and tokens[first].text.isdigit()
        and 0 < int(tokens[first].text[:4]) < 110
    )


def _may_be_person(word: str) -> bool:
    """True for a name and for a noun in the singular; what counts stands behind plurals, participles, quantities."""
    if word.lower() in words_of("quantity"):
        return False  # "the most, 45, fell there"
    return word[0].isupper() or (word.isalpha() and len(word) > 2 and not word.endswith(("s", "ed")))


def _is_name_number(tokens: Sequence[Token], first: int, after: int) -> bool:
    """The number of a name ("Nord Stream 2"): two capitals before it and no word that it counts behind it."""
    if first < 2 or not tokens[first - 1].text[0].isupper() or not tokens[first - 2].text[0].isupper():
        return False
    return after == len(tokens) or not tokens[after].text[0].isalpha()


def _is_list_end(tokens: Sequence[Token], after: int) -> bool:
    if after == len(tokens) or not tokens[after].text[0].isalpha():
        return True
    return tokens[after].low in ("and", "or", "who", "were", "respectively")


def _reason_of_word(low: str) -> str | None:
    """ "two-year", "five-storey": a number word that is the first part of a compound adjective."""
    first, dash, rest = low.partition("-")
    if not dash or first not in words_of("unit") | words_of("ten"):
        return None
    if rest.endswith(("old", "olds")):
        return "age"
    second = rest.partition("-")
    if second[0] in words_of("unit"):
        return None if not second[1] else ("age" if rest.endswith(("old", "olds")) else "compound")
    return "compound"


def _is_suspicious(text: str) -> bool:
    """Digits of other scripts, invisible characters, letters of several scripts, or too many digits."""
    if HIDDEN.search(text) or sum(sign.isdigit() for sign in text) > MAX_DIGITS:
        return True
    return any(not sign.isascii() and (sign.isnumeric() or _is_foreign(sign)) for sign in text)


def _is_foreign(sign: str) -> bool:
    return sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN")
