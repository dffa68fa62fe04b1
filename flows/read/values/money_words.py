"""The words of money from the vocabulary, and the expressions that find amounts, built from them once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from flows.read.vocabulary import load_rows

NUM = r"(?:\d{1,3}(?:[,'  ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)*)(?!\d)"
DASH = r"\s?[-‐-―]\s?"
EDGE = r"(?<![\w$€£.,])"
# "between 5 and 7 million" is one range; "from 5 to 7 million" tells two amounts, the old and the new one.
LEADS = r"(?:(?P<between>[Bb]etween\s)|(?P<rise>[Ff]rom\s))?"
JOINT = rf"(?:{DASH}|\s(?(between)and|(?:to|or))\s)"


@dataclass(frozen=True)
class MoneyWords:
    """The words by class, and the compiled expressions: amounts with the unit in front, behind, or without one."""

    values: Mapping[str, Mapping[str, str]]  # word class -> alias -> value
    units: Mapping[str, tuple[str, ...]]  # code, sign or noun -> currencies that it may mean alone
    nouns: Mapping[str, tuple[str, ...]]  # noun -> currencies that it may mean behind an adjective
    codes: frozenset[str]
    adjectives: Mapping[str, str]  # demonym -> country
    signal: re.Pattern[str]
    forms: tuple[re.Pattern[str], ...]
    hedge: re.Pattern[str]
    hedge_after: re.Pattern[str]
    period: re.Pattern[str]

    def options(self, unit: str, adjective: str | None) -> tuple[str, ...]:
        """The currencies that a unit may mean, narrowed by an adjective of nationality ("Danish crowns")."""
        country = self.adjectives.get(adjective or "")
        narrowed = tuple(code for code in self.nouns.get(unit.lower(), ()) if country and code.startswith(country))
        return narrowed or self.units.get(unit) or self.units.get(unit.lower(), ())

    def default(self, unit: str, options: tuple[str, ...]) -> str | None:
        """The currency that a unit means where the context says nothing else."""
        if len(options) == 1:
            return options[0]
        wanted = self.values["default"].get("dollars" if unit == "$" else unit.lower())
        return wanted if wanted in options else None

    def magnitude(self, word: str | None) -> Decimal:
        """The factor that a word such as "bn" stands for; 1 without a word."""
        return Decimal(self.values["magnitude"][word.lower().rstrip(".")]) if word else Decimal(1)

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
    units, nouns, signs, codes = _units()
    sign, unit = _any([*signs, *codes]), _unit_behind(nouns, signs, codes)
    return MoneyWords(
        values=values,
        units=units,
        nouns=nouns,
        codes=frozenset(codes),
        adjectives=_adjectives(),
        signal=re.compile(rf"{_any(signs)}|\b{_any(codes)}(?![A-Za-z])|(?i:{_any(nouns)})\b|\d\s?(?:bn|bln|mln|mn)\b"),
        forms=(_front_form(values, sign, unit), _back_form(values, unit), _bare_form()),
        hedge=re.compile(rf"(?:(?<=^)|(?<=[\s(]))({_any(values['hedge'])})\s*\Z", re.IGNORECASE),
        hedge_after=re.compile(rf"\s?({_any(values['hedge_after'])})(?!\w)", re.IGNORECASE),
        period=re.compile(rf"(?:\s|(?=/))({_any(values['period'])})\b", re.IGNORECASE),
    )


def _units() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], list[str], list[str]]:
    """Unit -> currencies, noun -> currencies, and the signs and codes among the units."""
    units: dict[str, list[str]] = {}
    nouns: dict[str, list[str]] = {}
    signs, codes = set(), []
    for row in load_rows("currencies"):
        code = row["currency"]
        codes.append(code)
        names = {alias for alias in row["aliases"].split("|") if alias}
        own_signs = {sign for sign in row["symbols"].split("|") if sign}
        signs |= own_signs
        for word in {code} | own_signs | {name for name in names if name.islower()}:
            units.setdefault(word, []).append(code)
        for noun in {name.rsplit(" ", 1)[-1].lower() for name in names} | {name for name in names if name.islower()}:
            nouns.setdefault(noun, []).append(code)
    units["$"] = units["dollars"]  # a bare sign is as open as the bare word
    return _frozen(units), _frozen(nouns), sorted(signs), codes


def _frozen(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(options) for word, options in lists.items()}


def _adjectives() -> dict[str, str]:
    """Demonym -> country, and the short names that stand before a currency ("US dollars")."""
    rows = load_rows("countries")
    pairs = [(word, row["country"]) for row in rows for word in (row["demonyms"] + "|" + row["aliases"]).split("|")]
    return {word: country for word, country in pairs if word} | {"Czech": "CZ", "New Zealand": "NZ"}


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
    return re.compile(rf"{EDGE}(?P<number>{NUM})\s?(?P<size>bn|bln|mln|mn)\b")


def _size(values: Mapping[str, Mapping[str, str]]) -> str:
    return rf"(?:(?i:{_any(values['magnitude'])})(?!\w)\.?(?=\W|$))"


def _unit_behind(nouns: Iterable[str], signs: Iterable[str], codes: Iterable[str]) -> str:
    noun = rf"(?:(?P<adjective>[A-Z][\w.]*(?:\s[A-Z]\w+)?)\s)?(?P<noun>(?i:{_any(nouns)}))(?!\w)"
    return rf"(?:{noun}|(?P<code>{_any(codes)})(?!\w)|(?P<sign_behind>{_any(signs)})(?![\w\d]))"


def _any(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda each: (-len(each), each))) + ")"
