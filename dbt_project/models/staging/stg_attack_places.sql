with claims as (
    select
        claim_id,
        fact ->> '$.country' as country,
        unnest(cast(fact -> '$.places' as varchar[])) as place,
        generate_subscripts(cast(fact -> '$.places' as varchar[]), 1) - 1 as position,
    from {{ ref('stg_claims') }}
    where fact_type = 'attack'
)

select
    claim_id,
    position,
    country,
    place,
from claims
order by claim_id, position
