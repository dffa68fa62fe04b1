with claims as (
    select
        *,
        fact ->> '$.event_date' as written_date,
    from {{ ref('stg_claims') }}
    where fact_type = 'diplomatic'
)

select
    claim_id,
    document_id,
    story,
    source_id,
    claimed_by,
    modality,
    is_current,
    published_date,
    quote_start,
    quote,
    coalesce({{ day_of('written_date') }}, published_date) as event_date,
    {{ date_precision('written_date', 'published_date', 'published_precision') }} as time_precision,
    fact ->> '$.event_type' as event_type,
    fact ->> '$.event_mode' as event_mode,
    fact ->> '$.source_actor' as source_actor,
    fact ->> '$.target_actor' as target_actor,
    fact ->> '$.place' as place,
    fact ->> '$.summary' as summary,
from claims
order by claim_id
