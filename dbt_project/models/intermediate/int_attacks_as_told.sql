-- One row per attack as the claims tell it, before anything that a person set.
with claims as (
    select
        attack_claims.*,
        events.event_id,
        events.is_bearing,
        place_types.geo_precision,
    from {{ ref('int_claim_events') }} as events
    inner join {{ ref('int_attack_claims') }} as attack_claims on events.claim_id = attack_claims.claim_id
    left join {{ ref('stg_places') }} as places on attack_claims.place_id = places.place_id
    left join {{ ref('place_types') }} as place_types on places.place_type = place_types.place_type
    where events.event_id is not null
),

reports as (
    select
        event_id,
        {{ reported() }},
        count(distinct attacker) > 1 as has_two_attackers,
    from claims
    group by event_id
),

best_told as (
    select
        event_id,
        {{ first_told('event_date', 'time_precision') }},
        {{ first_told('time_precision', 'time_precision') }},
        {{ first_told('attacker', "attribution_basis <> 'stated'") }},
        {{ first_told('attribution_basis', "attribution_basis = 'unknown', attribution_basis <> 'stated'") }},
        {{ first_told('country') }},
        {{ first_told('admin1', 'geo_precision') }},
        {{ first_told('place_id', 'geo_precision') }},
        {{ first_told('place_name', 'geo_precision') }},
        {{ first_told('target') }},
    from claims
    where is_bearing
    group by event_id
),

weapons as (
    select
        counts_by_type.attack_id,
        cast(sum(counts_by_type.launched) as integer) as launched,
        cast(sum(counts_by_type.destroyed) as integer) as destroyed,
        cast(sum(counts_by_type.not_reach_goal) as integer) as not_reach_goal,
        arg_min(weapon_types.sub_event_type, weapon_types.sub_event_rank) as sub_event_type,
        -- A rate over types of which one is counted only in part would be none.
        bool_and((counts_by_type.launched is null) = (counts_by_type.destroyed is null)) as is_counted_whole,
    from {{ ref('int_attack_weapon_types') }} as counts_by_type
    left join {{ ref('weapon_types') }} as weapon_types on counts_by_type.weapon_type = weapon_types.weapon_type
    group by counts_by_type.attack_id
),

casualties as (
    select *, from {{ ref('int_casualties') }}
)

select
    best_told.event_id as attack_id,
    best_told.event_date,
    cast(best_told.time_precision as integer) as time_precision,
    best_told.attacker,
    best_told.attribution_basis,
    best_told.country,
    best_told.admin1,
    best_told.place_id,
    best_told.place_name,
    weapons.sub_event_type,
    weapons.launched,
    weapons.destroyed,
    weapons.not_reach_goal,
    weapons.is_counted_whole,
    killed.low as killed_low,
    killed.best as killed_best,
    killed.high as killed_high,
    injured.low as injured_low,
    injured.best as injured_best,
    injured.high as injured_high,
    best_told.target,
    reports.n_reports,
    reports.n_sources,
    reports.first_reported_date,
    reports.last_reported_date,
    coalesce(killed.is_disputed, false)
    or coalesce(injured.is_disputed, false)
    or reports.has_two_attackers as is_disputed,
from best_told
inner join reports on best_told.event_id = reports.event_id
left join weapons on best_told.event_id = weapons.attack_id
left join casualties as killed on best_told.event_id = killed.event_id and killed.field = 'killed'
left join casualties as injured on best_told.event_id = injured.event_id and injured.field = 'injured'
order by best_told.event_date, best_told.event_id
