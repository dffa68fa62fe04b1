"""What else is worth a person's look in a release: disputed events, merges that hang on little, numbers in no fact."""

from __future__ import annotations

from typing import Any

from flows import releases
from flows.deliver.query import LOCKED
from flows.settings import Settings
from flows.sql import connected, rows
from flows.terminal import printable

MAX_LISTED = 5

DISPUTED = """
select attack_id as event_id, event_date, place_name, killed_low, killed_best, killed_high, n_reports
from fct_attacks
where is_disputed
order by n_reports desc, event_date desc, attack_id
"""
# The weakest merges; a score is comparable within one kind of fact only, so each kind is ranked by itself.
DOUBTFUL = """
select claim_id, event_id, fact_type, merge_score, merge_reason, quote
from fct_claims
where merge_score is not null
qualify merge_score = min(merge_score) over (partition by fact_type)
order by fact_type, published_date desc, claim_id
"""
UNPLACED = """
select reason, count(*) as n_figures, min(figure_text) as example
from fct_figures
where not is_placed
group by reason
order by n_figures desc, reason
"""

QUERIES = {"disputed": DISPUTED, "doubtful": DOUBTFUL, "unplaced": UNPLACED}


def found_in(settings: Settings) -> dict[str, list[dict[str, Any]]]:
    """Disputed events, the weakest merges of each kind of fact, and how many numbers went nowhere for which reason.

    Raises:
        EnvironmentFault: there is no release yet.
    """

    release = releases.required(settings)
    with connected(release.database, config=LOCKED) as connection:
        return {name: rows(connection, sql) for name, sql in QUERIES.items()}


def as_text(found: dict[str, list[dict[str, Any]]]) -> str:
    """The doubts for a person, the first few of each kind, with the row of corrections.csv that would undo a merge."""
    parts = [f"disputed: {_event(row)}" for row in found["disputed"][:MAX_LISTED]]
    parts += [
        f"doubtful: {row['fact_type']} claim {row['claim_id']} is in {row['event_id']} ({row['merge_reason']}, "
        f"{row['merge_score']:g} points)\n    “{printable(row['quote'])}”\n"
        f"    to take it out: split,{row['claim_id']},,{row['event_id']},{row['event_id']},<reason>,<author>,<date>"
        for row in found["doubtful"][:MAX_LISTED]
    ]
    parts += [
        f"in no fact: {row['n_figures']} numbers, such as “{printable(row['example'])}” ({row['reason']})"
        for row in found["unplaced"][:MAX_LISTED]
    ]
    return "\n".join(parts)


def _event(row: dict[str, Any]) -> str:
    place = printable(row["place_name"]) if row["place_name"] else "no place"
    tolls = "-".join(str(row[name]) for name in ("killed_low", "killed_best", "killed_high") if row[name] is not None)
    return f"{row['event_id']}, {row['event_date']}, {place}, killed {tolls or 'not told'}, {row['n_reports']} reports"
