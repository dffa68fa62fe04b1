"""Money: spellings, ranges, hedges, conversions, currencies told by the context; exact and with true spans."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.read.values.money import Money, parse_money, resolve_currency

SPELLINGS = [
    ("$2.5 billion", 2_500_000_000, "USD"),
    ("USD 500m", 500_000_000, "USD"),
    ("US$500m", 500_000_000, "USD"),
    ("$1.5 B", 1_500_000_000, "USD"),
    ("$31.25-billion", 31_250_000_000, "USD"),
    ("$100bln", 100_000_000_000, "USD"),
    ("$ 15 million", 15_000_000, "USD"),
    ("1,2 billion euros", 1_200_000_000, "EUR"),
    ("EUR2.5bn", 2_500_000_000, "EUR"),
    ("92 EUR million", 92_000_000, "EUR"),
    ("€41.9 million", 41_900_000, "EUR"),
    ("500.000 euros", 500_000, "EUR"),
    ("half a billion euros", 500_000_000, "EUR"),
    ("one and a half billion euros", 1_500_000_000, "EUR"),
    ("two hundred and fifty million euros", 250_000_000, "EUR"),
    ("NOK 6.8 billion", 6_800_000_000, "NOK"),
    ("990 mil. NOK", 990_000_000, "NOK"),
    ("7 billion Danish crowns", 7_000_000_000, "DKK"),
    ("25 billion kronor", 25_000_000_000, "SEK"),
    ("3 million Czech crowns", 3_000_000, "CZK"),
    ("C$40 million", 40_000_000, "CAD"),
    ("A$40m", 40_000_000, "AUD"),
    ("$2.5 million CAD", 2_500_000, "CAD"),
    ("6 million New Zealand dollars", 6_000_000, "NZD"),
    ("12,345,678 HRK", 12_345_678, "HRK"),
    ("10 million pounds sterling", 10_000_000, "GBP"),
    ("¥20 billion", 20_000_000_000, "JPY"),
    ("300 million zlotys", 300_000_000, "PLN"),
    ("5 million lei", 5_000_000, "RON"),
]


@pytest.mark.parametrize(("text", "amount", "currency"), SPELLINGS)
def test_a_spelling_gives_its_amount_and_currency(text: str, amount: int, currency: str) -> None:
    money = _only(f"Ruritania grants {text} for repairs.")

    assert (money.low, money.high, money.currency) == (Decimal(amount), Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    [
        "7bn people watched",
        "ALL 300 villagers fled",
        "a 500 pound bomb fell",
        "40 million tonnes of grain",
        "he won 3 medals",
        "the 24th Brigade",
        "5 m of wire",
    ],
)
def test_what_only_looks_like_money_is_none(text: str) -> None:
    assert parse_money(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("600-700 million crowns", 600_000_000, 700_000_000),
        ("$10–15 million", 10_000_000, 15_000_000),
        ("$2bn-$3bn", 2_000_000_000, 3_000_000_000),
        ("$2 to $3 billion", 2_000_000_000, 3_000_000_000),
        ("between €10 million and €15 million", 10_000_000, 15_000_000),
        ("900 million to 1.1 billion euros", 900_000_000, 1_100_000_000),
    ],
)
def test_a_range_keeps_both_bounds(text: str, low: int, high: int) -> None:
    money = _only(f"The package costs {text}.")

    assert (money.low, money.high, money.amount) == (Decimal(low), Decimal(high), Decimal(low))


def test_a_rise_from_one_amount_to_another_is_two_amounts() -> None:
    found = parse_money("Loans grow from $20 million to $50 million.")

    assert [tag.value.amount for tag in found] == [20_000_000, 50_000_000]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("more than $5 million", "at least"),
        ("up to $5 million", "at most"),
        ("nearly $5 million", "about"),
        ("some $5 million", "about"),
        ("$5 million or more", "at least"),
        ("$5 million", None),
    ],
)
def test_a_hedge_is_the_qualifier_and_belongs_to_the_span(text: str, qualifier: str | None) -> None:
    sentence = f"It gave {text} in loans."
    tag = parse_money(sentence)[0]

    assert tag.value.qualifier == qualifier
    assert sentence[tag.start : tag.end] == tag.text == text
    assert sentence[slice(*tag.value.core)] == "$5 million"


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("nearly $70bn (£56bn) of loans", [False, True]),
        ("9 billion zlotys (over $2.2 billion)", [False, True]),
        ("$40 billion in aid (about €37 billion)", [False, True]),
        ("€10 million, or $11 million, in loans", [False, True]),
        ("10 million euros ($11m, £9m)", [False, True, True]),
        ("$19 billion, including $7 billion for arms", [False, False]),
        ("$19 billion ($7 billion of it for arms)", [False, False]),
        ("Germany gave €10 million and Japan $11 million", [False, False]),
        ("a guarantee of the bank ($5 million)", [False]),
    ],
)
def test_the_same_money_in_another_currency_is_marked(text: str, flags: list[bool]) -> None:
    assert [tag.value.is_conversion for tag in parse_money(text)] == flags


def test_vague_words_have_a_lower_bound_and_no_amount() -> None:
    money = _only("They sent hundreds of millions of dollars.")

    assert (money.low, money.high, money.amount) == (200_000_000, None, None)


def test_a_recurring_amount_says_its_period() -> None:
    assert _only("£350 a month for hosts").per == "month"
    assert _only("$5bn for hosts").per is None


@pytest.mark.parametrize(
    ("text", "countries", "currency"),
    [
        ("$5 million", ["AU"], "AUD"),
        ("$5 million", ["UA", "CA"], "CAD"),
        ("$5 million", ["UA"], "USD"),
        ("$5 million", ["TW"], "USD"),
        ("US$5 million", ["AU"], "USD"),
        ("5 million crowns", ["SE"], "SEK"),
        ("5 million crowns", ["CZ"], "CZK"),
        ("5 million crowns", ["UA"], None),
        ("5 million kroner", ["DK"], "DKK"),
        ("5 million euros", ["AU"], "EUR"),
    ],
)
def test_the_context_decides_between_currencies_of_one_word(
    text: str, countries: list[str], currency: str | None
) -> None:
    assert resolve_currency(_only(f"It pays {text}."), countries) == currency


SIZES = {"": 1, " thousand": 10**3, " million": 10**6, "m": 10**6, "bn": 10**9, " bln": 10**9, " trillion": 10**12}


@given(
    whole=st.integers(1, 999),
    cents=st.integers(0, 99),
    size=st.sampled_from(sorted(SIZES)),
    frame=st.sampled_from(["${}", "€{}", "USD {}", "{} euros", "{} EUR", "NOK {}", "£ {}"]),
    hedge=st.sampled_from(["", "over ", "up to ", "some "]),
)
def test_every_form_is_exact(whole: int, cents: int, size: str, frame: str, hedge: str) -> None:
    number = f"{whole}.{cents:02d}"
    written = hedge + frame.format(number + size)
    text = f"Ruritania said it would send {written} next week."
    tag = parse_money(text)[0]

    assert tag.value.low == tag.value.high == Decimal(number) * SIZES[size]
    assert text[tag.start : tag.end] == written


def test_a_dollar_sign_is_converted_by_another_dollar() -> None:
    first, second = parse_money("a gift of $50m (US$37m) to the fund")

    assert (first.value.is_conversion, second.value.is_conversion) == (False, True)
    assert resolve_currency(first.value, ["CA"]) == "CAD"


@given(st.integers(1_000, 10**12))
def test_grouped_digits_are_exact(value: int) -> None:
    assert _only(f"a gift of ${value:,} to the fund").low == value


@given(st.text(alphabet="0123456789.,-$€ mbnk()USDEURdollarst", max_size=80))
def test_any_text_gives_spans_that_do_not_overlap(text: str) -> None:
    tags = parse_money(text, offset=7)

    assert all(text[tag.start - 7 : tag.end - 7] == tag.text for tag in tags)
    assert all(left.end <= right.start for left, right in itertools.pairwise(tags))


def _only(text: str) -> Money:
    (tag,) = parse_money(text)
    assert isinstance(tag.value, Money)
    return tag.value
