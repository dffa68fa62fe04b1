with events as (
    select * from {{ ref('int_diplomatic_events') }}
    where {{ is_served('diplomatic_event_id') }}
)

select * from events
order by event_date, diplomatic_event_id
