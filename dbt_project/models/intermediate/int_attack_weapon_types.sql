-- The weapons of each attack by type: where a text counts a type as a whole and by model, the models are parts of it.
select
    attack_id,
    weapon_type,
    greatest(sum(launched) filter (where model is null), sum(launched) filter (where model is not null))
        as launched,
    greatest(sum(destroyed) filter (where model is null), sum(destroyed) filter (where model is not null))
        as destroyed,
    greatest(sum(not_reach_goal) filter (where model is null), sum(not_reach_goal) filter (where model is not null))
        as not_reach_goal,
from {{ ref('int_attack_weapons') }}
group by attack_id, weapon_type
order by attack_id, weapon_type
