with weapons as (
    select *, from {{ ref('int_attack_weapons') }}
    where {{ is_served('attack_id') }}
)

select
    attack_weapon_id,
    attack_id,
    weapon_id,
    weapon_type,
    model,
    launched,
    destroyed,
    not_reach_goal,
    n_reports,
from weapons
order by attack_id, weapon_type, model
