-- Aid by donor, month and status. The statuses of one donor may not be added up: one measure passes through several.
with sums as (
    select
        donor,
        cast(date_trunc('month', announced_date) as date) as month_start,
        aid_status,
        kind,
        cast(count(*) as integer) as n_measures,
        cast(count(*) filter (where amount is null) as integer) as n_without_amount,
        cast(count(*) filter (where amount_usd is null and amount is not null) as integer) as n_unconverted,
        cast(sum(amount_usd) as decimal(38, 2)) as amount_usd,
        cast(sum(amount_eur) as decimal(38, 2)) as amount_eur,
    from {{ ref('fct_aid') }}
    where {{ may_be_added() }}
    group by donor, month_start, aid_status, kind
)

select
    donor,
    month_start,
    aid_status,
    kind,
    n_measures,
    n_without_amount,
    n_unconverted,
    amount_usd,
    amount_eur,
    {{ key_of('donor', 'month_start', 'aid_status', 'kind') }} as row_id,
from sums
order by month_start, donor, aid_status, kind
