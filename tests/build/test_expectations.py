"""Every expectation passes on a good build and rejects a build that was broken for it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import duckdb
import pytest

from expectations.results import Result
from expectations.run import find_suites, judge
from flows.build import DBT_PROJECT
from flows.read.vocabulary import load_rows
from tests.build import scenes
from tests.build.conftest import Workshop
from tests.build.scenes import id_of

SUITES = {suite.MART.name: suite for suite in find_suites()}
BAD = {document.path for document in scenes.BAD}

# For each expectation: what is done to a good build, and which events it then has to hold. Numbers are chosen so that
# the bound itself is crossed by one.
LARGEST_ATTACK = "attack_id = (select arg_max(attack_id, launched) from intermediate.int_attacks)"
DEADLY_ATTACK = "attack_id = (select arg_max(attack_id, killed_best) from intermediate.int_attacks)"
OF_LARGEST = "select arg_max(attack_id, launched) from intermediate.int_attacks"
OF_DEADLY = "select arg_max(attack_id, killed_best) from intermediate.int_attacks"
EUROS = "aid_id = (select min(aid_id) from intermediate.int_aid where currency = 'EUR')"
OF_EUROS = "select min(aid_id) from intermediate.int_aid where currency = 'EUR'"
TALKS = "place_id is not null"
OF_TALKS = "select diplomatic_event_id from intermediate.int_diplomatic_events where place_id is not null"
PARTS_EVENT = """
    select distinct events.event_id
    from intermediate.int_component_wholes as pairs
    inner join intermediate.int_claim_events as events on pairs.whole_claim_id = events.claim_id
    where pairs.fact_type = 'attack'
"""
NOBODY = "select event_id from intermediate.int_claim_events where false"
# Five days of two documents with eight claims each, and a sixth of two with three claims together.
FALLS_SILENT = """
    select
        'herald' as source_id,
        date '2024-03-01' + cast(n as integer) as published_date,
        2 as n_documents,
        if(n = 5, 1, 8) as n_attack_claims,
        0 as n_aid_claims,
        if(n = 5, 2, 8) as n_diplomatic_claims,
    from range(6) as days (n)
