-- Every metric on every day between the first and the last event. A day without a digest is missing, not zero.
with metrics as (
    select *, from {{ ref('metrics') }}
),

events as (
    select *, from {{ ref('int_metric_values') }}
    where event_date is not null and {{ is_served('event_id') }}
),

bounds as (
    select
        min(event_date) as first_day,
        max(event_date) as last_day,
    from events
),

dimensions as (
    select distinct
        metric_id,
        dimension,
    from events
),

days as (
    select
        metrics.metric_id,
        metrics.version,
        metrics.aggregation,
        dimensions.dimension,
        dates.date_day,
        dates.is_covered,
    from metrics
    left join dimensions on metrics.metric_id = dimensions.metric_id
    cross join bounds
    inner join {{ ref('dim_date') }} as dates on dates.date_day between bounds.first_day and bounds.last_day
),

sums as (
    select
        events.metric_id,
        events.dimension,
        events.event_date,
        count(*) as n_events,
        count(*) filter (where events.time_precision = 3) as n_events_of_month,
        if(any_value(metrics.aggregation) = 'max', max(events.numerator), sum(events.numerator)) as numerator,
        sum(events.denominator) as denominator,
    from events
    inner join metrics on events.metric_id = metrics.metric_id
    group by events.metric_id, events.dimension, events.event_date
)

select
    days.metric_id,
    days.version,
    days.date_day,
    days.dimension,
    days.is_covered,
    cast(coalesce(sums.n_events, 0) as integer) as n_events,
    cast(coalesce(sums.n_events_of_month, 0) as integer) as n_events_of_month,
    cast(coalesce(sums.numerator, 0) as decimal(38, 2)) as numerator,
    cast(if(days.aggregation = 'ratio', coalesce(sums.denominator, 0), null) as decimal(38, 2)) as denominator,
    if(days.is_covered, {{ metric_value('days.aggregation', 'sums.numerator', 'sums.denominator') }}, null) as value,
    {{ key_of('days.metric_id', 'days.date_day', 'days.dimension') }} as row_id,
from days
left join sums
    on
        days.metric_id = sums.metric_id
        and days.date_day = sums.event_date
        and days.dimension is not distinct from sums.dimension
order by days.metric_id, days.dimension, days.date_day
