-- Days before those that are shown one by one: sums by month, region, attacker and classes of weapons.
select
    cast(date_trunc('month', sums.event_date) as date) as date,
    'month' as unit,
    sums.attacker,
    sums.admin1,
    sums.weapon_classes,
    count(*) as n,
    sum(sums.launched) as launched,
    sum(sums.destroyed) as destroyed,
    sum(sums.not_reach_goal) as not_reach_goal,
    sum(sums.rated_launched) as rated_launched,
    sum(sums.rated_destroyed) as rated_destroyed,
    sum(sums.killed_low) as killed_low,
    sum(sums.killed_best) as killed_best,
    sum(sums.killed_high) as killed_high,
    bool_or(sums.is_killed_open) as is_killed_open,
    sum(sums.injured_low) as injured_low,
    sum(sums.injured_best) as injured_best,
    sum(sums.injured_high) as injured_high,
    bool_or(sums.is_injured_open) as is_injured_open,
from attack_sums as sums
inner join bounds on sums.event_date >= bounds.older_since and sums.event_date < bounds.since
group by all
order by all