"""

BREAKS = {
    "fct_attacks.HasRows": ("delete from intermediate.int_attacks", NOBODY),
    "fct_attacks.DownedWithinLaunched": (
        f"update intermediate.int_attacks set destroyed = launched - 2 where {LARGEST_ATTACK}",  # three more were lost
        OF_LARGEST,
    ),
    "fct_attacks.CasualtiesInOrder": (
        f"update intermediate.int_attacks set killed_high = killed_best - 1 where {DEADLY_ATTACK}",
        OF_DEADLY,
    ),
    "fct_attacks.CasualtiesPlausible": (
        f"update intermediate.int_attacks set killed_best = 2001, killed_high = 2001 where {DEADLY_ATTACK}",
        OF_DEADLY,
    ),
    "fct_attacks.HappenedBeforeReported": (
        f"update intermediate.int_attacks set event_date = first_reported_date + 2 where {DEADLY_ATTACK}",
        OF_DEADLY,
    ),
    "fct_attacks.PartsWithinWhole": (
        "update intermediate.int_attack_claims set injured = 8, injured_low = 8, injured_high = 8 where injured = 6",
        PARTS_EVENT,
    ),
    "fct_attack_weapons.HasRows": ("delete from intermediate.int_attack_weapons", NOBODY),
    "fct_attack_weapons.ModelDownedWithinLaunched": (
        "update intermediate.int_attack_weapons set destroyed = 42 where launched = 44",
        OF_LARGEST,
    ),
    "fct_attack_weapons.CountsPlausible": (
        "update intermediate.int_attack_weapons set launched = 3001 where launched = 44",
        OF_LARGEST,
    ),
    "fct_aid.HasRows": ("delete from intermediate.int_aid", NOBODY),
    "fct_aid.AmountPlausible": (f"update intermediate.int_aid set amount = 1000000000001 where {EUROS}", OF_EUROS),
    "fct_aid.AmountHasCurrency": (
        "update intermediate.int_aid set currency = null where amount_eur is not null",
        "select aid_id from intermediate.int_aid where amount_eur is not null",
    ),
    "fct_aid.DonorPlausible": (
        f"update intermediate.int_aid set amount_usd = 30000000000.01 where {EUROS}",  # Germany's bound
        OF_EUROS,
    ),
    "fct_aid.AmountEqualsWords": (
        """update intermediate.int_amount_words set is_as_told = false where figure_text = '4 billion'""",
        "select aid_id from intermediate.int_aid where amount = 4000000000",
    ),
    "fct_aid.ConversionNearRate": (
        # 70 million kroner were 10,323,348.30 dollars on that day, and 10,839,515.72 are five per cent more
        "update intermediate.int_aid_claims set conversion_amount = 10839516 where conversion_amount = 10300000",
        "select aid_id from intermediate.int_aid where currency = 'DKK'",
    ),
    "fct_aid.ReachedWithinApproved": (
        "update intermediate.int_aid set amount = amount + 1 where aid_status = 'obligated' and amount = 100000000",
        """select unnest([reached.aid_id, promised.aid_id])
        from intermediate.int_aid as reached inner join intermediate.int_aid as promised using (measure_id)
        where reached.amount = 100000001 and promised.aid_status = 'pledged'""",
    ),
    "fct_aid.PartWithinWhole": (
        "update intermediate.int_aid set amount = 4000000001 where amount = 1500000000",
        "select aid_id from intermediate.int_aid where amount in (4000000000, 4000000001)",
    ),
    "fct_aid.ReachedWithinTotal": (
        "update intermediate.int_aid_claims set amount = 30500000001 where aid_status = 'obligated' and is_component",
        """
        select distinct event_id from intermediate.int_claim_events
        inner join intermediate.int_aid_claims using (claim_id)
        where amount = 30500000001 or aid_status = 'total_to_date'
        """,
    ),
    "fct_aid.AnnouncedPlausibly": (
        f"update intermediate.int_aid set announced_date = first_reported_date + 401 where {EUROS}",
        OF_EUROS,
    ),
    "fct_aid_items.HasRows": ("delete from intermediate.int_aid_items", NOBODY),
    "fct_aid_items.ItemCountPlausible": (
        "update intermediate.int_aid_items set count = 0 where item = 'tanks'",
        "select aid_id from intermediate.int_aid_items where item = 'tanks'",
    ),
    "fct_diplomatic_events.HasRows": ("delete from intermediate.int_diplomatic_events", NOBODY),
    "fct_diplomatic_events.DatedPlausibly": (
        f"update intermediate.int_diplomatic_events set event_date = date '2013-12-31' where {TALKS}",
        OF_TALKS,
    ),
    "fct_diplomatic_events.ActorsDiffer": (
        "update intermediate.int_diplomatic_events set target_actor_id = source_actor_id where place_id is not null",
        "select diplomatic_event_id from intermediate.int_diplomatic_events where place_id is not null",
    ),
    "fct_claims.HasRows": ("delete from staging.stg_claims", NOBODY),
    "fct_claims.QuoteStandsInText": (
        "update staging.stg_claims set quote_start = quote_start + 1 where quote like 'Berg received%'",
        OF_TALKS,
    ),
    "fct_claims.ClaimsHaveDocuments": ("delete from staging.stg_documents where path = 'notes.txt'", NOBODY),
    "fct_claims.SomethingHappened": (
        """
        delete from intermediate.int_attacks;
        delete from intermediate.int_aid;
        delete from intermediate.int_diplomatic_events
        """,
        NOBODY,
    ),
    "fct_figures.HasRows": ("delete from staging.stg_figures", NOBODY),
    "fct_figures.FigureStandsInText": (
        "update staging.stg_figures set figure_text = '45' where figure_text = '44'",
        OF_LARGEST,
    ),
    "fct_figures.FigureEqualsField": (
        "update staging.stg_figures set value_low = 45, value_high = 45 where figure_text = '44'",
        OF_LARGEST,
    ),
    "fct_figures.MostFiguresNotLost": (
        """
        insert into staging.stg_figures by name
        select one.* replace ('x' || n as figure_id, null as claim_id),
        from range(2000) as numbers (n), (from staging.stg_figures limit 1) as one
        """,
        NOBODY,
    ),
    "agg_coverage_daily.SourceKeepsTelling": (f"insert into intermediate.int_coverage by name {FALLS_SILENT}", NOBODY),
    "int_corrections.CorrectionsApply": (
        "update intermediate.int_corrections set state = 'stale' where kind = 'reject'",
        NOBODY,
    ),
}
WARNINGS = {"agg_coverage_daily.SourceKeepsTelling", "int_corrections.CorrectionsApply"}


@pytest.fixture(scope="session")
def good(workshop: Workshop) -> Path:
    """A build of the scenes without those that no digest should tell."""
    deliveries = [[document for document in delivery if document.path not in BAD] for delivery in scenes.DELIVERIES]
    database, _ = workshop.make("good", *deliveries)
    with duckdb.connect(str(database)) as connection:  # the scenes have corrections that find no event
        connection.execute("update intermediate.int_corrections set state = 'applied'")
    return database


def broken(good: Path, tmp_path: Path, statements: str) -> Path:
    """A copy of the good build to which something was done."""
    database = tmp_path / "sitrep.duckdb"
    shutil.copyfile(good, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute(statements)
    return database


def results(database: Path, *marts: str) -> dict[str, Result]:
    """The results of the named suites, or of all, by mart and expectation."""
    suites = [suite for name, suite in SUITES.items() if name in (marts or SUITES)]
    return {f"{result.mart}.{result.expectation}": result for result in judge(database, suites)}


def test_good_build_passes(good: Path) -> None:
    told = results(good)
    assert {result.outcome for result in told.values()} == {"passed"}
    assert set(told) == set(BREAKS)


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_broken_build_is_rejected(name: str, good: Path, tmp_path: Path) -> None:
    statements, holds = BREAKS[name]
    database = broken(good, tmp_path, statements)
    told = results(database, name.split(".")[0])[name]
    with duckdb.connect(str(database), read_only=True) as connection:
        expected = sorted(event_id for (event_id,) in connection.execute(holds).fetchall())
    assert told.outcome == "failed"
    assert told.failed_ids == expected
    assert told.severity == ("row" if expected else "warning" if name in WARNINGS else "release")
    assert told.stops == (told.severity == "release")
    assert told.warns == (told.severity == "warning")
    assert told.message


def test_more_failures_than_gx_hands_out_are_all_listed(good: Path, tmp_path: Path) -> None:
    many = """
        insert into intermediate.int_attacks by name
        select one.* replace ('many' || n as attack_id, 40 as launched, 50 as destroyed),
        from range(250) as numbers (n), (from intermediate.int_attacks limit 1) as one
    """
    told = results(broken(good, tmp_path, many), "fct_attacks")["fct_attacks.DownedWithinLaunched"]
    assert told.failed_ids == sorted(f"many{number}" for number in range(250))
    assert told.message == "50 destroyed and 0 lost of 40 launched (and 249 more)"


def test_exception_inside_a_check_is_told_and_stops(good: Path, tmp_path: Path) -> None:
    renamed = "alter table intermediate.int_attacks rename column destroyed to downed"
    told = results(broken(good, tmp_path, renamed), "fct_attacks")
    failed = told["fct_attacks.DownedWithinLaunched"]
    assert failed.outcome == "exception"
    assert failed.stops
    assert failed.message is not None
    assert "destroyed" in failed.message
    assert told["fct_attacks.CasualtiesInOrder"].outcome == "passed"


def test_empty_table_without_claims_is_nothing_to_check(good: Path, tmp_path: Path) -> None:
    none = "delete from intermediate.int_aid; delete from intermediate.int_claim_events where fact_type = 'aid'"
    told = results(broken(good, tmp_path, none), "fct_aid")
    assert {(result.outcome, result.message) for result in told.values()} == {
        ("nothing to check", "nothing to check: no aid claims")
    }


def test_small_record_of_lost_figures_proves_nothing(good: Path, tmp_path: Path) -> None:
    told = results(broken(good, tmp_path, "update staging.stg_figures set claim_id = null"), "fct_figures")
    assert told["fct_figures.MostFiguresNotLost"].outcome == "passed"


APPROVED_WITH_PARTS = """
    update intermediate.int_aid set aid_status = 'approved' where amount = 4000000000;
    update intermediate.int_aid set aid_status = 'obligated' where amount = 1500000000;
    insert into intermediate.int_aid by name
    select one.*
        replace (n || 'th' as aid_id, n || 'th' as measure_id, amount + {} as amount, 'disbursed' as aid_status)
    from range(2, 3) as numbers (n), (from intermediate.int_aid where amount = 1500000000) as one
