-- Units of each currency for one euro by day; the euro itself among them.
with rates as (
    select
        rate_date,
        currency,
        per_euro,
    from {{ source('raw', 'exchange_rates') }}
)

select
    rate_date,
    currency,
    per_euro,
from rates
union all
select distinct
    rate_date,
    'EUR' as currency,
    cast(1 as decimal(18, 8)) as per_euro,
from rates
order by rate_date, currency
