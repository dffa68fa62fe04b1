-- The reference rate of each currency and day that aid was told in: that of the day or of the bank's last day before.
-- Where the bank gave none for the currency on that day (the rouble's series ends in March 2022), or where the rates
-- that are installed lag more than two months behind the news, there is a reason and no rate.
with told as (
    select distinct
        currency,
        announced_date,
    from {{ ref('int_aid_claims') }}
    where amount is not null
),

set_currencies as (
    select new_value as currency, from {{ ref('corrections') }}
    where kind = 'set' and column_name = 'currency'
),

set_dates as (
    select try_cast(new_value as date) as announced_date, from {{ ref('corrections') }}
    where kind = 'set' and column_name = 'announced_date'
),

-- What a person sets on one side may meet anything on the other.
asked as (
    select *, from told
    union
    select
        set_currencies.currency,
        told.announced_date,
    from set_currencies
    cross join told
    union
    select
        told.currency,
        set_dates.announced_date,
    from told
    cross join set_dates
    union
    select
        set_currencies.currency,
        set_dates.announced_date,
    from set_currencies
    cross join set_dates
),

rates as (
    select *, from {{ ref('stg_exchange_rates') }}
),

bank_days as (
    select distinct rate_date, from rates
),

series as (
    select
        currency,
        min(rate_date) as first_date,
        max(rate_date) as last_date,
    from rates
    group by currency
),

latest as (
    select
        asked.currency,
        asked.announced_date,
        bank_days.rate_date,
    from asked
    asof left join bank_days on asked.announced_date >= bank_days.rate_date
),

judged as (
    select
        latest.currency,
        latest.announced_date,
        latest.rate_date,
        rates.per_euro,
        dollars.per_euro as dollars_per_euro,
        case
            when latest.currency is null then 'the text names no currency'
            when latest.announced_date is null then 'the text and its document have no date'
            when series.currency is null then 'no reference rate for ' || latest.currency
            when latest.announced_date < series.first_date
                then 'the reference rates of ' || latest.currency || ' begin on ' || series.first_date
            when rates.per_euro is null or latest.announced_date - latest.rate_date > 60
                then 'the reference rates of ' || latest.currency || ' end on ' || series.last_date
        end as fx_missing_reason,
    from latest
    left join series on latest.currency = series.currency
    left join rates on latest.rate_date = rates.rate_date and latest.currency = rates.currency
    left join rates as dollars on latest.rate_date = dollars.rate_date and dollars.currency = 'USD'
)

select
    currency,
    announced_date,
    fx_missing_reason,
    if(fx_missing_reason is null, rate_date, null) as fx_date,
    if(fx_missing_reason is null, per_euro, null) as per_euro,
    if(fx_missing_reason is null, dollars_per_euro, null) as dollars_per_euro,
    if(
        fx_missing_reason is null,
        cast(
            ({{ scaled('dollars_per_euro', 8) }} * 100000000 + {{ scaled('per_euro', 8) }} // 2)
            // {{ scaled('per_euro', 8) }} as decimal(18, 0)
        ) * cast(0.00000001 as decimal(8, 8)),
        null
    ) as fx_rate,
from judged
order by currency, announced_date
