"""Metrics: defined once, equal to the facts, and honest about days of which no digest tells."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from flows.build import DBT_PROJECT
from tests.build import scenes
from tests.build.scenes import id_of

Rows = Callable[..., list[tuple[Any, ...]]]
MODEL = DBT_PROJECT / "models" / "intermediate" / "int_metric_values.sql"
SEED = DBT_PROJECT / "seeds" / "metrics.csv"

# What each metric comes to over all days, asked of the marts in another way.
FROM_FACTS = {
    "accusations": """
        select count(*) from fct_diplomatic_events
        where plover_event_type = 'ACCUSE' and modality = 'asserted' and event_date is not null
    """,
    "aid_committed_usd": """
        select sum(amount_usd) from fct_aid
        where
            aid_status in ('pledged', 'approved', 'obligated', 'disbursed', 'delivered')
            and not is_component and announced_date is not null
    """,
    "attacks": "select count(*) from fct_attacks where event_date is not null",
    "drones_destroyed": """
        select sum(weapons.destroyed) from fct_attack_weapons as weapons
        inner join fct_attacks using (attack_id) where weapon_type = 'drone' and event_date is not null
    """,
    "drones_launched": """
        select sum(weapons.launched) from fct_attack_weapons as weapons
        inner join fct_attacks using (attack_id) where weapon_type = 'drone' and event_date is not null
    """,
    "injured": "select sum(coalesce(injured_best, injured_low)) from fct_attacks where event_date is not null",
    "interception_rate": "select sum(destroyed) from fct_attacks where interception_rate is not null",
    "killed": "select sum(coalesce(killed_best, killed_low)) from fct_attacks where event_date is not null",
    "largest_launch": "select max(launched) from fct_attacks",
    "meetings_held": """
        select count(*) from fct_diplomatic_events
        where plover_event_type = 'CONSULT' and modality = 'asserted' and event_date is not null
    """,
    "missiles_launched": """
        select sum(weapons.launched) from fct_attack_weapons as weapons
        inner join fct_attacks using (attack_id) where contains(weapon_type, 'missile') and event_date is not null
    """,
}


def defined() -> list[dict[str, str]]:
    """The rows of the seed."""
    with SEED.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_seed_and_model_name_the_same_metrics() -> None:
    in_words = [row["metric_id"] for row in defined()]
    in_sql = re.findall(r"metric_id := '(\w+)'", MODEL.read_text(encoding="utf-8"))
    assert sorted(in_sql) == in_words
    assert len(set(in_words)) == len(in_words)


def test_every_metric_is_told_in_words() -> None:
    for row in defined():
        assert row["version"].isdigit()
        assert all(row[column] for column in ("name", "description", "unit", "numerator")), row
        assert bool(row["denominator"]) == (row["aggregation"] == "ratio")
        contract = DBT_PROJECT / "models" / "marts" / f"{row['fact']}.yml"
        assert contract.is_file()
        assert not row["dimension"] or f"name: {row['dimension']}\n" in contract.read_text(encoding="utf-8")


@pytest.mark.parametrize("metric_id", sorted(FROM_FACTS))
def test_days_add_up_to_the_facts(rows: Rows, metric_id: str) -> None:
    (aggregation,) = {row["aggregation"] for row in defined() if row["metric_id"] == metric_id}
    total = "max" if aggregation == "max" else "sum"
    query = f"select {total}(numerator) from agg_metrics_daily where metric_id = ?"
    expected = rows(FROM_FACTS[metric_id])
    assert rows(query, metric_id) == [(expected[0][0] or 0,)]


def test_every_metric_is_compared_with_its_facts() -> None:
    assert set(FROM_FACTS) == {row["metric_id"] for row in defined()}


def test_every_metric_has_every_day(rows: Rows) -> None:
    holes = """
        select metric_id, dimension from agg_metrics_daily group by metric_id, dimension
        having
            count(*) <> max(date_day) - min(date_day) + 1
            or min(date_day) <> (select min(event_date) from intermediate.int_metric_values)
            or max(date_day) <> (select max(event_date) from intermediate.int_metric_values)
    """
    assert rows(holes) == []
    assert rows("select count(distinct metric_id) from agg_metrics_daily") == [(len(defined()),)]


def test_months_are_the_sums_of_their_days(rows: Rows) -> None:
    query = """
        with days as (
            select
                metric_id, dimension, date_trunc('month', date_day) as month_start,
                count(*) as n_days,
                sum(n_events) as n_events,
                sum(numerator) as numerator,
                sum(denominator) as denominator,
                sum(value) as total,
                max(value) as most,
                sum(numerator) filter (where is_covered)
                / nullif(sum(denominator) filter (where is_covered), 0) as ratio,
                bool_or(is_covered) as is_any_covered,
            from agg_metrics_daily group by all
        )

        select months.metric_id, months.month_start, months.value
        from agg_metrics_monthly as months
        inner join staging.metrics as metrics using (metric_id)
        full join days
            on months.metric_id = days.metric_id and months.month_start = days.month_start
            and months.dimension is not distinct from days.dimension
        where
            months.n_days is distinct from days.n_days
            or months.n_events is distinct from days.n_events
            or (metrics.aggregation <> 'max' and months.numerator is distinct from days.numerator)
            or months.denominator is distinct from days.denominator
            or (metrics.aggregation = 'sum' and months.value is distinct from days.total)
            or (metrics.aggregation = 'max' and months.value is distinct from days.most)
            or (metrics.aggregation = 'ratio' and months.value is distinct from round(days.ratio, 4))
            or (months.value is not null and not days.is_any_covered)
    """
    assert rows(query) == []


def test_value_is_missing_exactly_where_nothing_can_be_said(rows: Rows) -> None:
    query = """
        select count(*) from agg_metrics_daily
        where (value is null) <> (not is_covered or coalesce(denominator = 0, false))
    """
    assert rows(query) == [(0,)]


def test_covered_day_without_an_event_is_zero_and_day_without_a_digest_is_null(rows: Rows) -> None:
    query = "select value, n_events, is_covered from agg_metrics_daily where metric_id = ? and date_day = ?"
    assert rows(query, "attacks", date(2023, 9, 12)) == [(0, 0, True)]
    assert rows(query, "attacks", date(2023, 9, 15)) == [(None, 0, False)]
    assert rows(query, "attacks", date(2023, 9, 13)) == [(2, 2, True)]
    assert rows(query, "killed", date(2023, 9, 20)) == [(4, 1, True)]  # the toll that rose, once
    assert rows(query, "injured", date(2023, 10, 10)) == [(24, 1, True)]  # dozens: the low, where there is no best


def test_event_of_a_day_without_a_digest_is_told_beside_the_value(rows: Rows) -> None:
    columns = "value, numerator, n_events, n_events_of_month"
    query = f"select {columns} from agg_metrics_daily where metric_id = 'killed' and date_day = ?"
    assert rows(query, date(2023, 5, 1)) == [(None, 8, 1, 1)]  # "in May", told in June
    month = f"select {columns}, n_days, n_days_covered from agg_metrics_monthly where metric_id = 'killed' and {{}}"
    assert rows(month.format("month_start = date '2023-05-01'")) == [(None, 8, 1, 1, 31, 0)]


def test_rate_divides_sums_and_not_rates(rows: Rows) -> None:
    query = "select value, numerator, denominator from agg_metrics_daily where metric_id = ? and date_day = ?"
    assert rows(query, "interception_rate", date(2023, 9, 13)) == [(Decimal("0.7273"), 32, 44)]
    assert rows(query, "interception_rate", date(2023, 9, 12)) == [(None, 0, 0)]
    assert rows(query, "interception_rate", date(2023, 11, 14)) == [(None, 0, 0)]  # a swarm that nobody counted down
    assert rows(query, "largest_launch", date(2023, 11, 14)) == [(3500, 3500, None)]
    february = """
        select value, numerator, denominator, n_days_covered from agg_metrics_monthly
        where metric_id = 'interception_rate' and month_start = date '2024-02-01'
    """
    assert rows(february) == [(Decimal("0.5000"), 25, 50, 6)]  # the mean of 90 and 40 per cent would be 0.65


def test_weapons_are_counted_by_class(rows: Rows) -> None:
    query = """
        select metric_id, value from agg_metrics_daily
        where date_day = date '2024-02-04' and contains(metric_id, '_launched') order by metric_id
    """
    assert rows(query) == [("drones_launched", 40), ("missiles_launched", 12)]


def test_aid_is_split_by_status_and_nothing_counts_twice(rows: Rows) -> None:
    query = """
        select dimension, value from agg_metrics_monthly
        where metric_id = 'aid_committed_usd' and month_start = ? and numerator > 0 order by dimension
    """
    assert rows(query, date(2023, 9, 1)) == []  # a total to date, its part, and what was asked for
    assert rows(query, date(2023, 11, 1)) == [("obligated", 100_000_000)]
    statuses = "select distinct dimension from agg_metrics_daily where metric_id = 'aid_committed_usd' order by all"
    assert rows(statuses) == [("disbursed",), ("obligated",), ("pledged",)]
    others = "select count(*) from agg_metrics_daily where metric_id <> 'aid_committed_usd' and dimension is not null"
    assert rows(others) == [(0,)]


def test_planned_talks_are_no_meetings(rows: Rows) -> None:
    query = "select value from agg_metrics_daily where metric_id = ? and date_day = ?"
    assert rows(query, "meetings_held", date(2023, 9, 13)) == [(1,)]
    assert rows(query, "meetings_held", date(2023, 11, 25)) == [(2,)]
    assert rows(query, "meetings_held", date(2024, 2, 9)) == [(1,)]  # one held, one planned for the same day
    assert rows(query, "meetings_held", date(2023, 12, 19)) == [(0,)]  # no talk but a rebuke, as a person set it
    assert rows(query, "accusations", date(2023, 12, 19)) == [(1,)]


def test_held_and_rejected_events_are_in_no_metric(rows: Rows) -> None:
    bad = [id_of(scenes.IMPOSSIBLE_TALLY), id_of(scenes.MISREAD)]
    candidates = "select count(*) > 0 from intermediate.int_metric_values where list_contains(?, event_id)"
    assert rows(candidates, bad) == [(True,)]
    days = "select sum(n_events) from agg_metrics_daily where date_day in (date '2023-11-10', date '2023-11-16')"
    assert rows(f"{days} and metric_id in ('attacks', 'drones_launched', 'killed')") == [(0,)]
