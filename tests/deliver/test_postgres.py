"""PostgreSQL holds the release row for row; readers never see a mix; a load that fails leaves the old release."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from flows import releases
from flows.deliver import postgres as target
from flows.deliver import postgres_tables
from flows.errors import NotLoaded
from flows.releases import Release
from flows.settings import Settings
from tests.deliver.conftest import CANARY, LOADER, Server

pytestmark = pytest.mark.slow

HOSTILE = 'it\'s "quoted"; drop schema sitrep cascade; -- \\. \\N \t\r\n€ Київ \U0001f6a9 %s {x}'
VALUES = "select published_at, release_id, schema_version, credits from release"
# Two tables and the release in one question: a mix of two releases would give numbers that differ.
QUESTION = """
select release_id, (select min(n) from sitrep.fct_a), (select max(n) from sitrep.fct_b), count(*)
from sitrep.release cross join sitrep.fct_a inner join sitrep.fct_b using (n) group by 1
"""


def made(folder: Path, number: int, *statements: str) -> Release:
    """A release of two marts, both of which hold its number a hundred times."""
    folder = folder / f"r{number}-{time.monotonic_ns()}"
    folder.mkdir()
    release = Release(f"r{number}", folder, {})
    with duckdb.connect(str(release.database)) as connection:
        connection.execute(f"create table release as select 'r{number}' as release_id")
        for name in ("fct_a", "fct_b"):
            connection.execute(f"create table {name} (id integer primary key, n integer not null, said varchar)")
            connection.execute(f"insert into {name} select range, {number}, 'word' from range(100)")
            connection.execute(f"comment on table {name} is 'One row per {name}.'")
        for statement in statements:
            connection.execute(statement)
    return release


@pytest.fixture
def settings(tmp_path: Path, postgres: Server, database: str) -> Settings:
    """Settings whose PostgreSQL database is empty; the loader may create roles."""
    with postgres.owner() as connection:
        connection.execute(f"alter role {LOADER} createrole")
    return Settings(raw=tmp_path, warehouse=tmp_path, postgres=postgres.url(database))


@pytest.fixture
def owner(postgres: Server, database: str) -> Iterator[psycopg.Connection[Any]]:
    with postgres.owner(database) as connection:
        yield connection


def contents(owner: psycopg.Connection[Any]) -> set[tuple[Any, ...]]:
    return set(owner.execute(QUESTION).fetchall())


def test_all_rows_of_all_marts_are_the_same_with_types_keys_and_comments(
    settings: Settings, published: Settings, owner: psycopg.Connection[Any]
) -> None:
    release = releases.required(published)
    target.load(settings, release)
    with duckdb.connect(str(release.database), read_only=True) as source:
        wanted = postgres_tables.in_release(source)
        assert set(wanted) == {"release", *release.about["rows"]}
        for name in wanted:
            here = source.execute(f'select * from main."{name}"')
            there = owner.execute(f'select * from sitrep."{name}"')
            assert [column[0] for column in here.description] == [column.name for column in there.description]
            assert sorted(map(repr, map(_plain, there))) == sorted(map(repr, map(_plain, here.fetchall()))), name
    assert postgres_tables.in_postgres(owner) == wanted
    assert wanted["fct_aid"].key == ("aid_id",)
    assert wanted["fct_aid"].form["amount"] == ("numeric(20,2)", False)
    assert wanted["fct_attacks"].comment.startswith("One row per")
    assert target.loaded_release(settings) == release.release_id


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row with moments as numbers: the two drivers name the same time zone differently."""
    return tuple(value.timestamp() if hasattr(value, "timestamp") else value for value in row)


def test_values_of_every_type_survive(settings: Settings, tmp_path: Path, owner: psycopg.Connection[Any]) -> None:
    columns = "t varchar, b boolean, i integer, g bigint, d double, n decimal(38,4), day date, moment timestamptz"
    release = made(
        tmp_path,
        1,
        f'create table "odd "" name" ({columns}, "select" integer)',
        'insert into "odd "" name" values '
        "($t$" + HOSTILE + "$t$, true, -2147483648, 9223372036854775807, 0.1, 9999999999999999999999999999999999.1234,"
        " '0001-01-01', '2031-03-04 05:06:07.123456+00', 1), ('', false, 0, 0, 'nan', 0.5, '9999-12-31', null, 2),"
        " ('\\N', null, null, null, '-infinity', -0.0001, null, null, null)",
        f"""comment on column "odd "" name"."select" is '{HOSTILE.replace("'", "''")}'""",
    )
    target.load(settings, release)
    with duckdb.connect(str(release.database), read_only=True) as source:
        here = source.execute('select * from "odd "" name"').fetchall()
    assert here[0][0] == HOSTILE
    there = owner.execute('select * from sitrep."odd "" name"').fetchall()
    assert list(map(repr, map(_plain, there))) == list(map(repr, map(_plain, here)))
    comment = postgres_tables.in_postgres(owner)['odd " name'].columns[-1].comment
    assert comment == HOSTILE


