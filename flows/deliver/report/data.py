"""What the page shows, asked of a release's database by the SQL files in queries/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.deliver.query import LOCKED
from flows.deliver.report import words
from flows.sql import connected, rows

QUERIES = Path(__file__).parent / "queries"
WINDOW_DAYS = 90  # shown one by one, with their claims; what is older by month and region
MAX_LABELLED = 200  # changes that are told with what they concern
PREPARED = ("bounds", "weapon_counts", "attack_sums", "pair_events")  # temporary tables, in this order
BY_NAME: tuple[str, ...] = (
    *("days", "months", "regions", "attacks", "weapons", "older_attacks", "older_weapons"),
    *("aid_by_month", "aid_packages", "aid_parts", "aid_rows", "meetings", "older_meetings"),
    *("by_day", "by_weapon", "by_region", "by_pair", "documents", "sources", "checks"),
)

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Facts:
    """All that a page is made of.

    Attributes:
        about: what release.json says, with what the database says of the whole release.
        tables: the answer of each query, by its name.
        claims: those of the days shown, the newest first.
        changes: what changed since the release before, as changes.parquet has it.
    """

    about: dict[str, Any]
    tables: Mapping[str, Rows]
    claims: Rows
    changes: Rows


def collect(
    folder: Path, about: Mapping[str, Any], *, window_days: int = WINDOW_DAYS, older_months: int | None = None
) -> Facts:
    """Ask a release's folder for everything that its page shows.

    Args:
        folder: holds sitrep.duckdb and changes.parquet.
        about: what release.json says or will say.
        window_days: how many days up to the newest document are shown one by one.
        older_months: how many months before the newest are shown at most; all by default.
    """

    bounds = {"window_days": window_days, "older_months": older_months}
    with connected(folder / "sitrep.duckdb", config=LOCKED) as connection:
        for name in PREPARED:
            connection.execute(_query(name), bounds if name == "bounds" else None)
        tables = {name: rows(connection, _query(name)) for name in BY_NAME}
        (known,) = rows(connection, _query("about"))
        texts = dict(connection.execute(_query("texts")).fetchall())
        claims = [words.with_passages(row, texts[row["document_id"]]) for row in rows(connection, _query("claims"))]
        changes = _changes(folder)
        labels = rows(connection, _query("event_labels"), sorted({row["event_id"] for row in changes[:MAX_LABELLED]}))
    return Facts({**about, **known, "window_days": window_days}, {**tables, "event_labels": labels}, claims, changes)


def _query(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _changes(folder: Path) -> Rows:

    with connected() as connection:
        return rows(connection, "select * from read_parquet(?) order by all", str(folder / "changes.parquet"))
