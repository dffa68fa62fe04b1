"""What is exported: which tables of a release with which of their rows, their quotes cut to a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows import releases
from flows.changes import EVENT_KEYS
from flows.deliver import changes
from flows.deliver.dictionary import Column, Dictionary, read_dictionary
from flows.errors import EnvironmentFault
from flows.releases import Release
from flows.settings import Settings
from flows.sql import connected, rows

# The column that names an event, in the tables whose rows belong to one; with --since these alone are filtered.
EVENT_COLUMNS = {
    **EVENT_KEYS,
    "fct_attack_weapons": "attack_id",
    "fct_aid_items": "aid_id",
    "fct_claims": "event_id",
    "fct_event_revisions": "event_id",
    "fct_statements": "event_id",
    "fct_former_claims": "event_id",
    "agg_aid_parts": "aid_id",
    "acled_events": "event_id_cnty",
    "ucdp_events": "id",
    "plover_events": "event_id",
    "iati_transactions": "transaction_ref",
}
QUOTES = {"fct_claims": "quote", "acled_events": "notes", "iati_transactions": "transaction_description"}
LEFT_OUT = {("fct_claims", "fact")}  # it holds every sentence of the claim once more, and whole
QUOTE_LENGTH = 300  # characters: a long sentence of the news; more than one is no quote but a copy
CUT = (
    "case when length({column}) <= {limit} then {column}"
    r" else regexp_replace(left({column}, {limit} - 1), '\s+\S*$', '') || '…' end as {column}"
)
LICENCE = Column("fct_claims", "quote_licence", "varchar", "Licence of the source that the quote is from.")
LICENCE_OF_QUOTE = """(
    select coalesce(sources.licence, 'not stated')
    from main.dim_document as documents inner join main.dim_source as sources on documents.source_id = sources.source_id
    where documents.document_id = fct_claims.document_id
) as quote_licence"""
REPORTED_SINCE = "select {key} as event_id from main.{mart} where last_reported_date >= ?"
CHOSEN = "create temp table chosen as select unnest(?::varchar[]) as event_id"
SOURCES = "select coalesce(publisher, source_id) as publisher, licence from main.dim_source order by all"


@dataclass(frozen=True)
class Table:
    """A table to export: its columns, and the query on the release that gives its rows in their order."""

    name: str
    columns: list[Column]
    query: str


@dataclass(frozen=True)
class Selection:
    """An open release and what of it is exported."""

    release: Release
    connection: Any
    dictionary: Dictionary
    tables: list[Table]
    holds: str  # which events these are, in words

    def rows_of(self, table: Table) -> Iterator[tuple[Any, ...]]:
        """The rows of a table, read in portions; one table at a time."""
        answer = self.connection.execute(table.query)
        while portion := answer.fetchmany(10_000):
            yield from portion

    def sources(self) -> list[dict[str, Any]]:
        """Publisher and licence of every source of the release."""
        return rows(self.connection, SOURCES)


@contextmanager
def selected(settings: Settings, *, since: str | None = None, marts: Sequence[str] = ()) -> Iterator[Selection]:
    """What an export holds, from the current release, opened read-only.

    Args:
        since: a day: only events that were told on it or later; or a release: only those that are new or changed since.
        marts: names of tables; all where there are none.

    Raises:
        EnvironmentFault: there is no release yet, none such, no such day, or no such table.
    """

    release = releases.required(settings)
    with connected(release.database) as connection:
        dictionary = read_dictionary(connection)
        names = _names(dictionary, marts)
        if since is not None:
            connection.execute(CHOSEN, [_events_since(settings, connection, since)])
        tables = [table_of(dictionary, name, is_filtered=since is not None) for name in names]
        yield Selection(release, connection, dictionary, tables, _in_words(since))


def table_of(dictionary: Dictionary, name: str, *, is_filtered: bool = False) -> Table:
    """How a table is exported; filtered ones hold only the rows of the chosen events, where rows belong to events."""
    columns = [column for column in dictionary.columns_of(name) if (name, column.name) not in LEFT_OUT]
    told = [_expression(column) for column in columns]
    if name == LICENCE.table:
        place = [column.name for column in columns].index(QUOTES[name]) + 1
        columns.insert(place, LICENCE)
        told.insert(place, LICENCE_OF_QUOTE)
    query = f'select {", ".join(told)} from main."{name}" as {name}'  # noqa: S608 - names of the release's own
    if is_filtered and name in EVENT_COLUMNS:
        query += f" where {EVENT_COLUMNS[name]} in (select event_id from chosen)"  # noqa: S608 - from the table above
    return Table(name, columns, query)


def _names(dictionary: Dictionary, marts: Sequence[str]) -> list[str]:
    known = [name for name in dictionary.tables if name != "release"]
    unknown = sorted(set(marts) - set(known))
    if unknown:
        raise EnvironmentFault(f"--mart {unknown[0]}: the release has no such table; it has {', '.join(known)}")
    return [name for name in known if not marts or name in marts]


def _events_since(settings: Settings, connection: Any, since: str) -> list[str]:
    if changes.DATE.fullmatch(since):
        try:
            day = date.fromisoformat(since)
        except ValueError as problem:
            raise EnvironmentFault(f"--since {since}: there is no such day") from problem
        told = " union ".join(REPORTED_SINCE.format(mart=mart, key=key) for mart, key in EVENT_KEYS.items())
        found = connection.execute(told, [day] * len(EVENT_KEYS)).fetchall()
        return sorted(event_id for (event_id,) in found)
    changed = changes.found_since(settings, since)["changes"]
    return sorted({row["event_id"] for row in changed if row["change"] != "withdrawn"})


def _in_words(since: str | None) -> str:
    if since is None:
        return "all events of the release"
    which = "told on that day or later" if changes.DATE.fullmatch(since) else "that are new or changed since then"
    return f"since {since}: the events {which}; tables whose rows belong to no event are whole"


def _expression(column: Column) -> str:
    if QUOTES.get(column.table) == column.name:
        return CUT.format(column=column.name, limit=QUOTE_LENGTH)
    return f'"{column.name}"'