def test_readers_see_whole_releases_across_swaps(
    settings: Settings, tmp_path: Path, postgres: Server, database: str
) -> None:
    target.load(settings, made(tmp_path, 0))
    seen: set[tuple[Any, ...]] = set()
    slowest = [0.0]
    stop = threading.Event()

    def watch() -> None:
        with postgres.owner(database) as connection:
            while not stop.is_set():
                started = time.monotonic()
                seen.update(connection.execute(QUESTION).fetchall())
                slowest[0] = max(slowest[0], time.monotonic() - started)

    watcher = threading.Thread(target=watch)
    watcher.start()
    with psycopg.connect(postgres.url(database, "owner")) as patient:
        patient.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        first = patient.execute("select n from sitrep.fct_a limit 1").fetchall()
        for number in range(1, 31):
            target.load(settings, made(tmp_path, number))
        assert (first, set(patient.execute(QUESTION).fetchall())) == ([(0,)], {("r0", 0, 0, 10000)})
        patient.rollback()
        assert set(patient.execute(QUESTION).fetchall()) == {("r30", 30, 30, 10000)}
    stop.set()
    watcher.join()
    assert seen <= {(f"r{number}", number, number, 10000) for number in range(31)}
    assert len(seen) > 5
    assert slowest[0] < 2


def test_tables_take_a_new_form_and_views_of_others_stay_where_they_can(
    settings: Settings, tmp_path: Path, owner: psycopg.Connection[Any]
) -> None:
    target.load(settings, made(tmp_path, 1, "create table fct_gone as select 1 as n"))
    owner.execute("create view public.mine as select n, said from sitrep.fct_a")
    target.load(settings, made(tmp_path, 2, "alter table fct_a add column extra varchar", "drop table fct_b"))
    now = postgres_tables.in_postgres(owner)
    assert (set(now), list(now["fct_a"].form)) == ({"fct_a", "release"}, ["id", "n", "said", "extra"])
    assert owner.execute("select min(n), count(*) from public.mine").fetchall() == [(2, 100)]
    other_form = made(tmp_path, 3, "alter table fct_a drop column said")
    with pytest.raises(NotLoaded, match=r"view mine depends on table .*drop these, load again"):
        target.load(settings, other_form)
    assert owner.execute("select min(n), count(*) from public.mine").fetchall() == [(2, 100)]
    owner.execute("drop view public.mine")
    target.load(settings, other_form)
    assert list(postgres_tables.in_postgres(owner)["fct_a"].form) == ["id", "n"]


