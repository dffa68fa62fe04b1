"""The words of money from the vocabulary, and the expressions that find amounts, built from them once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from flows.read.values.lexer import INVISIBLE, MARKS
from flows.read.vocabulary import load_rows

NUM = rf"(?:\d{{1,3}}(?:[,'  ]\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)*)(?![\d{INVISIBLE}{MARKS}])"
DASH = r"\s?[-‐-―]\s?"
SIGNAL = re.compile(r"[^\W\d_]+|[^\w\s.,]")
BARE_SIGN = ("$", "USD")  # written by several countries for their own dollar
BARE_SIZES = frozenset({"bn", "bln"})  # money even without a currency
EDGE = rf"(?<![\w$€£.,{INVISIBLE}{MARKS}])"
# "between 5 and 7 million" is one range; "from 5 to 7 million" tells two amounts, the old and the new one.
LEADS = r"(?:(?P<between>[Bb]etween\s)|(?P<rise>[Ff]rom\s))?"
JOINT = rf"(?:{DASH}|\s(?(between)and|(?:to|or))\s)"


@dataclass(frozen=True)
class Units:
    """The words and signs of currencies: by whom each is owned alone, and whose it can be."""

    owners: Mapping[str, str]  # code, sign or noun -> the currency that it means where nothing else is said
    nouns: Mapping[str, tuple[str, ...]]  # noun -> every currency of that name
    signs: frozenset[str]
    codes: frozenset[str]
    adjectives: Mapping[str, str]  # demonym -> country


@dataclass(frozen=True)
class MoneyWords:
    """The words by class, and the compiled expressions: amounts with the unit in front, behind, or without one."""

    values: Mapping[str, Mapping[str, str]]  # word class -> alias -> value
    units: Units
    signals: frozenset[str]
    forms: tuple[re.Pattern[str], ...]
    hedge: re.Pattern[str]
    hedge_after: re.Pattern[str]
    period: re.Pattern[str]

    def is_possible(self, text: str) -> bool:
        """Whether a text has any sign, code or noun of a currency: a cheap test before the expressions."""
        return not self.signals.isdisjoint(SIGNAL.findall(text)) or not self.signals.isdisjoint(
            SIGNAL.findall(text.lower())
        )

    def options(self, unit: str, adjective: str | None) -> tuple[str, ...]:
        """The currencies that a unit may mean, narrowed by an adjective of nationality ("Danish crowns")."""
        owner, noun = self.units.owners.get(unit) or self.units.owners.get(unit.lower()), unit.lower()
        country = self.units.adjectives.get(adjective or "")
        narrowed = tuple(code for code in self.units.nouns.get(noun, ()) if country and code.startswith(country))
        if narrowed:
            return narrowed
        if owner == BARE_SIGN[1] and noun in (BARE_SIGN[0], "dollar", "dollars"):
            return tuple(self.values["bare_sign"])
        return (owner,) if owner else self.units.nouns.get(noun, ())

    def default(self, unit: str, options: tuple[str, ...]) -> str | None:
        """The currency that a unit means where the context says nothing else."""
        owner = self.units.owners.get(unit) or self.units.owners.get(unit.lower())
        if len(options) == 1:
            return options[0]
        return owner if owner in options else None

    def magnitude(self, word: str | None) -> Decimal:
        """The factor that a word such as "bn" stands for; 1 without a word."""
        return Decimal(self.values["magnitude"][word.lower()]) if word else Decimal(1)

    def spelled(self, words: str) -> Decimal:
        """The value of number words: "half a", "two and a half", "three hundred and fifty"."""
        text = re.sub(r"[\s-]+", " ", words.lower()).strip()
        fraction = self.values["fraction"].get(text)
        if fraction:
            return Decimal(fraction)
        whole, half, _ = text.partition(" and a half")
        total = Decimal(0)
        for word in whole.split():
            if word in self.values["hundred"]:
                total *= 100
            elif word != "and":
                total += Decimal(self.values["number"].get(word) or self.values["article"][word])
        return total + (Decimal("0.5") if half else 0)


@cache
def load_money_words() -> MoneyWords:
    """The words and expressions, read once."""
    values: dict[str, dict[str, str]] = {}
    for row in load_rows("money_words"):
        values.setdefault(row["word_class"], {}).update(dict.fromkeys(row["aliases"].split("|"), row["value"]))
    units = _load_units()
    behind = _unit_behind(units)
    return MoneyWords(
        values=values,
        units=units,
        signals=units.codes | frozenset(units.nouns) | {sign[-1] for sign in units.signs} | units.signs | BARE_SIZES,
        forms=(_front_form(values, _any(units.signs | units.codes), behind), _back_form(values, behind), _bare_form()),
        hedge=re.compile(rf"(?:(?<=^)|(?<=[\s(]))({_any(values['hedge'])})\s*\Z", re.IGNORECASE),
        hedge_after=re.compile(rf"\s?({_any(values['hedge_after'])})(?!\w)", re.IGNORECASE),
        period=re.compile(rf"(?:\s|(?=/))({_any(values['period'])})\b", re.IGNORECASE),
    )


def _load_units() -> Units:
    owners: dict[str, str] = {}
    nouns: dict[str, list[str]] = {}
    signs: set[str] = set()
    codes: set[str] = set()
    for row in load_rows("currencies"):
        code = row["currency"]
        aliases = {alias for alias in row["aliases"].split("|") if alias}
        own_signs = {sign for sign in row["symbols"].split("|") if sign}
        own_codes = {code} | {alias for alias in aliases if alias.isupper() and alias.isalpha()}
        for noun in filter(None, map(_noun, aliases)):
            nouns.setdefault(noun, []).append(code)
        owners.update(dict.fromkeys({alias for alias in aliases if alias.islower()} | own_signs | own_codes, code))
        signs |= own_signs
        codes |= own_codes
    adjectives = {word: row["country"] for row in load_rows("countries") for word in _names(row)}
    kept = {noun: tuple(dict.fromkeys(options)) for noun, options in nouns.items()}
    return Units(owners, kept, frozenset(signs), frozenset(codes), adjectives)


def _noun(alias: str) -> str | None:
    """The noun of a currency's name: "crowns" of "Danish crowns", "pounds sterling" whole."""
    if alias.islower():
        return alias
    *names, noun = alias.split()
    is_name = bool(names) and noun.islower() and noun.isalpha() and all(name[0].isupper() for name in names)
    return noun if is_name else None


