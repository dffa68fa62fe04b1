-- One row per attack, with the columns of fct_attacks: what a person set, and what follows from place and counts.
with corrected as (
    {{ new_values() }}
),

attacks as (
    {{ corrected('int_attacks_as_told', 'attack_id', [
        'event_date', 'attacker', 'country', 'place_id', 'place_name', 'target', 'launched', 'destroyed',
        'not_reach_goal', 'killed_low', 'killed_best', 'killed_high', 'injured_low', 'injured_best',
        'injured_high'
    ]) }}
)

select
    attacks.* replace (coalesce(places.admin1, attacks.admin1) as admin1),  -- the mart names its columns -- noqa: AM04
    cast(place_types.geo_precision as integer) as geo_precision,
    places.latitude,
    places.longitude,
    {{ share_of('attacks.destroyed', 'attacks.launched', 'attacks.is_counted_whole') }} as interception_rate,
    {{ share_of('attacks.destroyed + attacks.not_reach_goal', 'attacks.launched', 'attacks.is_counted_whole') }}
        as interception_rate_with_lost,
from attacks
left join {{ ref('stg_places') }} as places on attacks.place_id = places.place_id
left join {{ ref('place_types') }} as place_types on places.place_type = place_types.place_type
order by attacks.event_date, attacks.attack_id
