"""What must hold of the claims, and of the record as a whole."""

from __future__ import annotations

from typing import ClassVar

from expectations.rules import HasRows, Mart, ReleaseRule, RowRule

MART = Mart("fct_claims", "staging", "stg_claims", "read", "select count(*) from raw.claims")


class QuoteStandsInText(RowRule):
    """A claim whose quote is not at its place in the text was read from another text, or its offsets are off."""

    description: str = "the quote stands in the document where the claim says"
    unexpected_rows_query: str = """
        select events.event_id, 'claim ' || claims.claim_id || ' quotes words that are not there' as finding
        from {batch} as claims
        inner join staging.stg_documents as documents on claims.document_id = documents.document_id
        left join intermediate.int_claim_events as events on claims.claim_id = events.claim_id
        where
            claims.is_current
            and substring(documents.text, claims.quote_start + 1, claims.quote_end - claims.quote_start) <> claims.quote
    """


class ClaimsHaveDocuments(ReleaseRule):
    """A claim of a document that the record does not hold means that packages are missing."""

    description: str = "every claim's document is in the record"
    unexpected_rows_query: str = """
        select 'claim ' || claim_id || ' is of document ' || document_id || ', which was not loaded' as finding
        from {batch}
        where document_id not in (select document_id from staging.stg_documents)
    """


class SomethingHappened(ReleaseRule):
    """A record without a single event is a broken reader or an empty delivery, and no reason to publish nothing."""

    description: str = "at least one attack, aid measure or diplomatic event was found"
    judged_when_empty: ClassVar[bool] = True
    unexpected_rows_query: str = """
        select 'no event of any kind in ' || count(*) || ' claims' as finding
        from {batch}
        having
            not exists (from intermediate.int_attacks)
            and not exists (from intermediate.int_aid)
            and not exists (from intermediate.int_diplomatic_events)
    """


EXPECTATIONS = [HasRows, QuoteStandsInText, ClaimsHaveDocuments, SomethingHappened]
