with statements as (
    select *, from {{ ref('int_statements') }}
    where {{ is_served('event_id') }} and value is not null
),

-- The last word of each day; a figure that a text itself replaces comes before the one that replaces it.
known as (
    select
        *,
        row_number() over revisions as position,
        lag(value) over revisions as previous_value,
    from statements
    window revisions as (
        partition by event_id, field, weapon
        order by published_date asc nulls last, role <> 'superseded', role = 'competing' desc, quote_start, claim_id asc
    )
)

select
    event_id,
    fact_type,
    field,
    weapon,
    published_date as known_from_date,
    value,
    previous_value,
    claim_id,
    left(md5(concat_ws('|', event_id, field, weapon, claim_id)), 16) as revision_id,
from known
where previous_value is null or value <> previous_value
order by event_id, field, weapon, position
