select
    dim_date.month_start_date as date,
    count(*) as n_days,
    count(*) filter (where dim_date.is_covered) as n_days_covered,
from dim_date, bounds
where
    dim_date.date_day <= bounds.newest
    and dim_date.month_start_date >= bounds.older_since
    and dim_date.month_start_date >= (select date_trunc('month', min(event_date)) from attack_sums)
group by dim_date.month_start_date
order by dim_date.month_start_date
