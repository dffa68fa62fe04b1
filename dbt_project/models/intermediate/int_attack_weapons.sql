-- The weapons of each attack: per figure the latest statement. Reports name one weapon more or less exactly ("drones",
-- "Shaheds"; "missiles", "cruise missiles"): a vague name is the only exact one of its class beside it, unless it
-- counts more than that.
with told as (
    select
        events.event_id as attack_id,
        claim_weapons.weapon_id,
        claim_weapons.weapon_type,
        claim_weapons.weapon_class,
        claim_weapons.model,
        claim_weapons.launched,
        claim_weapons.destroyed,
        claim_weapons.not_reach_goal,
        claims.published_date,
        claims.claim_id,
        claims.role = 'superseded' as is_superseded,
        claims.document_id || '/' || claims.story as report,
        claim_weapons.model is null
        and (claim_weapons.weapon_type = claim_weapons.weapon_class or claim_weapons.weapon_class is null) as is_vague,
    from {{ ref('int_claim_weapons') }} as claim_weapons
    inner join {{ ref('int_claim_events') }} as events on claim_weapons.claim_id = events.claim_id
    inner join {{ ref('int_attack_claims') }} as claims on claim_weapons.claim_id = claims.claim_id
    where events.is_bearing and claim_weapons.weapon_type is not null
),

exact as (
    select
        attack_id,
        weapon_class,
        any_value(weapon_id order by weapon_id) as weapon_id,
        any_value(weapon_type) as weapon_type,
        any_value(model) as model,
        max(launched) as launched,
        max(destroyed) as destroyed,
    from told
    where not is_vague
    group by attack_id, weapon_class
    having count(distinct weapon_type || coalesce(model, '')) = 1
),

weapons as (
    select
        told.* replace (
            coalesce(exact.weapon_id, told.weapon_id) as weapon_id,
            coalesce(exact.weapon_type, told.weapon_type) as weapon_type,
            coalesce(exact.model, told.model) as model
        ),
    from told
    left join exact
        on
            told.is_vague
            and told.attack_id = exact.attack_id
            and told.weapon_class = exact.weapon_class
            and coalesce(told.launched <= exact.launched, true)
            and coalesce(told.destroyed <= exact.destroyed, true)
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
