-- The weapons of attack claims. A model that the vocabulary knows has its type from there, whatever word the text uses.
with named as (
    select
        claim_weapons.claim_id,
        claim_weapons.position,
        claim_weapons.launched,
        claim_weapons.destroyed,
        claim_weapons.not_reach_goal,
        weapons.weapon_id,
        coalesce(weapons.weapon_type, claim_weapons.weapon_type) as weapon_type,
        coalesce(weapons.model, claim_weapons.model) as model,
    from {{ ref('stg_attack_weapons') }} as claim_weapons
    left join {{ ref('int_names') }} as names on names.kind = 'weapon' and claim_weapons.model = names.text
    left join {{ ref('stg_weapons') }} as weapons on names.id = weapons.weapon_id
)

select
    named.claim_id,
    named.position,
    named.weapon_id,
    named.weapon_type,
    named.model,
    named.launched,
    named.destroyed,
    named.not_reach_goal,
    weapon_types.weapon_class,
    weapon_types.class_bit,
    concat_ws(' ', named.weapon_type, named.model) as weapon,
from named
left join {{ ref('weapon_types') }} as weapon_types on named.weapon_type = weapon_types.weapon_type
order by named.claim_id, named.position
