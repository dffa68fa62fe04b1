with attacks as (
    select *, from {{ ref('int_attacks') }}
    where {{ is_served('attack_id') }}
)

select
    attack_id,
    event_date,
    time_precision,
    attacker,
    attribution_basis,
    country,
    admin1,
    place_id,
    place_name,
    geo_precision,
    latitude,
    longitude,
    sub_event_type,
    launched,
    destroyed,
    not_reach_goal,
    interception_rate,
    interception_rate_with_lost,
    killed_low,
    killed_best,
    killed_high,
    injured_low,
    injured_best,
    injured_high,
    target,
    is_disputed,
    n_reports,
    n_sources,
    first_reported_date,
    last_reported_date,
from attacks
order by event_date, attack_id
