-- Each dated attack with what it adds to the sums. A figure that is open upwards ("dozens") adds its most certain bound
-- to the high and marks it as open.
create temp table attack_sums as
with classes as (
    select
        attack_id,
        string_agg(distinct weapon_class, '|' order by weapon_class) as weapon_classes,
    from weapon_counts
    group by attack_id
)

select
    attacks.attack_id,
    attacks.event_date,
    if(attacks.time_precision = 3, 'month', 'day') as unit,
    attacks.attacker,
    attacks.admin1,
    classes.weapon_classes,
    attacks.launched,
    attacks.destroyed,
    attacks.not_reach_goal,
    if(attacks.interception_rate is not null, attacks.launched, null) as rated_launched,
    if(attacks.interception_rate is not null, attacks.destroyed, null) as rated_destroyed,
    coalesce(attacks.killed_low, attacks.killed_best) as killed_low,
    coalesce(attacks.killed_best, attacks.killed_low) as killed_best,
    coalesce(attacks.killed_high, attacks.killed_best, attacks.killed_low) as killed_high,
    killed_best is not null and attacks.killed_high is null as is_killed_open,
    coalesce(attacks.injured_low, attacks.injured_best) as injured_low,
    coalesce(attacks.injured_best, attacks.injured_low) as injured_best,
    coalesce(attacks.injured_high, attacks.injured_best, attacks.injured_low) as injured_high,
    injured_best is not null and attacks.injured_high is null as is_injured_open,
from fct_attacks as attacks
left join classes on attacks.attack_id = classes.attack_id
where attacks.event_date is not null
