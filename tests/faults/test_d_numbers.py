"""Section D: numbers, money and dates, from the text to the mart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows import pipeline
from flows.deliver.query import query
from flows.deliver.review import held_events
from flows.errors import HELD
from flows.progress import Progress
from flows.read.reading import as_output, read
from flows.settings import Settings
from flows.steps import PLAIN as STAGES
from tests.digests import RAID

# Each stands in a digest of its own, in April 2031: what no column holds, or nobody should believe.
IMPOSSIBLE_FIGURES = (
    "Russia launched 999999999999999 drones overnight.",
    f"Russia launched {'9' * 30} drones overnight.",
    "Russia launched 5 to 999999999999 drones overnight.",
    "999999999999999 people were killed in Kharkiv on Monday.",
    "Norway will provide $9999999999999999999 to Ukraine.",
    "Norway will provide $999999999999999 million to Ukraine.",
    "Norway will provide $999 trillion to Ukraine.",
    "Norway will provide 999999999999999 helmets to Ukraine.",
    "Russia launched 31 drones on 1 May 2099.",
    "Russia launched 32 drones on 3 May 2010.",
)


def facts(text: str) -> dict[str, Any]:
    """What is read in a text of 7 May 2031."""
    return as_output(read(f" date 2031-05-07 Night of drones\n\n{text}\n"))


def tally(text: str) -> list[tuple[Any, ...]]:
    """Launched and shot down, with the bounds and the hedge of the launch."""
    found = []
    for attack in facts(text)["attacks"]:
        for number, weapon in enumerate(attack["weapons"]):
            figure = attack["figures"].get(f"weapons.{number}.launched", {})
            told = (figure.get("low"), figure.get("high"), figure.get("qualifier"))
            found.append((weapon["launched"], weapon["intercepted"], *told))
    return found


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("9" * 400, "suspicious-number"),
        ("9" * 5000, "suspicious-number"),
        ("1e400", "model"),
        ("0x1F", "model"),
        ("1_000", "suspicious-number"),
        ("12.6", "unplaced"),
    ],
)
def test_46_and_47_what_is_no_count_is_in_the_ledger_alone(written: str, reason: str) -> None:
    found = facts(f"Russia launched {written} drones overnight.")
    assert found["attacks"] == []
    assert "".join(figure["text"] for figure in found["figures"]) == written  # in pieces, where it is endless
    assert {figure["reason"] for figure in found["figures"]} == {reason}


def test_47_words_of_computers_are_no_numbers() -> None:
    for word in ("inf", "nan", "-inf"):
        assert tally(f"Russia launched {word} drones overnight.") == []


def test_46_and_54_figures_that_no_column_holds_stop_no_run(settings: Settings) -> None:
    put(settings.raw, "2031-03-04.txt", RAID)
    for day, text in enumerate(IMPOSSIBLE_FIGURES, 1):
        put(settings.raw, f"2031-04-{day:02}.txt", f" date 2031-04-{day:02} News of the night\n\n{text}\n")
    summary = pipeline.run(settings, stages=STAGES, progress=Progress())
    assert summary.exit_code == HELD
    assert summary.documents_read == len(IMPOSSIBLE_FIGURES) + 1
    launches = "select launched from fct_attacks where launched is not null"
    assert query(settings, launches).rows == [(30,)]
    assert query(settings, "select donor, amount from fct_aid").rows == [("Norway", 40_000_000)]
    found = json.dumps([event["finding"] for event in held_events(settings)])
    for told in ("999000000000000", "999999999999999 helmets", "2099-05-01"):
        assert told in found


def put(raw: Path, name: str, text: str) -> None:
    (raw / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia launched 0 drones overnight.", (0, None, 0, 0, None)),
        ("Russia launched several drones overnight.", (None, None, 3, None, None)),
        ("Russia launched dozens of drones overnight.", (None, None, 24, None, None)),
        ("Russia launched -5 drones overnight.", (5, None, 5, 5, None)),
        ("Russia launched 5-7 drones overnight.", (5, None, 5, 7, None)),
        ("Russia launched 5–7 drones overnight.", (5, None, 5, 7, None)),
        ("Russia launched up to 50 drones overnight.", (50, None, 50, 50, "at most")),
        ("Russia launched at least 30 drones overnight.", (30, None, 30, 30, "at least")),
        ("Russia launched more than 100 drones overnight.", (100, None, 100, 100, "at least")),
        ("30 of 45 drones were shot down overnight.", (45, 30, 45, 45, None)),
        ("Russia launched 1,500 drones overnight.", (1500, None, 1500, 1500, None)),
        ("Russia launched 1.500 drones overnight.", (1500, None, 1500, 1500, None)),
    ],
)
def test_48_to_51_counts_with_their_bounds(text: str, expected: tuple[Any, ...]) -> None:
    assert tally(text) == [expected]


def test_48_words_for_none_are_zero_where_people_are_counted_and_nothing_is_invented() -> None:
    (attack,) = facts("A missile hit Nikopol. No one was hurt.")["attacks"]
    assert (attack["killed"], attack["injured"]) == (None, 0)
    assert tally("Russia launched no drones overnight.") == []


def test_51_ambiguous_count_is_not_guessed() -> None:
    for written in ("1,2", "1,50", "12,34"):
        found = facts(f"Russia launched {written} drones overnight.")
        assert (found["attacks"], found["figures"][0]["reason"]) == ([], "suspicious-number")


@pytest.mark.parametrize(
    ("written", "amounts"),
    [
        ("$1.2bn", [(1_200_000_000, "USD")]),
        ("€500m", [(500_000_000, "EUR")]),
        ("$2 trillion", [(2_000_000_000_000, "USD")]),
        ("€500m and $2 million", [(500_000_000, "EUR"), (2_000_000, "USD")]),
        ("$999 trillion", [(999_000_000_000_000, "USD")]),  # held by its range
        ("$1000 trillion", []),
        ("1,2 млрд", []),
    ],
)
def test_52_amounts_keep_their_currency(written: str, amounts: list[tuple[int, str]]) -> None:
    found = facts(f"Norway will provide {written} to Ukraine.")["aid"]
    assert [(each["amount"], each["currency"]) for each in found] == amounts


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("on 2024-02-30", None),
        ("on 31 April", None),
        ("on 29 February 2023", "2023-02"),  # the month alone
        ("on 03/04/2031", None),
        ("overnight", "2031-05-07"),
        ("on Tuesday", "2031-05-06"),
        ("on 30 April", "2031-04-30"),
    ],
)
def test_55_day_is_read_by_rule_or_unknown(written: str, day: str | None) -> None:
    (attack,) = facts(f"Russia launched 30 drones {written}.")["attacks"]
    assert attack["event_date"] == day
