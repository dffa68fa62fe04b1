"""What a person should look at beside what is held: disputes, the weakest merges, numbers in no fact."""

from __future__ import annotations

import duckdb
import pytest

from flows import releases
from flows.deliver import doubts
from flows.settings import Settings

TABLES = """
create table fct_attacks as
    select 'a' as attack_id, date '2024-03-01' as event_date, 'Sumy' as place_name, 3 as killed_low, 3 as killed_best,
        5 as killed_high, 2 as n_reports, true as is_disputed
    union all
    select 'b', date '2024-03-02', null, null, null, null, 1, false;
create table fct_claims as
    select unnest(['a', 'c', 'd']) as claim_id, 'a' as event_id, 'attack' as fact_type,
        date '2024-03-01' as published_date,
        unnest([null, 4, 9]) as merge_score, 'same day' as merge_reason, 'Three died.' as quote;
create table fct_figures as
    select unnest([true, false, false, false]) as is_placed, unnest(['1', '7', '9', '80']) as figure_text,
        unnest([null, 'no unit', 'no unit', 'age']) as reason;
"""


@pytest.fixture
def warehouse(settings: Settings) -> Settings:
    folder = settings.releases / "20240301T000000000Z"
    folder.mkdir(parents=True)
    (folder / "release.json").write_text("{}", encoding="utf-8")
    with duckdb.connect(str(folder / "sitrep.duckdb")) as connection:
        connection.execute(TABLES)
    releases.point(settings, folder)
    return settings


def test_disputes_weak_merges_and_numbers_in_no_fact(warehouse: Settings) -> None:
    found = doubts.found_in(warehouse)
    assert [row["event_id"] for row in found["disputed"]] == ["a"]
    assert [(row["claim_id"], row["merge_score"]) for row in found["doubtful"]] == [("c", 4)]
    assert [(row["reason"], row["n_figures"], row["example"]) for row in found["unplaced"]] == [
        ("no unit", 2, "7"),
        ("age", 1, "80"),
    ]


def test_doubts_in_words_name_the_row_that_undoes_a_merge(warehouse: Settings) -> None:
    assert doubts.as_text(doubts.found_in(warehouse)).splitlines() == [
        "disputed: a, 2024-03-01, Sumy, killed 3-3-5, 2 reports",
        "doubtful: attack claim c is in a (same day, 4 points)",
        "    “Three died.”",
        "    to take it out: split,c,,a,a,<reason>,<author>,<date>",
        "in no fact: 2 numbers, such as “7” (no unit)",
        "in no fact: 1 numbers, such as “80” (age)",
    ]
