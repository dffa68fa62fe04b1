"""Merging claims into events, against reports that were linked by hand before its rules were written."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from flows import build
from tests.build import linking
from tests.build.conftest import Workshop
from tests.build.handmade import write_record
from tests.build.linking import Linked, pairwise

EVENTS = "select claim_id, coalesce(event_id, 'none ' || claim_id) from intermediate.int_claim_events"
MEASURES = "select claim_id, group_id from intermediate.int_claim_groups where grouping = 'measure'"
# What the field does instead: one event per day for the same parties and place, or a merge of what is told alike.
ONE_A_DAY = """
select claim_id, concat_ws('|', 'attack', event_date, attacker, admin1) from intermediate.int_attack_claims
union all
select claim_id, concat_ws('|', 'aid', announced_date, donor) from intermediate.int_aid_claims
union all
select claim_id, concat_ws('|', event_date, event_type, source_key, target_key) from intermediate.int_diplomatic_claims
"""
TOLD_ALIKE = """
select claim_id, concat_ws('|', event_date, attacker, place_key, coalesce(killed, -1), coalesce(injured, -1),
    coalesce(launched, -1), coalesce(destroyed, -1)) from intermediate.int_attack_claims
union all
select claim_id, concat_ws('|', announced_date, donor, aid_status, coalesce(amount, -1), currency, item_list)
from intermediate.int_aid_claims
union all
select claim_id, concat_ws('|', event_date, event_type, event_mode, source_key, target_key, place)
from intermediate.int_diplomatic_claims
"""


@pytest.fixture(scope="module")
def linked() -> Linked:
    return linking.load(linking.FIRST)


@pytest.fixture(scope="module")
def database(linked: Linked, workshop: Workshop) -> Path:
    return candidates("linked", linked, workshop)


def candidates(name: str, linked: Linked, workshop: Workshop) -> Path:
    """The candidate events of linked reports."""
    run = workshop.folder / name
    documents, readings = write_record(run / "record", linked.documents)
    database = run / build.DATABASE_NAME
    build.load(database, documents, readings, build.VOCABULARY)
    build.build_events(run, workshop.folder / "target", project=workshop.project)
    return database


def asked(database: Path, query: str) -> dict[str, str]:
    """The answer of a query of two columns."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return dict(connection.execute(query).fetchall())


def test_the_set_is_as_large_and_long_as_was_asked(linked: Linked) -> None:
    events = {event for event in linked.events.values() if not event.startswith(linking.NO_EVENT)}
    assert len(linked.facts) >= 150
    assert len(events) >= 60
    assert len({document.date for document in linked.documents}) >= 20


def test_claims_are_merged_as_by_hand_and_better_than_by_day_or_by_likeness(linked: Linked, database: Path) -> None:
    found, by_day, alike = (
        pairwise(linked.events, asked(database, query))[0] for query in (EVENTS, ONE_A_DAY, TOLD_ALIKE)
    )
    print(f"pairwise F1: merged {found:.3f}, one event a day {by_day:.3f}, told alike {alike:.3f}")
    assert found >= 0.95
    assert max(by_day, alike) < 0.75


@pytest.mark.parametrize("fact_type", ["attack", "aid", "diplomatic"])
def test_no_kind_of_fact_is_worse_than_the_whole(fact_type: str, linked: Linked, database: Path) -> None:
    f1, precision, _ = pairwise(linked.of_type(fact_type), asked(database, EVENTS))
    assert f1 >= 0.95
    assert precision >= 0.98


def test_measures_go_through_their_statuses(linked: Linked, database: Path) -> None:
    f1, precision, _ = pairwise(linked.measures, asked(database, MEASURES))
    assert f1 >= 0.95
    assert precision >= 0.98


def test_what_is_no_event_is_none(linked: Linked, database: Path) -> None:
    found = asked(database, EVENTS)
    apart = [claim for claim, event in linked.events.items() if event.startswith(linking.NO_EVENT)]
    assert all(found[claim] == f"none {claim}" for claim in apart)


@pytest.mark.parametrize(
    ("folder", "least", "least_precision"),
    [
        # .750 at first sight. Its two reports of a plan were marked as such afterwards, as the reader marks them.
        (linking.LATER, 0.84, 0.97),
        # .698 at first sight, with the rules that the first two sets had left.
        (linking.THIRD, 0.74, 0.90),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else None,
)
def test_reports_linked_by_other_hands(folder: Path, least: float, least_precision: float, workshop: Workshop) -> None:
    """What the rules make of reports that they were not made with; it is no target, but must not fall."""
    later = linking.load(folder)
    database = candidates(folder.name, later, workshop)
    (found, precision, _), (by_day, _, _), (alike, _, _) = (
        pairwise(later.events, asked(database, query)) for query in (EVENTS, ONE_A_DAY, TOLD_ALIKE)
    )
    print(f"pairwise F1 {folder.name}: merged {found:.3f}, one event a day {by_day:.3f}, told alike {alike:.3f}")
    assert found >= least
    assert precision >= least_precision
    assert max(by_day, alike) < found
