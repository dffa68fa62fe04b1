select
    sums.admin1,
    count(*) as n_attacks,
    sum(sums.killed_low) as killed_low,
    sum(sums.killed_best) as killed_best,
    sum(sums.killed_high) as killed_high,
    bool_or(sums.is_killed_open) as is_killed_open,
    sum(sums.injured_low) as injured_low,
    sum(sums.injured_best) as injured_best,
    sum(sums.injured_high) as injured_high,
    bool_or(sums.is_injured_open) as is_injured_open,
from attack_sums as sums
inner join bounds on sums.event_date between bounds.first_day and bounds.newest
group by sums.admin1
order by n_attacks desc, sums.admin1 nulls last
