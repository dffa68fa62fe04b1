"""Changes between two releases: followed by claims and by words, each with what caused it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import changes, releases
from flows.deliver.changes import as_text, found_since
from flows.errors import EnvironmentFault
from flows.settings import Settings

Claims = dict[str, tuple[str | None, str, str]]  # claim id -> its event, its document, its words

TABLES = """
create table fct_attacks (attack_id varchar, killed integer);
create table fct_aid (aid_id varchar);
create table fct_diplomatic_events (diplomatic_event_id varchar);
create table fct_claims (claim_id varchar, event_id varchar, fact_type varchar, document_id varchar,
    quote_start integer, quote_end integer, no_event_reason varchar, reader_version varchar, quote varchar,
    fact varchar);
create table dim_document (document_id varchar, is_current boolean);
create schema staging;
create table staging.corrections (kind varchar, target_id varchar, column_name varchar, expected_value varchar,
    new_value varchar);
"""


def release(
    path: Path, attacks: dict[str, int], claims: Claims, *, left: tuple[str, ...] = (), corrected: str | None = None
) -> Path:
    """A release's database of a few attacks; each claim of a document stands ten characters behind the one before.

    Args:
        left: documents that are no longer current.
        corrected: a claim that somebody corrected.
    """
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLES)
        for event, killed in attacks.items():
            connection.execute("insert into fct_attacks values (?, ?)", [event, killed])
        for number, (claim, (event_id, document, words)) in enumerate(claims.items()):
            reason = None if event_id else "its event is held: Plausible"
            row = [claim, event_id, "attack", document, number * 10, number * 10 + 8, reason, "1", words, "{}"]
            connection.execute("insert into fct_claims values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        for document in {document for _, document, _ in claims.values()}:
            connection.execute("insert into dim_document values (?, ?)", [document, document not in left])
        if corrected:
            connection.execute("insert into staging.corrections values ('split', ?, null, null, null)", [corrected])
    return path


def listed(was: Path, now: Path) -> list[tuple[Any, ...]]:
    """Change, event, other event, column, old, new and cause of each row."""
    names = ("change", "event_id", "other_event_id", "column_name", "old_value", "new_value", "because")
    return [tuple(row[name] for name in names) for row in changes.since(was, now)]


ONE = {"a": ("a", "d1", "two died"), "b": ("b", "d1", "six died")}


@pytest.fixture
def was(tmp_path: Path) -> Path:
    return release(tmp_path / "was.duckdb", {"a": 2, "b": 6}, ONE)


def test_nothing_changed(was: Path, tmp_path: Path) -> None:
    assert listed(was, release(tmp_path / "now.duckdb", {"a": 2, "b": 6}, ONE)) == []


def test_news_brings_a_new_event_and_revises_another(was: Path, tmp_path: Path) -> None:
    claims = {**ONE, "c": ("a", "d2", "three died"), "e": ("e", "d2", "one died")}
    assert listed(was, release(tmp_path / "now.duckdb", {"a": 3, "b": 6, "e": 1}, claims)) == [
        ("revised", "a", None, "killed", "2", "3", "news"),
        ("new", "e", None, None, None, None, "news"),
    ]


def test_an_earlier_report_that_comes_late_renames_its_event(was: Path, tmp_path: Path) -> None:
    claims = {"a": ("0", "d1", "two died"), "b": ("b", "d1", "six died"), "0": ("0", "d0", "two died")}
    found = listed(was, release(tmp_path / "now.duckdb", {"0": 2, "b": 6}, claims))
    assert found == [("revised", "0", "a", "attack_id", "a", "0", "news")]


def test_rules_merge_and_split(was: Path, tmp_path: Path) -> None:
    merged = release(tmp_path / "now.duckdb", {"a": 2}, {"a": ("a", "d1", "two died"), "b": ("a", "d1", "six died")})
    assert listed(was, merged) == [("merged", "a", "b", None, None, None, "rules")]
    assert listed(merged, was) == [("split", "b", "a", None, None, None, "rules")]


def test_a_person_splits(tmp_path: Path, was: Path) -> None:
    merged = release(tmp_path / "now.duckdb", {"a": 2}, {"a": ("a", "d1", "two died"), "b": ("a", "d1", "six died")})
    split = release(tmp_path / "was.duckdb", {"a": 2, "b": 6}, ONE, corrected="b")
    assert listed(merged, split) == [("split", "b", "a", None, None, None, "correction")]


def test_a_held_event_is_withdrawn_with_its_reason(was: Path, tmp_path: Path) -> None:
    now = release(tmp_path / "now.duckdb", {"a": 2}, {**ONE, "b": (None, "d1", "six died")})
    (row,) = changes.since(was, now)
    assert (row["change"], row["event_id"], row["reason"]) == ("withdrawn", "b", "its event is held: Plausible")


def test_a_newer_reader_is_followed_by_the_place_of_the_words(was: Path, tmp_path: Path) -> None:
    claims = {"x": ("x", "d1", "two or three died"), "b": ("b", "d1", "six died")}
    assert listed(was, release(tmp_path / "now.duckdb", {"x": 3, "b": 6}, claims)) == [
        ("revised", "x", "a", "attack_id", "a", "x", "reader"),
        ("revised", "x", "a", "killed", "2", "3", "reader"),
    ]


def test_a_replaced_document_is_news(was: Path, tmp_path: Path) -> None:
    claims = {**ONE, "a": (None, "d3", "two died"), "b": ("b", "d1", "six died"), "n": ("n", "d4", "four died")}
    now = release(tmp_path / "now.duckdb", {"n": 4, "b": 6}, claims, left=("d3",))
    older = release(tmp_path / "was.duckdb", {"a": 2, "b": 6}, {**ONE, "a": ("a", "d3", "two died")})
    found = [(change, event, because) for change, event, *_, because in listed(older, now)]
    assert found == [
        ("withdrawn", "a", "news"),
        ("new", "n", "news"),
    ]


def test_since_finds_releases_by_id_and_by_day(settings: Settings, was: Path, tmp_path: Path) -> None:
    now = release(tmp_path / "now.duckdb", {"a": 2}, {"a": ("a", "d1", "two died"), "b": ("a", "d1", "six died")})
    for name, database in (("20240301T000000000Z", was), ("20240305T000000000Z", now)):
        folder = settings.releases / name
        folder.mkdir(parents=True)
        (folder / "sitrep.duckdb").write_bytes(database.read_bytes())
        (folder / "release.json").write_text(f'{{"published_at": "{name[:4]}-{name[4:6]}-{name[6:8]}T00:00:00"}}')
        releases.point(settings, folder)
    for since in ("20240301T000000000Z", "2024-03-05"):
        found = found_since(settings, since)
        assert (found["since"], found["changes"][0]["change"]) == ("20240301T000000000Z", "merged")
    assert as_text(found).splitlines()[-1] == "merged    fct_attacks a  with b (rules)"
    with pytest.raises(
        EnvironmentFault, match="no release published before that day is kept; the oldest that is kept is 20240301"
    ):
        found_since(settings, "2024-03-01")
