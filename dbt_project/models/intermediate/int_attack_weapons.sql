-- The weapons of each attack: per figure the latest statement. A bare "drones" beside a named model is the model.
with weapons as (
    select
        events.event_id as attack_id,
        claim_weapons.weapon_id,
        claim_weapons.weapon_type,
        claim_weapons.model,
        claim_weapons.launched,
        claim_weapons.destroyed,
        claim_weapons.not_reach_goal,
        claims.published_date,
        claims.claim_id,
        claims.role = 'superseded' as is_superseded,
        claims.document_id || '/' || claims.story as report,
    from {{ ref('int_claim_weapons') }} as claim_weapons
    inner join {{ ref('int_claim_events') }} as events on claim_weapons.claim_id = events.claim_id
    inner join {{ ref('int_attack_claims') }} as claims on claim_weapons.claim_id = claims.claim_id
    where events.is_bearing and claim_weapons.weapon_type is not null
),

merged as (
    select
        attack_id,
        weapon_type,
        model,
        any_value(weapon_id order by weapon_id) as weapon_id,
        {{ latest_told('launched') }},
        {{ latest_told('destroyed') }},
        {{ latest_told('not_reach_goal') }},
        count(distinct report) as n_reports,
    from weapons
    group by attack_id, weapon_type, model
)

select
    attack_id,
    weapon_id,
    weapon_type,
    model,
    launched,
    destroyed,
    not_reach_goal,
    cast(n_reports as integer) as n_reports,
    left(md5(attack_id || '|' || weapon_type || '|' || coalesce(model, '')), 16) as attack_weapon_id,
from merged
qualify
    coalesce(model, cast(launched as varchar), cast(destroyed as varchar), cast(not_reach_goal as varchar)) is not null
    or count(*) over (partition by attack_id, weapon_type) = 1
order by attack_id, weapon_type, model
