select
    cast(date_trunc('month', sums.event_date) as date) as date,
    'month' as unit,
    sums.attacker,
    sums.admin1,
    counts.weapon_type,
    counts.weapon_class,
    count(*) as n,
    sum(counts.launched) as launched,
    sum(counts.destroyed) as destroyed,
    sum(counts.not_reach_goal) as not_reach_goal,
    sum(counts.rated_launched) as rated_launched,
    sum(counts.rated_destroyed) as rated_destroyed,
from weapon_counts as counts
inner join attack_sums as sums on counts.attack_id = sums.attack_id
inner join bounds on sums.event_date >= bounds.older_since and sums.event_date < bounds.since
group by all
order by all
