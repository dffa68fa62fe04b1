"""Case 78: the time of every regular expression in the code is linear in the text, for texts made to slow it down."""

from __future__ import annotations

import importlib
import math
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache

import pytest

import flows
from flows.deliver.explain import ID
from flows.read.patterns import load_regexes
from flows.read.split.digest import DATE_LINE
from flows.read.split.sentences import NUMBERED
from flows.read.tag.tagging import MAX_SENTENCE
from flows.read.values.money_words import load_money_words

LENGTHS = (4_000, 16_000)
# Asked of the start of a text, or of a whole argument of the command line, and never searched for.
AT_START = {ID.pattern, DATE_LINE.pattern, NUMBERED.pattern}
# What looks through a whole text; all others look through a sentence, which is cut at MAX_SENTENCE characters.
WHOLE = ("flows.decode", "flows.delivery", "flows.read.split", "split.yml")
BOUND = 0.5  # seconds for a sentence of that length
MAX_SLOPE = 1.5  # a quadratic one shows as 2; what the noise of a busy machine adds stays below
NOISE = 0.02  # seconds: what is quicker than that is not judged
SEEDS = (
    *(
        "a",
        "A",
        "1",
        "0",
        ".",
        ",",
        "-",
        "(",
        ")",
        '"',
        "'",
        " ",
        "\t",
        "\n",
        "_",
        "$",
        ":",
        "/",
        "\u200b",
        "\u0301",
        "\u00a0",
        "“",
    ),
    *(
        "a ",
        "A ",
        "1 ",
        "a. ",
        "1,",
        "1.",
        "1-",
        "a-",
        "a:a",
        "a.a",
        "1:1",
        "x: y\n",
        "=",
        "http://",
        "mime-version",
        '{"a',
    ),
    *(
        "and ",
        "Mr. ",
        "No. ",
        "killed ",
        "12,345 ",
        "from 5 to ",
        "between 1 and ",
        "$5 ",
        "million ",
        "5 million ",
        "of the ",
    ),
    *("one hundred and ", "twenty-", "date 2031-", "2031-05-", "5 May ", "Monday ", "said ", "Kyiv ", "<!doctype"),
)


@cache
def expressions() -> dict[str, re.Pattern[str]]:
    """Every compiled expression that a module of flows/ holds, or that is made from vocabulary and pattern files."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(flows.__path__, "flows."):
        if ".scripts" in module.name or module.name in ("flows.scheduled", "flows.daily", "flows.tasks"):
            continue
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            found |= {f"{module.name}.{name}{path}": each for path, each in _inside(value)}
    for stem in ("split", "filters", "speaker", "frames", "venues"):
        found |= {f"{stem}.yml:{path}": each for path, each in _inside(_regexes(stem))}
    found |= {f"money{path}": each for path, each in _inside(vars(load_money_words()))}
    return found


def _regexes(stem: str) -> object:
    try:
        return load_regexes(stem)
    except (KeyError, TypeError, re.error):  # a file of frames, not of expressions
        return {}


def _inside(value: object, path: str = "", depth: int = 3) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield path, value
    elif depth and isinstance(value, dict):
        for key, each in value.items():
            yield from _inside(each, f"{path}.{key}", depth - 1)
    elif depth and isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _inside(each, f"{path}.{number}", depth - 1)


def _once(expression: re.Pattern[str], text: str) -> float:
    """How many seconds of the processor it takes to look through a text."""
    started = time.process_time()
    if expression.pattern not in AT_START:
        for _ in expression.finditer(text):
            pass
    expression.fullmatch(text)
    return time.process_time() - started


def slope(expression: re.Pattern[str], seed: str) -> float | None:
    """How fast the time grows, as the exponent of the length; None where it is too little to tell."""
    texts = [_text(seed, length) for length in LENGTHS]
    times = [min(_once(expression, text) for _ in range(3)) for text in texts]
    if times[1] < NOISE:
        return None
    return math.log(times[1] / max(times[0], 1e-6)) / math.log(LENGTHS[1] / LENGTHS[0])


def _text(seed: str, length: int) -> str:
    return (seed * (length // len(seed) + 1))[:length] + "!"


def test_there_are_expressions() -> None:
    names = " ".join(expressions())
    assert len(expressions()) > 60
    for part in ("flows.decode", "flows.read.values.lexer.TOKEN", "split.yml", "speaker.yml", "money"):
        assert part in names


@pytest.mark.slow
def test_78_time_of_every_expression_is_linear() -> None:
    """Of those that look through a whole text."""
    whole = {name: each for name, each in expressions().items() if name.startswith(WHOLE)}
    assert len(whole) > 10
    grown = {(name, seed): slope(each, seed) or 0 for name, each in whole.items() for seed in SEEDS}
    assert {made_of: exponent for made_of, exponent in grown.items() if exponent > MAX_SLOPE} == {}


@pytest.mark.slow
def test_78_what_is_searched_for_in_one_sentence_is_quick_there() -> None:
    for name, expression in expressions().items():
        for seed in SEEDS:
            assert _once(expression, _text(seed, MAX_SENTENCE)) < BOUND, (name, seed)


def test_a_quadratic_expression_is_noticed() -> None:
    assert (slope(re.compile(r"\d[\d,. ]*\s+drones"), "1") or 0) > MAX_SLOPE
