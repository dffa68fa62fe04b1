"""Who meets and who accuses whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

Rows = Callable[..., list[tuple[Any, ...]]]


def test_meetings_count_once_for_both_and_rebukes_have_a_direction(rows: Rows) -> None:
    pairs = """
        select relation, source_actor_id, source_country, target_actor_id, target_country, n_events,
            first_event_date, last_event_date
        from agg_actor_pairs order by relation, source_actor_id
    """
    assert rows(pairs) == [
        ("accuses", "anna-berg", "NO", "ivan-stone", "RU", 2, date(2023, 12, 19), date(2024, 2, 4)),
        ("accuses", "ivan-stone", "RU", "anna-berg", "NO", 1, date(2024, 2, 9), date(2024, 2, 9)),
        ("meets", "anna-berg", "NO", "ivan-stone", "RU", 5, date(2023, 9, 13), date(2024, 2, 9)),
    ]


def test_pairs_and_metrics_count_the_same_events(rows: Rows) -> None:
    """Berg and Stone were at every meeting; of the rebukes one names nobody."""
    metric = "select sum(n_events) from agg_metrics_daily where metric_id = ?"
    pairs = "select sum(n_events) from agg_actor_pairs where relation = ?"
    assert rows(metric, "meetings_held") == rows(pairs, "meets")
    assert (rows(metric, "accusations"), rows(pairs, "accuses")) == ([(4,)], [(3,)])