"""


def test_parts_that_together_exceed_what_was_approved_are_held(good: Path, tmp_path: Path) -> None:
    within = results(broken(good, tmp_path, APPROVED_WITH_PARTS.format(1_000_000_000)), "fct_aid")
    assert within["fct_aid.ReachedWithinApproved"].outcome == "passed"  # 1.5 and 2.5 of 4 billion
    beyond = results(broken(good, tmp_path, APPROVED_WITH_PARTS.format(1_000_000_001)), "fct_aid")
    assert beyond["fct_aid.PartWithinWhole"].outcome == "passed"
    held = beyond["fct_aid.ReachedWithinApproved"]
    assert sorted(held.failed_ids) == sorted([id_of(scenes.REQUESTED), id_of(scenes.REQUESTED_PART), "2th"])
    assert held.message is not None
    assert held.message.startswith("4000000001.00 obligated or spent of 4000000000.00 promised")


def test_donors_are_judged_by_whole_packages(good: Path, tmp_path: Path) -> None:
    too_much = "update intermediate.int_aid set amount_usd = 900000000000 where aid_status = 'total_to_date' or {}"
    told = results(broken(good, tmp_path, too_much.format("is_component or donor is null")), "fct_aid")
    assert told["fct_aid.DonorPlausible"].outcome == "passed"
    told = results(broken(good, tmp_path, too_much.format(EUROS)), "fct_aid")
    assert told["fct_aid.DonorPlausible"].outcome == "failed"


def test_bounded_donors_and_currencies_are_names_that_the_vocabulary_knows() -> None:
    known = {row["name"] for table in ("countries", "actors") for row in load_rows(table)}
    currencies = {row["currency"] for row in load_rows("currencies")}
    with (DBT_PROJECT / "seeds" / "plausible_ranges.csv").open(encoding="utf-8", newline="") as lines:
        bounds = [(row["measure"], row["code"]) for row in csv.DictReader(lines) if row["code"] != "*"]
    assert {code for measure, code in bounds if measure == "donor_usd"} - known == set()
    assert {code for measure, code in bounds if measure == "amount"} - currencies == set()


def test_severities_reach_gx() -> None:
    from expectations.run import SEVERITIES

    for suite in SUITES.values():
        for rule in suite.EXPECTATIONS:
            check = rule(severity=SEVERITIES[rule.holds])
            assert str(check.severity.value) == {"warning": "info", "row": "warning", "release": "critical"}[rule.holds]
            assert check.description
            assert rule.__doc__
