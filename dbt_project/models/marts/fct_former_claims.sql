with former as (
    select *, from {{ ref('int_former_claims') }}
),

claims as (
    select *, from {{ ref('fct_claims') }}
)

select
    former.former_claim_id,
    former.fact_type,
    former.document_id,
    former.reader_version,
    former.claim_id,
    claims.event_id,
    former.because,
from former
left join claims on former.claim_id = claims.claim_id
order by former.former_claim_id
