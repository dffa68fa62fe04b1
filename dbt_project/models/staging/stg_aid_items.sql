with claims as (
    select
        claim_id,
        unnest(cast(fact -> '$.in_kind' as json[])) as item,
        generate_subscripts(cast(fact -> '$.in_kind' as json[]), 1) - 1 as position,
    from {{ ref('stg_claims') }}
    where fact_type = 'aid'
)

select
    claim_id,
    position,
    cast(item ->> '$.count' as bigint) as item_count,
    item ->> '$.item' as item,
    item ->> '$.unit' as unit,
from claims
order by claim_id, position