def test_a_reader_who_holds_a_table_that_must_change_is_left_alone(
    settings: Settings, tmp_path: Path, postgres: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(target, "PAUSES", (0.1,))
    target.load(settings, made(tmp_path, 1))
    other_form = made(tmp_path, 2, "alter table fct_a add column extra varchar")
    with psycopg.connect(postgres.url(database, "owner")) as holder:
        holder.execute("select * from sitrep.fct_a limit 1")
        with pytest.raises(NotLoaded, match="lock timeout; somebody holds a table that has to change its form"):
            target.load(settings, other_form)
        assert set(holder.execute(QUESTION).fetchall()) == {("r1", 1, 1, 10000)}
        monkeypatch.setattr(target, "PAUSES", (0.5, 0.5))
        threading.Timer(3, holder.rollback).start()
        target.load(settings, other_form)
    assert target.loaded_release(settings) == "r2"


def test_the_reading_role_reads_and_cannot_write(
    settings: Settings, tmp_path: Path, owner: psycopg.Connection[Any]
) -> None:
    target.load(settings, made(tmp_path, 1))
    target.load(settings, made(tmp_path, 2, "create table fct_new as select 1 as n"))
    assert owner.execute("select rolcanlogin from pg_roles where rolname = 'sitrep_reader'").fetchall() == [(False,)]
    owner.execute("set role sitrep_reader")
    assert contents(owner) == {("r2", 2, 2, 10000)}
    assert owner.execute("select n from sitrep.fct_new").fetchall() == [(1,)]
    for forbidden in (
        "insert into sitrep.fct_a values (1000, 1, '')",
        "update sitrep.fct_a set n = 1",
        "delete from sitrep.fct_a",
        "truncate sitrep.fct_a",
        "create table sitrep.mine (n integer)",
        "drop table sitrep.fct_a",
        "comment on table sitrep.fct_a is 'mine'",
        "drop schema sitrep cascade",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute(forbidden)


def test_a_role_that_is_there_is_used_and_one_that_could_write_is_refused(
    settings: Settings, tmp_path: Path, database: str, owner: psycopg.Connection[Any]
) -> None:
    owner.execute(f"alter role {LOADER} nocreaterole")
    with pytest.raises(NotLoaded, match='let an administrator run: create role "sitrep_reader" nologin'):
        target.load(settings, made(tmp_path, 1))
    assert owner.execute("select to_regnamespace('sitrep')").fetchall() == [(None,)]
    reader = f"reader_{database}"
    settings = dataclasses.replace(settings, postgres_reader=reader)
    owner.execute(f"create role {reader} nologin")
    target.load(settings, made(tmp_path, 1))
    owner.execute(f"grant pg_write_all_data to {reader}")
    with pytest.raises(NotLoaded, match=f"the role {reader} could write to the schema sitrep"):
        target.load(settings, made(tmp_path, 2))
    assert contents(owner) == {("r1", 1, 1, 10000)}


def without_permission(settings: Settings, owner: psycopg.Connection[Any], folder: Path) -> tuple[Settings, Release]:
    owner.execute(f"reassign owned by {LOADER} to owner")
    return settings, made(folder, 2)


def broken_on_the_way(settings: Settings, owner: psycopg.Connection[Any], folder: Path) -> tuple[Settings, Release]:
    """The last table holds a character that PostgreSQL takes in no text."""
    return settings, made(folder, 2, "create table zzz as select 'a' || chr(0) as said")


def cut_off_on_the_way(settings: Settings, owner: psycopg.Connection[Any], folder: Path) -> tuple[Settings, Release]:
    """Somebody ends the connection while the last table is filled."""
    filling = "query like 'copy%\"zzz\"%' and pid <> pg_backend_pid()"
    cut = f"select pg_terminate_backend(pid) from pg_stat_activity where {filling}"

    def end() -> None:
        deadline = time.monotonic() + 60
        while not owner.execute(cut).fetchall() and time.monotonic() < deadline:
            time.sleep(0.005)

    threading.Thread(target=end).start()
    return settings, made(folder, 2, "create table zzz as select range as n from range(1000000)")


def of_unknown_type(settings: Settings, owner: psycopg.Connection[Any], folder: Path) -> tuple[Settings, Release]:
    return settings, made(folder, 2, "create table zzz as select [1, 2] as numbers")


def damaged_release(settings: Settings, owner: psycopg.Connection[Any], folder: Path) -> tuple[Settings, Release]:
    release = made(folder, 2)
    release.database.write_bytes(b"no database")
    return settings, release


def server_gone(settings: Settings, owner: psycopg.Connection[Any], folder: Path) -> tuple[Settings, Release]:
    return dataclasses.replace(settings, postgres=f"postgresql://{LOADER}:{CANARY}@127.0.0.1:9/x"), made(folder, 2)


def wrong_password(settings: Settings, owner: psycopg.Connection[Any], folder: Path) -> tuple[Settings, Release]:
    return dataclasses.replace(settings, postgres=str(settings.postgres).replace(CANARY, f"{CANARY}x")), made(folder, 2)


def no_url(settings: Settings, owner: psycopg.Connection[Any], folder: Path) -> tuple[Settings, Release]:
    return dataclasses.replace(settings, postgres=f"postgres//{LOADER}:{CANARY} 127.0.0.1"), made(folder, 2)


def bad_port(settings: Settings, owner: psycopg.Connection[Any], folder: Path) -> tuple[Settings, Release]:
    return dataclasses.replace(settings, postgres=f"postgresql://{LOADER}:{CANARY}@127.0.0.1:{CANARY}/x"), made(
        folder, 2
    )


def somebody_elses(settings: Settings, owner: psycopg.Connection[Any], folder: Path) -> tuple[Settings, Release]:
    owner.execute("comment on schema sitrep is 'situation reports of the fire brigade'")
    return settings, made(folder, 2)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (without_permission, "must be owner of"),
        (broken_on_the_way, "NUL"),
        (cut_off_on_the_way, "terminating connection|connection.* closed|closed the connection"),
        (of_unknown_type, r"no PostgreSQL type is known for zzz\.numbers \(INTEGER\[\]\)"),
        (damaged_release, "not a valid DuckDB database"),
        (server_gone, "[Cc]onnection refused"),
        (wrong_password, "password authentication failed"),
        (no_url, "the URL of PostgreSQL cannot be read"),
        (bad_port, r"invalid integer value|cannot be read"),
        (somebody_elses, "holds what Sitrep did not make"),
    ],
)
def test_a_load_that_fails_leaves_the_old_release_and_tells_no_secret(
    settings: Settings,
    tmp_path: Path,
    owner: psycopg.Connection[Any],
    fault: Callable[..., tuple[Settings, Release]],
    said: str,
) -> None:
    target.load(settings, made(tmp_path, 1))
    changed, release = fault(settings, owner, tmp_path)
    with pytest.raises(NotLoaded, match=said) as caught:
        target.load(changed, release)
    assert contents(owner) == {("r1", 1, 1, 10000)}
    assert CANARY not in f"{caught.value} {changed!r}"
    assert (caught.value.exit_code, "\n" in str(caught.value)) == (15, False)
