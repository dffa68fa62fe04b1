-- The claims that were published in the days shown, the newest first.
select
    claims.claim_id as id,
    claims.event_id,
    claims.document_id,
    claims.published_date,
    claims.claimed_by,
    claims.modality,
    claims.role,
    claims.is_cumulative,
    claims.is_background,
    claims.merge_reason,
    claims.merge_score,
    claims.headline,
    claims.quote_start,
    claims.quote_end,
    claims.fact,
from fct_claims as claims
inner join bounds on claims.published_date between bounds.since and bounds.newest
where claims.event_id is not null
order by claims.published_date desc, claims.document_id, claims.quote_start, claims.claim_id
