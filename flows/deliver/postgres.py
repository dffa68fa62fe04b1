"""Load a release into a PostgreSQL schema, in one transaction: readers see the old release whole, or the new one.

The tables stay and their rows are replaced, so that a reader takes no lock that we wait for and waits for none of
ours. (A new schema renamed into place was tried: a transaction that began before it, and reads after it, finds the
tables empty, because its snapshot knows nothing of their rows.) Only a release whose tables have another form needs the
tables for itself, for the time of the load.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flows.deliver import postgres_tables as tables
from flows.deliver.postgres_tables import Table
from flows.errors import NotLoaded
from flows.releases import Release
from flows.settings import Settings
from flows.sql import connected

if TYPE_CHECKING:
    from psycopg import Connection

# What the URL does not say itself. A server that has gone is noticed after a minute and not after hours.
CONNECTION = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,  # milliseconds
    "application_name": "sitrep",
}
LOCK_TIMEOUT = "2s"  # so long at most do readers queue behind us, where a table has to change its form
PAUSES = (1, 2, 4, 8, 16)  # seconds between attempts at locks that somebody holds
BATCH = 10_000  # rows
MAX_CHARACTERS = 500  # of what a server says
MARK = "Sitrep: "  # begins the comment of a schema that we may fill
TAKES_TURNS = "select pg_advisory_xact_lock(hashtext('sitrep'))"
SCHEMA_IS_OURS = """
select coalesce(obj_description(oid, 'pg_namespace'), '') like %s
    or not exists (select from pg_class where relnamespace = pg_namespace.oid)
from pg_namespace where nspname = %s
"""
# What the reading role must not be able to, however it came by the right.
WRITABLE = """
select relname from pg_class
where relnamespace = to_regnamespace(%(schema)s)::oid and relkind = 'r'
    and (has_table_privilege(%(reader)s, oid, 'insert, update, delete, truncate')
        or has_schema_privilege(%(reader)s, %(schema)s, 'create'))
