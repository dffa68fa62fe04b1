with claims as (
    select
        claim_id,
        unnest(cast(fact -> '$.weapons' as json[])) as weapon,
        generate_subscripts(cast(fact -> '$.weapons' as json[]), 1) - 1 as position,
    from {{ ref('stg_claims') }}
    where fact_type = 'attack'
)

select
    claim_id,
    position,
    cast(weapon ->> '$.launched' as integer) as launched,
    cast(weapon ->> '$.intercepted' as integer) as destroyed,
    cast(weapon ->> '$.lost_or_other' as integer) as not_reach_goal,
    weapon ->> '$.type' as weapon_type,
    weapon ->> '$.model' as model,
from claims
order by claim_id, position
