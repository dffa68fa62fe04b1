select
    counts.attack_id as id,
    counts.weapon_type,
    counts.weapon_class,
    counts.launched,
    counts.destroyed,
    counts.not_reach_goal,
    counts.rated_launched,
    counts.rated_destroyed,
from weapon_counts as counts
inner join attack_sums as sums on counts.attack_id = sums.attack_id
inner join bounds on sums.event_date between bounds.since and bounds.newest
order by sums.event_date, counts.attack_id, counts.weapon_type
