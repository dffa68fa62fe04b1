-- One row per day shown, the newest first, also where nothing is told; attacks dated by their month alone are in no day.
select
    dim_date.date_day as date,
    dim_date.is_covered,
    count(sums.attack_id) as n_attacks,
    sum(sums.launched) as launched,
    sum(sums.destroyed) as destroyed,
    sum(sums.not_reach_goal) as not_reach_goal,
    sum(sums.rated_destroyed) / sum(sums.rated_launched) as interception_rate,
    sum(sums.killed_low) as killed_low,
    sum(sums.killed_best) as killed_best,
    sum(sums.killed_high) as killed_high,
    coalesce(bool_or(sums.is_killed_open), false) as is_killed_open,
    sum(sums.injured_low) as injured_low,
    sum(sums.injured_best) as injured_best,
    sum(sums.injured_high) as injured_high,
    coalesce(bool_or(sums.is_injured_open), false) as is_injured_open,
from dim_date
inner join bounds on dim_date.date_day between bounds.first_day and bounds.newest
left join attack_sums as sums on dim_date.date_day = sums.event_date and sums.unit = 'day'
group by dim_date.date_day, dim_date.is_covered
order by dim_date.date_day desc