def _names(row: Mapping[str, str]) -> Iterable[str]:
    """The words of a country that stand before a currency: demonyms, the short name, other names."""
    words = [row["name"], *row["demonyms"].split("|"), *row["aliases"].split("|")]
    return filter(None, words)


def _front_form(values: Mapping[str, Mapping[str, str]], sign: str, unit: str) -> re.Pattern[str]:
    """ "$2.5 billion", "USD 500m", "between $5m and $7m", "$2.7 million CAD"."""
    size = _size(values)
    span = (
        rf"(?:(?(rise)(?!))(?P<low>{NUM})\s?(?P<low_size>{size})?"
        rf"(?:{DASH}|\s(?(between)and|(?:to|or))\s(?=(?P=sign)|{NUM}[\s-]?{size}))(?:(?P=sign)\s?)?)?"
    )
    return re.compile(
        rf"{EDGE}{LEADS}(?P<sign>{sign})\s?{span}(?P<number>{NUM})(?:[\s-]?(?P<size>{size}))?(?:\s{unit})?"
    )


def _back_form(values: Mapping[str, Mapping[str, str]], unit: str) -> re.Pattern[str]:
    """ "7 billion Danish crowns", "600-700 million euros", "92 EUR million", "half a billion dollars"."""
    size = _size(values)
    word = rf"(?i:{_any([*values['number'], *values['hundred']])})"
    cardinal = rf"{word}(?:(?:-|\s(?:and\s)?){word})*(?:\sand a half)?"
    spelled = rf"(?i:{_any(values['fraction'])}|{_any(values['article'])}(?:\shundred)?|{cardinal})"
    plain = re.sub(r"\?P<\w+>", "?:", unit)
    span = rf"(?:(?(rise)(?!))(?P<low>{NUM})\s?(?P<low_size>{size})?(?:\s?{plain})?{JOINT})?"
    digits = rf"{span}(?P<number>{NUM})[\s-]?(?:(?P<size>{size})[\s-]?)?"
    words = rf"(?P<spelled>{spelled})[\s-](?P<spelled_size>{size})[\s-]"
    vague = rf"(?:(?P<vague>(?i:{_any(values['vague'])}))\s)?(?P<vague_size>{size})\s(?:of\s)?"
    return re.compile(rf"{EDGE}{LEADS}(?:{digits}|{words}|{vague})(?:of\s)?{unit}(?:[\s-](?P<late>{size}))?")


def _bare_form() -> re.Pattern[str]:
    return re.compile(rf"{EDGE}(?P<number>{NUM})\s?(?P<size>{_any(BARE_SIZES)})\b")


def _size(values: Mapping[str, Mapping[str, str]]) -> str:
    return rf"(?:(?i:{_any(values['magnitude'])})(?!\w))"


def _unit_behind(units: Units) -> str:
    noun = rf"(?:(?P<adjective>[A-Z][\w.]*(?:\s[A-Z]\w+)?)\s)?(?P<noun>(?i:{_any(units.nouns)}))(?!\w)"
    return rf"(?:{noun}|(?P<code>{_any(units.codes)})(?!\w)|(?P<sign_behind>{_any(units.signs)})(?!\w))"


def _any(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda each: (-len(each), each))) + ")"
