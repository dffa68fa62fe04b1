"""The forms in which texts name dates: each reads one form at one token, against the date of the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache

from flows.read.text import DocumentDate
from flows.read.values.date_words import Found, phrase, words
from flows.read.values.lexer import Token
from flows.read.vocabulary import load_rows

YEARS = re.compile(r"(1[0-9]\d\d|20\d\d)(?:s|[-/](\d\d|\d{4}))", re.ASCII)  # "1930s", "1932-33", "1941-1945"
DECADE = 9  # years from the first of a decade to its last
WAR_BEGAN = 2014
FORWARD_DAYS = 60  # a day and month without a year mean the last such day, unless the next is this near


def date_at(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    """The date that starts at a token, in the first form that fits."""
    low = tokens[position].low
    if not low[0].isdigit() and low not in _openings():
        return None  # most tokens
    readers: tuple[Callable[[Sequence[Token], int, DocumentDate], Found | None], ...] = (
        _numeric,
        _night_span,
        _day_month,
        _month_day,
        _month_only,
        _weekday,
        _ago,
        _deictic,
        _year_only,
        _years_ago,
    )
    return next((found for reader in readers if (found := reader(tokens, position, published))), None)


@cache
def _openings() -> frozenset[str]:
    """The words with which a date can start."""
    return frozenset(row["word"].split()[0] for row in load_rows("date_words") if row["role"] not in ("relation",))


def _numeric(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    """ISO dates, and days written with points or slashes where only one reading is possible."""
    low = tokens[position].low
    for sign in "-./":
        parts = low.split(sign)
        if len(parts) == 3 and all(part.isascii() and part.isdigit() for part in parts):
            return _numeric_value(parts, position, sign)
    return None


def _numeric_value(parts: list[str], position: int, sign: str) -> Found | None:
    if len(parts[0]) == 4:
        value = _iso(parts[0], parts[1], parts[2])
    elif len(parts[2]) == 4:
        day_first, month_first = _iso(parts[2], parts[1], parts[0]), _iso(parts[2], parts[0], parts[1])
        if sign == "/" and day_first and month_first and day_first != month_first:
            return Found(position, position + 1, None, "day and month in unknown order")
        value = day_first or (month_first if sign == "/" else None)
    else:
        return None
    return Found(position, position + 1, value) if value else None


def _iso(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except (ValueError, OverflowError):  # the latter for a year of twenty digits
        return None


def _night_span(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    """ "the night of 22-23 September" and "overnight into Saturday": the morning's date."""
    opening = phrase(tokens, position, "night opening")
    if not opening:
        return None
    after = opening[1]
    for reader in (_day_month, _month_day, _weekday):
        found = reader(tokens, after, published) if after < len(tokens) else None
        if found:
            later = _second_of_span(tokens, found.after, published)
            end = later or found
            return Found(position, end.after, end.value, end.reason, is_night=True)
    return None


