"""The data dictionary: what every table, column and metric of a release means, from the release itself.

The words stand once, beside the models of the dbt project, which keeps them as comments in the database.
docs/dictionary.md and every export take them from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flows.sql import rows

TABLES = """
select table_name, comment as description
from duckdb_tables()
where database_name = current_database() and schema_name = 'main' and not temporary
order by table_name
"""
COLUMNS = """
select table_name, column_name, lower(data_type) as data_type, comment as description
from duckdb_columns()
where database_name = current_database() and schema_name = 'main' and not internal
order by table_name, column_index
"""
METRICS = """
select metric_id, version, name, unit, description, does_not_mean, fact, dimension, aggregation, numerator, denominator
from staging.metrics
order by metric_id
"""

HEAD = """# Data dictionary

Every table and column of a release, in the words of the dbt models; written by `python -m tests.dictionary`, so change
the models' descriptions and not this page. `sitrep.duckdb` carries the same words as comments, and exports carry them
along. Null means: not told.

## Metrics

`agg_metrics_daily` and `agg_metrics_monthly` have these, each with the version of its definition; under each, what it
does not mean.
"""


@dataclass(frozen=True)
class Column:
    """A column as the release describes it; the description is empty where it has none."""

    table: str
    name: str
    data_type: str
    description: str


@dataclass(frozen=True)
class Dictionary:
    """What a release says of itself: its tables with their descriptions, its columns, its metrics' definitions."""

    tables: dict[str, str]
    columns: list[Column]
    metrics: list[dict[str, Any]]

    def columns_of(self, table: str) -> list[Column]:
        """The columns of a table in their order."""
        return [column for column in self.columns if column.table == table]


def read_dictionary(connection: Any) -> Dictionary:
    """The dictionary of the release that a connection has open."""
    return Dictionary(
        tables={row["table_name"]: _line(row["description"]) for row in rows(connection, TABLES)},
        columns=[
            Column(row["table_name"], row["column_name"], row["data_type"], _line(row["description"]))
            for row in rows(connection, COLUMNS)
        ],
        metrics=rows(connection, METRICS),
    )


def as_markdown(dictionary: Dictionary) -> str:
    """The dictionary as docs/dictionary.md has it."""
    parts = [
        HEAD,
        *(_metric(metric) for metric in dictionary.metrics),
        "## Tables\n\n" + "\n".join(f"- [{name}](#{name})" for name in dictionary.tables) + "\n",
        *(_table(dictionary, name) for name in dictionary.tables),
    ]
    return "\n".join(parts)


def _metric(metric: dict[str, Any]) -> str:
    per = f", divided by {metric['denominator']}" if metric["denominator"] else ""
    split = f"; by {metric['dimension']}" if metric["dimension"] else ""
    return (
        f"### {metric['name']}\n\n"
        f"`{metric['metric_id']}`, version {metric['version']}, in the unit {metric['unit']}{split}.\n\n"
        f"- {metric['description']}.\n"
        f"- Counted: {metric['numerator']}{per} ({metric['aggregation']}, from `{metric['fact']}`).\n"
        f"- {metric['does_not_mean']}\n"
    )


def _table(dictionary: Dictionary, name: str) -> str:
    lines = [f"### {name}\n", f"{dictionary.tables[name]}\n", "| column | type | meaning |", "|---|---|---|"]
    lines += [
        f"| `{column.name}` | {column.data_type} | {_cell(column.description)} |"
        for column in dictionary.columns_of(name)
    ]
    return "\n".join(lines) + "\n"


def _line(description: str | None) -> str:
    return " ".join((description or "").split())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
