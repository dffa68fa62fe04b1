with weapons as (
    select *, from {{ ref('stg_weapons') }}
),

weapon_types as (
    select *, from {{ ref('weapon_types') }}
)

select
    weapons.weapon_id,
    weapons.model,
    weapons.weapon_type,
    weapon_types.weapon_class,
    weapon_types.sub_event_type,
    weapons.note,
from weapons
left join weapon_types on weapons.weapon_type = weapon_types.weapon_type
order by weapons.weapon_id
