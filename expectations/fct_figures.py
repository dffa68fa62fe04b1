"""What must hold of the figure ledger."""

from __future__ import annotations

from expectations.rules import HasRows, Mart, ReleaseRule, RowRule

MART = Mart("fct_figures", "staging", "stg_figures", "figure", "select count(*) from raw.figures")


class FigureStandsInText(RowRule):
    """A figure is the words at its span, or nobody could follow it back."""

    description: str = "the figure's words stand in the document at its span"
    unexpected_rows_query: str = """
        select events.event_id, figures.figure_text || ' does not stand at ' || figures.start_char as finding
        from {batch} as figures
        inner join staging.stg_documents as documents on figures.document_id = documents.document_id
        left join intermediate.int_claim_events as events on figures.claim_id = events.claim_id
        where
            documents.is_current
            and substring(documents.text, figures.start_char + 1, figures.end_char - figures.start_char)
            <> figures.figure_text
    """


class FigureEqualsField(RowRule):
    """The claim must say what the words at the span mean: its field lies within the figure's range."""

    description: str = "the claim's field is within the range of the figure that fills it"
    unexpected_rows_query: str = """
        with placed as (
            select
                figures.*,
                try_cast(json_extract_string(
                    claims.fact, '$.' || regexp_replace(figures.role, '\\.(\\d+)\\.', '[\\1].')
                ) as decimal(20, 2)) as field_value
            from {batch} as figures
            inner join staging.stg_claims as claims on figures.claim_id = claims.claim_id
            where claims.is_current
        )

        select
            events.event_id,
            placed.role || ' is ' || placed.field_value || ' where the text says ' || placed.figure_text as finding
        from placed
        left join intermediate.int_claim_events as events on placed.claim_id = events.claim_id
        where placed.field_value < placed.value_low or placed.field_value > placed.value_high
    """


class MostFiguresNotLost(ReleaseRule):
    """When nearly no number of many is part of a claim, the reader broke; a small record proves nothing."""

    description: str = "the share of figures that are in no claim is within plausible_ranges"
    unexpected_rows_query: str = """
        with shares as (
            select count(*) as n_figures, count(*) filter (where claim_id is null) / count(*) as unplaced_share
            from {batch}
        )

        select
            round(100 * shares.unplaced_share) || ' % of ' || shares.n_figures || ' figures are in no claim' as finding
        from shares
        inner join staging.plausible_ranges as ranges on ranges.measure = 'unplaced_share'
        where shares.n_figures >= 200 and shares.unplaced_share > ranges.high
    """


EXPECTATIONS = [HasRows, FigureStandsInText, FigureEqualsField, MostFiguresNotLost]
