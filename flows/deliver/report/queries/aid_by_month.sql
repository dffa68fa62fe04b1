-- One row per donor, month, status and kind; never added across statuses.
select
    months.donor,
    months.month_start as date,
    months.aid_status,
    months.kind,
    months.n_measures,
    months.n_without_amount,
    months.n_unconverted,
    months.amount_usd,
from agg_aid_by_month as months
order by months.month_start desc, months.donor, months.aid_status, months.kind