limit 1
"""


def load(settings: Settings, release: Release) -> None:
    """Replace what the schema holds by a release.

    Raises:
        NotLoaded: with one line without any secret; the schema holds what it held before.
    """
    from psycopg import errors

    held = (errors.LockNotAvailable, errors.DeadlockDetected)
    with _connected(settings) as connection, connected(release.database) as source:
        for pause in (*PAUSES, None):
            try:
                with connection.transaction():
                    _replace(connection, source, settings.postgres_reader, release.release_id)
            except held:
                if pause is None:
                    raise
                time.sleep(pause)
            else:
                return


def loaded_release(settings: Settings) -> str | None:
    """The id of the release that the schema holds, or None where it holds none.

    Raises:
        NotLoaded: the server does not answer, or does not let us in.
    """
    from psycopg import sql

    with _connected(settings) as connection:
        if "release" not in tables.in_postgres(connection):
            return None
        row = connection.execute(
            sql.SQL("select release_id from {}.release").format(sql.Identifier(tables.SCHEMA))
        ).fetchone()
        return row[0] if row else None


@contextmanager
def _connected(settings: Settings) -> Iterator[Connection[Any]]:
    """A connection whose errors, from whichever library, come out as one line that holds no secret."""
    import duckdb
    import psycopg
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    try:
        told = conninfo_to_dict(settings.postgres or "")
    except psycopg.Error:
        told = None  # libpq's message repeats the words that it could not read, and the password may be among them
    if not told:
        raise NotLoaded("the URL of PostgreSQL cannot be read; write postgresql://USER@HOST:PORT/DATABASE")
    secret = str(told.get("password") or "")
    options: dict[str, Any] = {**CONNECTION, **told, "client_encoding": "utf8"}
    try:
        with psycopg.connect(make_conninfo(**options)) as connection:
            yield connection
    except (psycopg.Error, duckdb.Error, OSError) as problem:
        sentence = _sentence(problem)
        sentence = sentence.replace(secret, "***") if secret else sentence
        raise NotLoaded(sentence[:MAX_CHARACTERS]) from None


def _sentence(problem: Exception) -> str:
    """What the server says, in one line, with what to do where we know it."""
    from psycopg import Error, errors

    said = problem.diag.message_primary if isinstance(problem, Error) else None
    sentence = " ".join((said or str(problem)).split())
    if isinstance(problem, errors.LockNotAvailable):
        sentence += "; somebody holds a table that has to change its form: end what pg_stat_activity shows, load again"
    if isinstance(problem, errors.DependentObjectsStillExist):
        detail = " ".join((problem.diag.message_detail or "").split())
        sentence += f" ({detail}); drop these, load again, and create them anew"
    return sentence


def _replace(connection: Connection[Any], source: Any, reader: str, release_id: str) -> None:
    """The whole load, in the transaction that is open."""
    from psycopg import sql

    connection.execute(sql.SQL("set local lock_timeout = {}").format(LOCK_TIMEOUT))
    connection.execute(TAKES_TURNS)
    _prepare_schema(connection, reader, release_id)
    wanted, found = tables.in_release(source), tables.in_postgres(connection)
    for name in sorted(found.keys() - wanted.keys()):
        connection.execute(sql.SQL("drop table {}").format(sql.Identifier(tables.SCHEMA, name)))
    for name, table in wanted.items():
        tables.bring(connection, found.get(name), table)
        _copy(connection, source, table)
    _grant(connection, reader)
    for name in wanted:
        connection.execute(sql.SQL("analyze {}").format(sql.Identifier(tables.SCHEMA, name)))


def _prepare_schema(connection: Connection[Any], reader: str, release_id: str) -> None:
    """Have the role and a schema that is ours.

    Raises:
        NotLoaded: the schema is somebody else's, or the role is missing and we may not create it.
    """
    from psycopg import sql

    schema = sql.Identifier(tables.SCHEMA)
    row = connection.execute(SCHEMA_IS_OURS, [f"{MARK}%", tables.SCHEMA]).fetchone()
    if row is None:
        connection.execute(sql.SQL("create schema {}").format(schema))
    elif not row[0]:
        raise NotLoaded(
            f"the schema {tables.SCHEMA} holds what Sitrep did not make; rename it, or name another database"
        )
    comment = sql.Literal(f"{MARK}release {release_id}")
    connection.execute(sql.SQL("comment on schema {} is {}").format(schema, comment))
    if connection.execute("select 1 from pg_roles where rolname = %s", [reader]).fetchone():
        return
    may = connection.execute("select rolcreaterole or rolsuper from pg_roles where rolname = current_user").fetchone()
    if not (may and may[0]):
        raise NotLoaded(f'there is no role {reader}; let an administrator run: create role "{reader}" nologin')
    connection.execute(sql.SQL("create role {} nologin").format(sql.Identifier(reader)))


def _copy(connection: Connection[Any], source: Any, table: Table) -> None:
    """Fill a table; DuckDB writes the values out, whose words PostgreSQL reads back as the same values."""
    from psycopg import sql

    names = [column.name for column in table.columns]
    listed = sql.SQL(", ").join(map(sql.Identifier, names)).as_string()
    # Both names are the release's own, and quoted.
    rows = source.execute(f"select {listed} from main.{sql.Identifier(table.name).as_string()}")  # noqa: S608
    into = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(tables.SCHEMA, table.name), sql.SQL(listed))
    with connection.cursor().copy(into) as copy:
        while batch := rows.fetchmany(BATCH):
            for row in batch:
                copy.write_row(row)


def _grant(connection: Connection[Any], reader: str) -> None:
    """Let the role read everything, and make sure that it can write nothing.

    Raises:
        NotLoaded: it can write all the same.
    """
    from psycopg import sql

    for statement in (
        "grant usage on schema {schema} to {reader}",
        "grant select on all tables in schema {schema} to {reader}",
        "alter default privileges in schema {schema} grant select on tables to {reader}",
    ):
        connection.execute(
            sql.SQL(statement).format(schema=sql.Identifier(tables.SCHEMA), reader=sql.Identifier(reader))
        )
    if connection.execute(WRITABLE, {"schema": tables.SCHEMA, "reader": reader}).fetchone():
        raise NotLoaded(
            f"the role {reader} could write to the schema {tables.SCHEMA}; take that right away, or name another"
        )