def _second_of_span(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    joiner = phrase(tokens, position, "span joiner")
    if not joiner or joiner[1] >= len(tokens):
        return None
    readers = (_day_month, _month_day, _weekday)
    return next((found for reader in readers if (found := reader(tokens, joiner[1], published))), None)


def _day_number(token: Token) -> int | None:
    """The day of "22", "22nd", or the second of "22-23"."""
    text = token.low.split("-")[-1]
    for ending in ("st", "nd", "rd", "th"):
        text = text.removesuffix(ending)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31 else None


def _month(tokens: Sequence[Token], position: int) -> tuple[int, int] | None:
    """The month named at a token and the token after it; an abbreviation takes its point along."""
    if position >= len(tokens) or not tokens[position].text[0].isupper():
        return None
    name = words("month").get((tokens[position].low,))
    if name is None:
        return None
    after = position + 1
    is_short = len(tokens[position].low) <= 4 and tokens[position].low not in ("may", "june", "july")
    if is_short and after < len(tokens) and tokens[after].text == "." and tokens[after].start == tokens[position].end:
        after += 1
    return int(name), after


def _year(tokens: Sequence[Token], position: int) -> tuple[int, int] | None:
    """The year behind a day or month ("12 May 2031", "May 12, 2031")."""
    if position < len(tokens) and tokens[position].text == ",":
        position += 1
    if position >= len(tokens):
        return None
    text = tokens[position].text
    is_year = len(text) == 4 and text.isascii() and text.isdigit() and text[:2] in ("19", "20")
    return (int(text), position + 1) if is_year else None


def _day_month(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    day = _day_number(tokens[position])
    after = position + 1
    if day is None:
        return None
    if after + 1 < len(tokens) and tokens[after].low in ("-", "and", "to", "or") and _day_number(tokens[after + 1]):
        day, after = _day_number(tokens[after + 1]), after + 2  # "22 and 23 September": the later day
    if after < len(tokens) and tokens[after].low == "of":
        after += 1
    month = _month(tokens, after)
    if month is None or day is None:
        return None
    return _calendar_day(tokens, position, month[1], month[0], day, published)


def _month_day(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    month = _month(tokens, position)
    if month is None or month[1] >= len(tokens):
        return None
    after = month[1]
    if tokens[after].low == "the" and after + 1 < len(tokens):
        after += 1
    day = _day_number(tokens[after])
    if day is None or (after > month[1] and tokens[after].low.isdigit()):
        return None
    after += 1
    if after + 1 < len(tokens) and tokens[after].low in ("-", "and", "to") and _month(tokens, after + 2) is None:
        later = _day_number(tokens[after + 1])
        if later and later > day and not _counts_something(tokens, after + 2):
            day, after = later, after + 2
    return _calendar_day(tokens, position, after, month[0], day, published)


def _counts_something(tokens: Sequence[Token], position: int) -> bool:
    return position < len(tokens) and tokens[position].text[0].islower()


def _calendar_day(
    tokens: Sequence[Token], first: int, after: int, month: int, day: int, published: DocumentDate
) -> Found | None:
    year = _year(tokens, after)
    if year:
        value = _iso(year[0], month, day)
        return Found(first, year[1], value) if value else None
    if published.value is None:
        return Found(first, after, None, "no document date for the year")
    value = _nearest_day(published.value, month, day)
    return Found(first, after, value) if value else None


def _nearest_day(published: str, month: int, day: int) -> str | None:
    """The last such day before the document's date, unless the next one is close."""
    today = date.fromisoformat(published if len(published) > 7 else f"{published}-28")
    days = [value for year in (today.year - 1, today.year, today.year + 1) if (value := _iso(year, month, day))]
    past = [value for value in days if date.fromisoformat(value) <= today]
    coming = [value for value in days if 0 < (date.fromisoformat(value) - today).days <= FORWARD_DAYS]
    if coming and (not past or (today - date.fromisoformat(past[-1])).days > FORWARD_DAYS):
        return coming[0]
    return past[-1] if past else None


def _month_only(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    """ "in September", "September 2031", "earlier this month", "last month"."""
    relative = phrase(tokens, position, "month phrase")
    if relative:
        if published.value is None:
            return Found(position, relative[1], None, "no document date")
        return Found(position, relative[1], _months_back(published.value, int(relative[0])))
    month = _month(tokens, position)
    if month is None:
        return None
    year = _year(tokens, month[1])
    if year:
        return Found(position, year[1], f"{year[0]}-{month[0]:02}")
    if position == 0 or tokens[position - 1].low not in {words[0] for words in words("before month")}:
        return None
    if published.value is None:
        return Found(position, month[1], None, "no document date for the year")
    current = int(published.value[:4])
    is_past = f"{current}-{month[0]:02}" <= published.value[:7]
    return Found(position, month[1], f"{current if is_past else current - 1}-{month[0]:02}")


def _months_back(published: str, months: int) -> str:
    count = int(published[:4]) * 12 + int(published[5:7]) - 1 - months
    return f"{count // 12}-{count % 12 + 1:02}"


def _weekday(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    """ "Wednesday", "last Wednesday", "next Wednesday", "Wednesday night"."""
    shift = phrase(tokens, position, "weekday shift")
    name = shift[1] if shift else position
    if name >= len(tokens) or not tokens[name].text[0].isupper():
        return None
    weekday = words("weekday").get((tokens[name].low,))
    if weekday is None:
        return None
    part = phrase(tokens, name + 1, "part of day")
    after = part[1] if part else name + 1
    is_night = bool(part and part[0] == "night")
    span = _second_of_span(tokens, after, published) if is_night and position == name else None
    if span and span.value and span.is_night is False and tokens[after].low in ("to", "into"):
        return Found(position, span.after, span.value, is_night=True)  # "Friday night into Saturday"
    if published.value is None or len(published.value) < 10:
        return Found(position, after, None, "no document day to count from", is_night=is_night)
    today = date.fromisoformat(published.value)
    back = (today.weekday() - int(weekday)) % 7
    days = {"last": -(back or 7), "next": 7 - back}.get(shift[0] if shift else "", -back)
    return Found(position, after, (today + timedelta(days=days)).isoformat(), is_night=is_night)


def _ago(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    """ "two days ago", "a day earlier"."""
    if position + 2 >= len(tokens) or tokens[position + 2].low not in ("ago", "earlier"):
        return None
    count = words("count").get((tokens[position].low,)) or tokens[position].low
    unit = tokens[position + 1].low
    if not (count.isascii() and count.isdigit() and len(count) < 5) or unit not in ("day", "days"):
        is_span = count.isdigit() and unit.rstrip("s") in ("week", "month", "year", "hour")
        reason = "long ago" if unit.rstrip("s") in ("month", "year") else "no single day"
        return Found(position, position + 3, None, reason, relation="past") if is_span else None
    if published.value is None or len(published.value) < 10:
        return Found(position, position + 3, None, "no document day to count from")
    day = date.fromisoformat(published.value) - timedelta(days=int(count))
    return Found(position, position + 3, day.isoformat())


def _deictic(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    """Words that point from the day of writing: today, overnight, yesterday, the past 24 hours, last week."""
    found = phrase(tokens, position, "day phrase")
    if not found:
        return None
    shift, _, note = found[0].partition(" ")
    is_night = note == "night"
    if shift == "none":
        return Found(position, found[1], None, "no single day", relation="past")
    if published.value is None or len(published.value) < 10:
        return Found(position, found[1], None, "no document day to count from", is_night=is_night)
    day = date.fromisoformat(published.value) + timedelta(days=int(shift))
    return Found(position, found[1], day.isoformat(), relation=note if note == "past" else "on", is_night=is_night)


def _year_only(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    """ "in 2031", "since 2014": a year, which is no day."""
    year = _year(tokens, position)
    if year is None or tokens[position].text == "," or position == 0:
        return None
    if tokens[position - 1].low not in {words[0] for words in words("before year")}:
        return None
    if (
        position + 1 < len(tokens)
        and tokens[position + 1].text[0].islower()
        and tokens[position - 1].low in ("of", "by")
    ):
        return None  # "a convoy of 2000 lorries"
    return Found(position, position + 1, None, "year only", relation="past")


def _years_ago(tokens: Sequence[Token], position: int, published: DocumentDate) -> Found | None:
    """ "the 1930s", "1932-33": years that ended long before the war."""
    span = YEARS.fullmatch(tokens[position].low)
    if span is None:
        return None
    first, last = int(span[1]), span[2] or ""
    end = int(span[1][: 4 - len(last)] + last) if last else first + DECADE
    is_past = first < end < WAR_BEGAN
    return Found(position, position + 1, None, "long ago", relation="past") if is_past else None
