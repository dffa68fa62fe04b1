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
        string_agg(distinct weapon_id, '|' order by weapon_id) as weapon_ids,
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
        (list(known.latitude order by named.position))[1] as latitude,
        (list(known.longitude order by named.position))[1] as longitude,
        arg_min(named.place, named.position) as place_name,
        arg_min(resolved_places.place_id, named.position) filter (where resolved_places.place_id is not null)
            as place_id,
        arg_min(resolved_places.admin1, named.position) filter (where resolved_places.admin1 is not null) as admin1,
    from {{ ref('stg_attack_places') }} as named
    left join resolved_places on named.claim_id = resolved_places.claim_id and named.position = resolved_places.position
    left join {{ ref('stg_places') }} as known on resolved_places.place_id = known.place_id
    group by named.claim_id
),

-- What the words say of how this claim stands to others; the parts of the day are bits, for the same reason.
cues as (
    select
        claims.claim_id,
        bool_or(cues.cue = 'update') as is_update,
        bool_or(cues.cue = 'other') as is_set_beside,
        bit_or(
            case cues.cue
                when 'night' then 1 when 'morning' then 2 when 'midday' then 4 when 'evening' then 8 else 0
            end
        ) as day_parts,
    from {{ ref('stg_claims') }} as claims
    inner join {{ ref('claim_cues') }} as cues
        on contains(' ' || {{ normal('claims.quote') }} || ' ', ' ' || cues.words || ' ')
    where claims.fact_type = 'attack'
    group by claims.claim_id
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
    places.place_type,
    places.latitude,
    places.longitude,
    weapons.weapon_ids,
    coalesce(cues.is_update, false) as is_update,
    coalesce(cues.is_set_beside, false) as is_set_beside,
    coalesce(cues.day_parts, 0) as day_parts,
    coalesce(attackers.name, attacks.attacker) as attacker,
    coalesce(countries.name, attacks.country) as country,
    coalesce(weapons.weapon_classes, 0) as weapon_classes,
    if(places.place_type = 'region', places.admin1, null) as region,
    coalesce(weapons.launched, weapons.destroyed, weapons.not_reach_goal) is not null as is_tally,
    coalesce(attacks.killed_low, attacks.injured_low) is not null
    or coalesce(weapons.launched, weapons.destroyed, weapons.not_reach_goal) is null as is_strike,
    attacks.role = 'component' as is_component,
    coalesce(
        attacks.killed_low, attacks.injured_low, weapons.launched, weapons.destroyed, weapons.not_reach_goal
    ) is null as is_bare,
    case
        when not attacks.is_current then 'its document was replaced by a newer version'
        when attacks.modality <> 'asserted' then 'not told as a fact: ' || attacks.modality
        when attacks.is_cumulative then 'a total over a period, not one event'
        when attacks.is_background then 'background to the news, not the news'
    end as no_event_reason,
from attacks
left join weapons on attacks.claim_id = weapons.claim_id
left join places on attacks.claim_id = places.claim_id
left join cues on attacks.claim_id = cues.claim_id
left join countries as attackers on attacks.attacker = attackers.text
left join countries on attacks.country = countries.text
order by attacks.claim_id
