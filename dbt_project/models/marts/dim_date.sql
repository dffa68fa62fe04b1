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
),

documents as (
    select
        published_date,
        cast(count(*) as integer) as n_documents,
    from {{ ref('stg_documents') }}
    where is_current and published_precision = 1
    group by published_date
)

select
    days.date_day,
    cast(year(days.date_day) as integer) as year_number,
    cast(quarter(days.date_day) as integer) as quarter_number,
    cast(month(days.date_day) as integer) as month_number,
    cast(date_trunc('month', days.date_day) as date) as month_start_date,
    cast(isoyear(days.date_day) as integer) as iso_year_number,
    cast(weekofyear(days.date_day) as integer) as iso_week_number,
    cast(isodow(days.date_day) as integer) as iso_weekday_number,
    cast(days.date_day - date '2022-02-24' as integer) as invasion_day_number,
    coalesce(of_day.n_documents, 0) as n_documents,
    of_day.published_date is not null or of_next_day.published_date is not null as is_covered,
    strftime(days.date_day, '%B') as month_name,
    strftime(days.date_day, '%A') as weekday_name,
from days
left join documents as of_day on days.date_day = of_day.published_date
left join documents as of_next_day on days.date_day + 1 = of_next_day.published_date
order by days.date_day
