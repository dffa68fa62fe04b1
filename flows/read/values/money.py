"""Amounts of money in a text, in whatever order and spelling: exact decimals with hedge, currency and span.

The words stand in vocabulary/money_words.csv and currencies.csv. A word that several currencies share ("dollars",
"crowns") keeps them as options, from which `resolve_currency` chooses by the countries of the context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from flows.read.text import Tag
from flows.read.values.money_words import MoneyWords, load_money_words
from flows.read.values.numbers import MAX_VALUE  # what is more is no sum of money either

Span = tuple[int, int]

# What stands between an amount and the same money in another currency: "(", ", or about", "equivalent to".
CONVERSION_LINK = re.compile(
    r"\s{0,4}(?:[(\[]\s{0,4}|,?\s{0,4}(?:or|i\.e\.|that is|which is|equal to|equivalent to|the equivalent of)\s{1,4}|"
    r"[/=]\s{0,4})(?:about|around|or|[=~≈])?\s{0,4}",
    re.IGNORECASE,
)
BRACKET = re.compile(r"[(\[]\s*(?:or|[=~≈])?\s*$")
BRACKET_REACH = 60  # characters between an amount and the bracket that converts it
HEDGE_REACH = 30  # characters in front of an amount in which its hedge stands
# A bare "4.2bn" is money only where no noun follows that it would count ("7bn people", "3bn cubic metres").
COUNTED_NOUN = re.compile(
    r"\s+(?!(?:of|in|to|for|from|by|at|on|and|or|is|was|total|worth|which|that|has|had|package)\b)\w"
)


@dataclass(frozen=True)
class Money:
    """An amount as stated; `high` is null for vague words ("billions of dollars"), `core` is the span without hedge."""

    low: Decimal
    high: Decimal | None
    qualifier: str | None  # at least | at most | about
    currency: str | None  # ISO 4217; null where the words leave it open
    options: tuple[str, ...]  # the currencies that the words allow
    is_conversion: bool  # the same money as the amount before it, in another currency
    per: str | None  # month | year | week, where the amount recurs
    core: Span

    @property
    def amount(self) -> Decimal | None:
        """The single figure of the amount: its lower bound, or nothing where the words are vague."""
        return self.low if self.high is not None else None


def parse_money(text: str, *, offset: int = 0) -> list[Tag]:
    """The amounts of a text that starts at `offset` of its document, as `money` tags in the order of the text.

    >>> [(tag.text, f"{tag.value.low:f}", tag.value.currency) for tag in parse_money("more than EUR 1.5bn in loans")]
    [('more than EUR 1.5bn', '1500000000', 'EUR')]
    """
    words = load_money_words()
    if not words.is_possible(text):
        return []
    found = [match for form in words.forms for match in form.finditer(text)]
    tags: list[Tag] = []
    for match in sorted(found, key=lambda each: (each.start(), -each.end())):
        if not tags or match.start() >= tags[-1].end:
            tags += _tags(match, words)
    return [_shifted(tag, offset) for tag in _with_conversions(text, tags)]


def resolve_currency(money: Money, countries: Iterable[str]) -> str | None:
    """The currency of an amount, told by the ISO codes of the countries of its context, the nearest first.

    The code of a currency starts with its country's: "$" of an Australian is AUD, "crowns" of a Dane are DKK.
    """
    if len(money.options) < 2:
        return money.currency
    fitting = (option for country in countries for option in money.options if option.startswith(country))
    return next(fitting, money.currency)


def _tags(match: re.Match[str], words: MoneyWords) -> list[Tag]:
    """The tag of one match, or none where its words are no money after all."""
    groups = match.groupdict()
    unit, options = _unit(groups, words)
    bounds = _bounds(groups, words)
    if (
        bounds is None
        or max(bounds[0], bounds[1] or bounds[0]) >= MAX_VALUE
        or not _is_money(match, groups, unit, words)
    ):
        return []
    core = (_core_start(match, groups), match.end())
    start, end, qualifier = _hedge(match.string, core, words)
    period = words.period.match(match.string, end)
    money = Money(
        *bounds,
        qualifier=qualifier,
        currency=words.default(unit, options),
        options=options,
        is_conversion=False,
        per=words.values["period"][period[1].lower()] if period else None,
        core=core,
    )
    return [Tag("money", start, end, match.string[start:end], value=money)]


def _unit(groups: dict[str, str | None], words: MoneyWords) -> tuple[str, tuple[str, ...]]:
    """The unit that decides and its currencies: a code or a noun with its country beats the sign in front."""
    sign = groups.get("sign")
    behind = groups.get("noun") or groups.get("code") or groups.get("sign_behind") or ""
    unit = sign if (sign and len(words.options(sign, None)) == 1) or not behind else behind
    return unit or "", words.options(unit or "", groups.get("adjective"))


def _is_money(match: re.Match[str], groups: dict[str, str | None], unit: str, words: MoneyWords) -> bool:
    """Whether an ambiguous unit ("pounds", "won") has a size or an adjective with it, and a bare number no noun."""
    if groups.get("vague_size") and not groups.get("vague") and _is_behind_digits(match):
        return False  # "٣٤ million dollars" are not a million dollars: the number in front is one that is not read
    if not unit:
        return not COUNTED_NOUN.match(match.string, match.end())
    has_size = any(groups.get(name) for name in ("size", "spelled_size", "vague_size", "late"))
    glued = unit in words.units.codes and groups.get("sign") and match.string[match.end("sign")].isdigit()  # COP27
    if glued or unit in words.values["ambiguous"] or unit.lower() in words.values["ambiguous"]:
        return bool(has_size or groups.get("adjective"))
    return True


def _is_behind_digits(match: re.Match[str]) -> bool:
    return match.string[max(match.start() - 2, 0) : match.start()].rstrip()[-1:].isnumeric()


def _bounds(groups: dict[str, str | None], words: MoneyWords) -> tuple[Decimal, Decimal | None] | None:
    """Lower and upper bound, the upper one null for vague words; nothing where the number cannot be read."""
    if groups.get("vague_size"):
        return _vague_bounds(groups.get("vague"), groups["vague_size"] or "", words)
    if groups.get("spelled"):
        value = _exact(words.spelled(groups["spelled"] or "") * words.magnitude(groups["spelled_size"]))
        return value, value
    size = words.magnitude(groups.get("size") or groups.get("late"))
    high = _number(groups["number"] or "", size)
    if high is None:
        return None
    low_size = words.magnitude(groups["low_size"]) if groups.get("low_size") else size
    low = _number(groups["low"] or "", low_size) if groups.get("low") else high
    return (high, high) if low is None or low > high else (low, high)


def _vague_bounds(vague: str | None, size: str, words: MoneyWords) -> tuple[Decimal, Decimal | None]:
    """ "Several billion" and "billions" have a floor; "another billion" is one."""
    if not vague and not size.endswith("s"):
        return words.magnitude(size), words.magnitude(size)
    return Decimal(words.values["vague"][(vague or "many").lower()]) * words.magnitude(size), None


def _number(written: str, size: Decimal) -> Decimal | None:
    """Digits times a size; a comma before three digits groups, other commas and single points divide."""
    digits = re.sub(r"[\s']", "", written)
    if not digits.isascii():
        return None  # digits of other scripts: a number that looks like another one
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return _exact(Decimal(digits.replace(",", "")) * size)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}|[1-9]\d{0,2}\.\d{3}", digits) and size == 1:
        return Decimal(digits.replace(".", ""))  # 500.000 euros: nobody states tenths of a cent
    if re.fullmatch(r"\d+(?:[.,]\d+)?", digits):
        return _exact(Decimal(digits.replace(",", ".")) * size)
    return None


def _exact(value: Decimal) -> Decimal:
    """The same value without idle decimal places: 1.50 million is 1500000."""
    return value.to_integral_value() if value == value.to_integral_value() else value


def _core_start(match: re.Match[str], groups: dict[str, str | None]) -> int:
    lead = groups.get("between") or groups.get("rise") or ""
    return match.start() + len(lead)


def _hedge(text: str, core: Span, words: MoneyWords) -> tuple[int, int, str | None]:
    """The span of an amount with the hedge in front of it or behind it, and what that hedge says."""
    reach = max(0, core[0] - HEDGE_REACH)
    before = words.hedge.search(text[reach : core[0]])
    if before:
        return reach + before.start(1), core[1], words.values["hedge"][before[1].lower()]
    after = words.hedge_after.match(text, core[1])
    if after:
        return core[0], after.end(), words.values["hedge_after"][after[1].lower()]
    return *core, None


def _with_conversions(text: str, tags: list[Tag]) -> list[Tag]:
    """The same tags, those marked that tell the amount before them in another currency."""
    marked: list[Tag] = []
    for tag in tags:
        is_conversion = bool(marked) and _converts(text, marked[-1], tag)
        marked.append(replace(tag, value=replace(tag.value, is_conversion=True)) if is_conversion else tag)
    return marked


def _converts(text: str, before: Tag, tag: Tag) -> bool:
    is_bare = len(before.value.options) > 1 and tag.value.options != before.value.options  # "$50m (US$37m)"
    if before.value.currency == tag.value.currency and not (is_bare and before.value.low != tag.value.low):
        return False
    gap = text[before.end : tag.start]
    if CONVERSION_LINK.fullmatch(gap):
        return True
    if before.value.is_conversion and re.fullmatch(r"[,;/]?\s*(?:or|and)?\s*", gap):
        return True
    closes = text[tag.end : tag.end + 1] in {")", "]", ",", ";"}
    return closes and len(gap) <= BRACKET_REACH and ")" not in gap and bool(BRACKET.search(gap))


def _shifted(tag: Tag, offset: int) -> Tag:
    core = (tag.value.core[0] + offset, tag.value.core[1] + offset)
    return replace(tag, start=tag.start + offset, end=tag.end + offset, value=replace(tag.value, core=core))
