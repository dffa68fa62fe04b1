-- Attack claims with their names resolved, and whether each can be an event.
with attacks as (
    select *, from {{ ref('stg_attacks') }}
),

weapons as (
    select
        claim_id,
        bit_or(class_bit) as weapon_classes,
        max(launched) as launched,
        max(destroyed) as destroyed,
        max(not_reach_goal) as not_reach_goal,
    from {{ ref('int_claim_weapons') }}
    group by claim_id
),

resolved_places as (
    select *, from {{ ref('int_claim_places') }}
),

-- The places are told most specific first; a name that the vocabulary lacks stands for itself. All of them are one
-- text and the weapon classes one number: lists would make the comparison of pairs a hundred times slower.
places as (
    select
        named.claim_id,
        arg_min(coalesce(resolved_places.place_id, lower(named.place)), named.position) as place_key,
        '|' || string_agg(coalesce(resolved_places.place_id, lower(named.place)), '|' order by named.position) || '|'
            as place_path,
        (list(resolved_places.place_type order by named.position))[1] as place_type,
        arg_min(named.place, named.position) as place_name,
        arg_min(resolved_places.place_id, named.position) filter (where resolved_places.place_id is not null)
            as place_id,
        arg_min(resolved_places.admin1, named.position) filter (where resolved_places.admin1 is not null) as admin1,
    from {{ ref('stg_attack_places') }} as named
    left join resolved_places on named.claim_id = resolved_places.claim_id and named.position = resolved_places.position
    group by named.claim_id
),

countries as (
    select *, from {{ ref('int_names') }}
    where kind = 'country'
)

select
    attacks.claim_id,
    attacks.document_id,
    attacks.story,
    attacks.source_id,
    attacks.claimed_by,
    attacks.modality,
    attacks.is_current,
    attacks.published_date,
    attacks.quote_start,
    attacks.event_date,
    attacks.time_precision,
    attacks.attribution_basis,
    attacks.killed,
    attacks.killed_low,
    attacks.killed_high,
    attacks.injured,
    attacks.injured_low,
    attacks.injured_high,
    attacks.target,
    attacks.is_background,
    attacks.is_cumulative,
    attacks.role,
    weapons.launched,
    weapons.destroyed,
    weapons.not_reach_goal,
    places.place_key,
    places.place_path,
    places.place_name,
    places.place_id,
    places.admin1,
    coalesce(attackers.name, attacks.attacker) as attacker,
    coalesce(countries.name, attacks.country) as country,
    coalesce(weapons.weapon_classes, 0) as weapon_classes,
    if(places.place_type = 'region', places.admin1, null) as region,
    coalesce(weapons.launched, weapons.destroyed, weapons.not_reach_goal) is not null as is_tally,
    coalesce(attacks.killed_low, attacks.injured_low) is not null
    or coalesce(weapons.launched, weapons.destroyed, weapons.not_reach_goal) is null as is_strike,
    attacks.role = 'component' as is_component,
    case
        when not attacks.is_current then 'its document was replaced by a newer version'
        when attacks.modality <> 'asserted' then 'not told as a fact: ' || attacks.modality
        when attacks.is_cumulative then 'a total over a period, not one event'
        when attacks.is_background then 'background to the news, not the news'
    end as no_event_reason,
from attacks
left join weapons on attacks.claim_id = weapons.claim_id
left join places on attacks.claim_id = places.claim_id
left join countries as attackers on attacks.attacker = attackers.text
left join countries on attacks.country = countries.text
order by attacks.claim_id
