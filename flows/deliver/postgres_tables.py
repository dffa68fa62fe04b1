"""The tables of a release as PostgreSQL holds them: read from either side in the same form, and brought to it.

The release's own file is the one source: its types, keys, NOT NULLs and comments are those of the dbt contracts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.errors import NotLoaded

if TYPE_CHECKING:
    from psycopg import Connection

SCHEMA = "sitrep"

# What the marts are made of, as format_type() of PostgreSQL names it; decimals keep their digits.
TYPES = {
    "VARCHAR": "text",
    "BOOLEAN": "boolean",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "DOUBLE": "double precision",
    "DATE": "date",
    "TIMESTAMP": "timestamp without time zone",
    "TIMESTAMP WITH TIME ZONE": "timestamp with time zone",
}
DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")

IN_RELEASE = """
with keys as (
    select table_name, constraint_column_names as key_columns
    from duckdb_constraints()
    where database_name = current_database() and schema_name = 'main' and constraint_type = 'PRIMARY KEY'
)
select
    columns.table_name,
    tables.comment,
    columns.column_name,
    columns.data_type,
    not columns.is_nullable or list_contains(coalesce(keys.key_columns, []), columns.column_name),
    columns.comment,
    list_position(keys.key_columns, columns.column_name),
from duckdb_columns() as columns
inner join duckdb_tables() as tables
    on columns.database_name = tables.database_name
    and columns.schema_name = tables.schema_name
    and columns.table_name = tables.table_name
left join keys on columns.table_name = keys.table_name
where columns.database_name = current_database() and columns.schema_name = 'main'
order by columns.table_name, columns.column_index
"""
IN_POSTGRES = """
select
    tables.relname,
    obj_description(tables.oid, 'pg_class'),
    columns.attname,
    format_type(columns.atttypid, columns.atttypmod),
    columns.attnotnull,
    col_description(tables.oid, columns.attnum),
    array_position(keys.conkey, columns.attnum)
from pg_class as tables
inner join pg_attribute as columns
    on tables.oid = columns.attrelid and columns.attnum > 0 and not columns.attisdropped
left join pg_constraint as keys on tables.oid = keys.conrelid and keys.contype = 'p'
where tables.relnamespace = to_regnamespace(%s)::oid and tables.relkind = 'r'
order by tables.relname, columns.attnum
"""


@dataclass(frozen=True)
class Column:
    """A column with its PostgreSQL type and its comment."""

    name: str
    type: str
    is_required: bool
    comment: str | None


@dataclass(frozen=True)
class Table:
    """A table with its columns in their order, its comment, and the columns of its primary key."""

    name: str
    comment: str | None
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def form(self) -> dict[str, tuple[str, bool]]:
        """What the table can hold: the type of each column, and whether it must hold something."""
        return {column.name: (column.type, column.is_required) for column in self.columns}


def in_release(connection: Any) -> dict[str, Table]:
    """The marts of an opened release.

    Raises:
        NotLoaded: a column has a type that is not known here.
    """
    rows = connection.execute(IN_RELEASE).fetchall()
    return _tables([(*row[:3], _type(row[0], row[2], row[3]), *row[4:]) for row in rows])


def in_postgres(connection: Connection[Any]) -> dict[str, Table]:
    """The tables that the schema holds now; none where there is no schema."""
    return _tables(connection.execute(IN_POSTGRES, [SCHEMA]).fetchall())


def bring(connection: Connection[Any], was: Table | None, now: Table) -> None:
    """Make an empty table of the wanted form; one that has it already keeps its place and is emptied.

    A column that is new is added, so that views of other people on the table stay. Any other change of form makes the
    table anew, which PostgreSQL refuses where such a view depends on it.
    """
    from psycopg import sql

    table = sql.Identifier(SCHEMA, now.name)
    if was is not None and (was.key != now.key or not was.form.items() <= now.form.items()):
        connection.execute(sql.SQL("drop table {}").format(table))
        was = None
    if was is None:
        connection.execute(sql.SQL("create table {} ({})").format(table, _definition(now)))
    else:
        connection.execute(sql.SQL("delete from {}").format(table))
        for column in now.columns:
            if column.name not in was.form:
                connection.execute(sql.SQL("alter table {} add column {}").format(table, _column(column)))
    _comment(connection, was, now)


def _definition(table: Table) -> Any:
    from psycopg import sql

    parts = [_column(column) for column in table.columns]
    if table.key:
        parts.append(sql.SQL("primary key ({})").format(sql.SQL(", ").join(map(sql.Identifier, table.key))))
    return sql.SQL(", ").join(parts)


def _column(column: Column) -> Any:
    from psycopg import sql

    required = sql.SQL(" not null") if column.is_required else sql.SQL("")
    return sql.SQL("{} {}{}").format(sql.Identifier(column.name), sql.SQL(column.type), required)


def _comment(connection: Connection[Any], was: Table | None, now: Table) -> None:
    """Write the comments that are not there yet."""
    from psycopg import sql

    known = {column.name: column.comment for column in was.columns} if was else {}
    if now.comment != (was.comment if was else None):
        statement = sql.SQL("comment on table {} is {}")
        connection.execute(statement.format(sql.Identifier(SCHEMA, now.name), sql.Literal(now.comment)))
    for column in now.columns:
        if column.comment != known.get(column.name):
            statement = sql.SQL("comment on column {} is {}")
            named = sql.Identifier(SCHEMA, now.name, column.name)
            connection.execute(statement.format(named, sql.Literal(column.comment)))


def _type(table: str, column: str, duckdb_type: str) -> str:
    decimal = DECIMAL.fullmatch(duckdb_type)
    if decimal:
        return f"numeric({decimal[1]},{decimal[2]})"
    if duckdb_type not in TYPES:
        raise NotLoaded(f"no PostgreSQL type is known for {table}.{column} ({duckdb_type}); please report it")
    return TYPES[duckdb_type]


def _tables(rows: list[tuple[Any, ...]]) -> dict[str, Table]:
    """The tables of rows of: table, its comment, column, type, is required, its comment, place in the key."""
    of_table: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        of_table.setdefault(row[0], []).append(row)
    return {
        name: Table(
            name,
            found[0][1],
            tuple(Column(*row[2:6]) for row in found),
            tuple(row[2] for row in sorted((row for row in found if row[6] is not None), key=lambda row: row[6])),
        )
        for name, found in of_table.items()
    }
