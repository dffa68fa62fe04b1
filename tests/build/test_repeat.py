"""The same record gives the same rows, in the same order, in whatever order it was delivered."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from flows import build
from flows.errors import ReleaseStopped
from flows.validate import Verdict
from tests.build import linking, scenes
from tests.build.conftest import Workshop
from tests.build.handmade import VOCABULARY, Document, write_record

TABLES = "select table_name from duckdb_tables() where schema_name = 'main' order by table_name"


def marts(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every mart as they lie in the file."""
    with duckdb.connect(str(database), read_only=True) as connection:
        names = [name for (name,) in connection.execute(TABLES).fetchall()]
        return {name: connection.execute(f"select * from {name}").fetchall() for name in names}


def test_second_build_gives_the_same_rows(made: tuple[Path, Verdict], workshop: Workshop) -> None:
    again, verdict = workshop.make("again", *scenes.DELIVERIES)
    assert marts(again) == marts(made[0])
    assert verdict == made[1]


def test_order_within_deliveries_does_not_matter(made: tuple[Path, Verdict], workshop: Workshop) -> None:
    turned, _ = workshop.make("turned", *(list(reversed(delivery)) for delivery in scenes.DELIVERIES))
    assert marts(turned) == marts(made[0])


@pytest.fixture(scope="module")
def at_once(workshop: Workshop) -> dict[str, list[tuple[object, ...]]]:
    """What the linked reports come to in one delivery, each text that is corrected right before its correction."""
    documents = linking.load(linking.FIRST).documents
    return events_of(workshop, "at-once", [[*map(draft, corrected(documents)), *documents]])


@pytest.mark.parametrize("seed", [1, 2])
def test_late_scattered_and_corrected_deliveries_give_the_same_events(
    seed: int, at_once: dict[str, list[tuple[object, ...]]], workshop: Workshop
) -> None:
    """The linked reports in one run, and shuffled into many: some come a second time, some as a draft before."""
    documents = linking.load(linking.FIRST).documents
    chance = random.Random(seed)
    shuffled = chance.sample(documents, len(documents))
    runs = [shuffled[start::7] for start in range(7)]
    runs.append([replace(document, state="duplicate") for document in chance.sample(documents, 20)])
    for document in corrected(documents):
        run = next(number for number, delivered in enumerate(runs) if document in delivered)
        runs[chance.randint(0, run)].insert(0, draft(document))
    assert events_of(workshop, f"scattered-{seed}", runs) == at_once


def corrected(documents: list[Document]) -> list[Document]:
    """Every tenth document of several stories."""
    return [document for document in documents if len(document.stories) > 1][::10]


def draft(document: Document) -> Document:
    """An earlier text under the same path, without the last story."""
    return replace(document, stories=document.stories[:-1])


def events_of(workshop: Workshop, name: str, runs: list[list[Document]]) -> dict[str, list[tuple[object, ...]]]:
    """The candidate events, their claims and their figures, as they lie in the file."""
    run = workshop.folder / name
    documents, readings = write_record(run / "record", *runs)
    database = run / build.DATABASE_NAME
    build.load(database, documents, readings, build.VOCABULARY)
    build.build_events(run, workshop.folder / "target", project=workshop.project)
    tables = (
        "int_claim_events",
        "int_attacks",
        "int_attack_weapons",
        "int_aid",
        "int_diplomatic_events",
        "int_statements",
    )
    with duckdb.connect(str(database), read_only=True) as connection:
        return {table: connection.execute(f"select * from intermediate.{table}").fetchall() for table in tables}


def test_record_without_attacks_has_nothing_to_check_there(workshop: Workshop) -> None:
    _, verdict = workshop.make("quiet", [scenes.CALLS])
    told = {result.outcome: result.message for result in verdict.results if result.mart == "fct_attacks"}
    assert told == {"nothing to check": "nothing to check: no attack claims"}


def test_record_without_any_event_stops(workshop: Workshop) -> None:
    with pytest.raises(ReleaseStopped, match="no event of any kind in 0 claims"):
        workshop.make("silent", [Document("agency/silent.txt", "2023-09-01", [[]])])


def test_file_opens_in_the_old_storage_version(made: tuple[Path, Verdict]) -> None:
    with duckdb.connect(str(made[0]), read_only=True) as connection:
        (tags,) = connection.execute(
            "select tags from duckdb_databases() where database_name = 'sitrep'"
        ).fetchone() or ({},)
    assert tags["storage_version"] == "v1.0.0+"


def test_failing_node_is_named(workshop: Workshop, tmp_path: Path) -> None:
    documents, readings = write_record(tmp_path / "record", [scenes.CALLS])
    build.load(tmp_path / build.DATABASE_NAME, documents, readings, VOCABULARY)
    with duckdb.connect(str(tmp_path / build.DATABASE_NAME)) as connection:
        connection.execute("drop table raw.vocabulary_weapons")
    with pytest.raises(ReleaseStopped, match=r"^dbt model stg_\w+ failed: .*vocabulary_weapons.* \(and 1 more\)$"):
        build.build_events(tmp_path, workshop.folder / "target", project=workshop.project)
