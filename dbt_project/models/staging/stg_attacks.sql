with claims as (
    select
        *,
        fact ->> '$.event_date' as written_date,
    from {{ ref('stg_claims') }}
    where fact_type = 'attack'
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
    coalesce({{ day_of('written_date') }}, published_date) as event_date,
    {{ date_precision('written_date', 'published_date', 'published_precision') }} as time_precision,
    fact ->> '$.attacker' as attacker,
    coalesce(fact ->> '$.attribution_basis', 'unknown') as attribution_basis,
    fact ->> '$.country' as country,
    cast(fact ->> '$.killed' as integer) as killed,
    cast(coalesce(fact ->> '$.figures.killed.low', fact ->> '$.killed') as integer) as killed_low,
    cast({{ stated_high('killed') }} as integer) as killed_high,
    cast(fact ->> '$.injured' as integer) as injured,
    cast(coalesce(fact ->> '$.figures.injured.low', fact ->> '$.injured') as integer) as injured_low,
    cast({{ stated_high('injured') }} as integer) as injured_high,
    fact ->> '$.target' as target,
    coalesce(cast(fact ->> '$.is_background' as boolean), false) as is_background,
    coalesce(cast(fact ->> '$.is_cumulative' as boolean), false) as is_cumulative,
    coalesce(fact ->> '$.role', 'main') as role,
from claims
order by claim_id
