-- What is said now about the killed and injured of an attack: the latest statements, and those by others that a text
-- sets against them; a figure that was replaced or updated counts no more.
with statements as (
    select *, from {{ ref('int_statements') }}
    where field in ('killed', 'injured') and role <> 'superseded'
),

current_statements as (
    select
        *,
        count(*) over (partition by event_id, field, value) as n_alike,
    from statements
    qualify
        coalesce(published_date, date '0001-01-01')
        = max(coalesce(published_date, date '0001-01-01')) over (partition by event_id, field)
        or (
            role = 'competing'
            and row_number() over (partition by event_id, field, voice order by published_date desc, claim_id asc) = 1
        )
),

best as (
    select *, from current_statements
    qualify
        row_number() over (
            partition by event_id, field
            order by role = 'competing', value is null, published_date desc, n_alike desc, value desc, claim_id asc
        ) = 1
),

ranges as (
    select
        event_id,
        field,
        min(low) as low,
        max(high) as high,
        -- Two ranges that share no value cannot both be right.
        max(low) > min(high) as is_disputed,
    from current_statements
    group by event_id, field
)

select
    best.event_id,
    best.field,
    cast(ranges.low as integer) as low,
    cast(best.value as integer) as best,
    cast(if(best.high is null, null, ranges.high) as integer) as high,
    coalesce(ranges.is_disputed, false) as is_disputed,
from best
inner join ranges on best.event_id = ranges.event_id and best.field = ranges.field
order by best.event_id, best.field
