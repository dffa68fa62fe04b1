select
    dim_date.date_day as date,
    dim_date.is_covered,
    dim_date.n_documents,
from dim_date, bounds
where dim_date.date_day between bounds.first_day and bounds.newest
order by dim_date.date_day
