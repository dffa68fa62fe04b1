"""Coverage: on which days digests were published, and how much they told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

Rows = Callable[..., list[tuple[Any, ...]]]


def test_day_is_covered_by_digests_of_the_day_and_the_day_after(rows: Rows) -> None:
    days = """
        select date_day, n_documents, is_covered from dim_date
        where date_day between date '2023-10-18' and date '2023-10-21' order by date_day
    """
    assert rows(days) == [
        (date(2023, 10, 18), 0, False),
        (date(2023, 10, 19), 0, True),
        (date(2023, 10, 20), 2, True),
        (date(2023, 10, 21), 0, False),
    ]


def test_replaced_text_and_text_of_a_month_are_no_documents_of_a_day(rows: Rows) -> None:
    query = "select n_documents, is_covered from dim_date where date_day = ?"
    assert rows(query, date(2023, 12, 5)) == [(1, True)]
    assert rows(query, date(2023, 6, 1)) == [(0, False)]
    assert rows(query, date(2023, 5, 31)) == [(0, False)]


def test_dates_have_no_holes(rows: Rows) -> None:
    assert rows("select count(*) - (max(date_day) - min(date_day) + 1) from dim_date") == [(0,)]
    total = "select sum(n_documents) from dim_date"
    assert rows(total) == rows("select count(*) from dim_document where is_current and published_precision = 1")


def test_what_a_source_told_on_a_day(rows: Rows) -> None:
    columns = "n_documents, n_stories, n_attack_claims, n_aid_claims, n_diplomatic_claims, n_figures, n_figures_placed"
    query = f"select source_id, {columns} from agg_coverage_daily where published_date = ? order by source_id"
    assert rows(query, date(2023, 9, 13)) == [("agency", 1, 4, 4, 5, 2, 12, 10)]
    assert rows(query, date(2023, 10, 20)) == [("agency", 1, 2, 2, 0, 0, 0, 0), ("paper", 1, 1, 1, 0, 0, 0, 0)]
    assert rows(query, date(2023, 12, 5)) == [("agency", 1, 2, 1, 1, 0, 0, 0)]  # the newer text alone


def test_coverage_adds_up_to_the_current_record(rows: Rows) -> None:
    query = """
        select sum(n_documents), sum(n_attack_claims + n_aid_claims + n_diplomatic_claims), sum(n_figures_placed)
        from agg_coverage_daily
    """
    whole = """
        select
            (select count(*) from dim_document where is_current),
            (select sum(n_claims) from dim_document where is_current),
            (select count(claim_id) from fct_figures inner join dim_document using (document_id) where is_current),
    """
    assert rows(query) == rows(whole)
    undated = "select n_documents from agg_coverage_daily where published_date is null"
    assert rows(undated) == [(2,)]  # notes without a date, and a text of June
