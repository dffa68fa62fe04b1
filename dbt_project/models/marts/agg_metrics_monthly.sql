-- Every metric by month, from the sums of its days: the mean of thirty rates is no rate of a month.
with days as (
    select
        daily.*,
        metrics.aggregation,
        cast(date_trunc('month', daily.date_day) as date) as month_start,
    from {{ ref('agg_metrics_daily') }} as daily
    inner join {{ ref('metrics') }} as metrics on daily.metric_id = metrics.metric_id
),

months as (
    select
        metric_id,
        version,
        aggregation,
        dimension,
        month_start,
        cast(count(*) as integer) as n_days,
        cast(count(*) filter (where is_covered) as integer) as n_days_covered,
        cast(sum(n_events) as integer) as n_events,
        cast(sum(n_events_of_month) as integer) as n_events_of_month,
        if(aggregation = 'max', max(numerator), sum(numerator)) as numerator,
        sum(denominator) as denominator,
        if(
            aggregation = 'max', max(numerator) filter (where is_covered), sum(numerator) filter (where is_covered)
        ) as covered_numerator,
        sum(denominator) filter (where is_covered) as covered_denominator,
    from days
    group by metric_id, version, aggregation, dimension, month_start
)

select
    metric_id,
    version,
    month_start,
    dimension,
    n_days,
    n_days_covered,
    n_events,
    n_events_of_month,
    cast(numerator as decimal(38, 2)) as numerator,
    cast(denominator as decimal(38, 2)) as denominator,
    if(
        n_days_covered > 0, {{ metric_value('aggregation', 'covered_numerator', 'covered_denominator') }}, null
    ) as value,
    {{ key_of('metric_id', 'month_start', 'dimension') }} as row_id,
from months
order by metric_id, dimension, month_start
