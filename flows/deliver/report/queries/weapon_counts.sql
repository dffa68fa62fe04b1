-- What each served attack counts of each weapon type: the models within their type, as the metrics count them.
create temp table weapon_counts as
select
    counts.attack_id,
    counts.weapon_type,
    weapon_types.weapon_class,
    counts.launched,
    counts.destroyed,
    counts.not_reach_goal,
    if(counts.launched is not null and counts.destroyed is not null, counts.launched, null) as rated_launched,
    if(counts.launched is not null and counts.destroyed is not null, counts.destroyed, null) as rated_destroyed,
from intermediate.int_attack_weapon_types as counts
inner join fct_attacks on counts.attack_id = fct_attacks.attack_id
left join staging.weapon_types as weapon_types on counts.weapon_type = weapon_types.weapon_type
