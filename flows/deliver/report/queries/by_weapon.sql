select
    counts.weapon_type,
    count(*) as n_attacks,
    sum(counts.launched) as launched,
    sum(counts.destroyed) as destroyed,
    sum(counts.not_reach_goal) as not_reach_goal,
    sum(counts.rated_destroyed) / sum(counts.rated_launched) as interception_rate,
from weapon_counts as counts
inner join attack_sums as sums on counts.attack_id = sums.attack_id
inner join bounds on sums.event_date between bounds.first_day and bounds.newest
group by counts.weapon_type
order by launched desc nulls last, n_attacks desc, counts.weapon_type
