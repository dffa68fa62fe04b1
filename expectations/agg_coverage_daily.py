"""What should hold of the coverage: how much each source told on each day."""

from __future__ import annotations

from expectations.rules import Mart, WarningRule

MART = Mart(
    "agg_coverage_daily", "intermediate", "int_coverage", "document", "select count(*) from staging.stg_documents"
)


class SourceKeepsTelling(WarningRule):
    """A source from which the reader suddenly gets little has probably changed its format; the news seldom stops."""

    description: str = "no source tells on its newest day less than a quarter of its claims per document before"
    unexpected_rows_query: str = """
        with days as (
            select
                source_id,
                published_date,
                (n_attack_claims + n_aid_claims + n_diplomatic_claims) / n_documents as claims_per_document,
                row_number() over (partition by source_id order by published_date desc) as age
            from {batch}
            where published_date is not null
        ),

        before as (
            select source_id, count(*) as n_days, median(claims_per_document) as usual
            from days
            where age between 2 and 15
            group by source_id
        )

        select
            days.source_id || ' gave ' || round(days.claims_per_document, 1) || ' claims per document on '
            || days.published_date || ', where the median of its ' || before.n_days || ' days before is '
            || round(before.usual, 1) || ': it has probably changed its format' as finding
        from days
        inner join before on days.source_id = before.source_id
        where
            days.age = 1
            and before.n_days >= 5
            and before.usual >= 4
            and days.claims_per_document < before.usual / 4
    """


EXPECTATIONS = [SourceKeepsTelling]
