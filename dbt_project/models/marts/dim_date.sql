with event_dates as (
    select event_date as date_day, from {{ ref('fct_attacks') }}
    union
    select event_date, from {{ ref('fct_diplomatic_events') }}
    union
    select announced_date, from {{ ref('fct_aid') }}
    union
    select published_date, from {{ ref('stg_documents') }}
),

bounds as (
    select
        date_trunc('year', min(date_day)) as first_day,
        date_trunc('year', max(date_day)) + interval 1 year - interval 1 day as last_day,
    from event_dates
),

days as (
    select cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as date_day,
    from bounds
)

select
    date_day,
    cast(year(date_day) as integer) as year_number,
    cast(quarter(date_day) as integer) as quarter_number,
    cast(month(date_day) as integer) as month_number,
    cast(date_trunc('month', date_day) as date) as month_start_date,
    cast(isoyear(date_day) as integer) as iso_year_number,
    cast(weekofyear(date_day) as integer) as iso_week_number,
    cast(isodow(date_day) as integer) as iso_weekday_number,
    cast(date_day - date '2022-02-24' as integer) as invasion_day_number,
    strftime(date_day, '%B') as month_name,
    strftime(date_day, '%A') as weekday_name,
from days
order by date_day
