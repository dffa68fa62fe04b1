with weapons as (
    select * from {{ ref('int_attack_weapons') }}
    where {{ is_served('attack_id') }}
)

select * from weapons
order by attack_id, weapon_type, model
