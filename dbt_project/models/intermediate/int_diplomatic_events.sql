-- One row per diplomatic event, with the columns of fct_diplomatic_events: what a person set, and what follows from it.
with corrected as (
    {{ new_values() }}
),

events as (
    {{ corrected('int_diplomatic_events_as_told', 'diplomatic_event_id', [
        'event_date', 'plover_event_type', 'plover_mode', 'source_actor_id', 'source_actor', 'source_country',
        'target_actor_id', 'target_actor', 'target_country', 'place_id', 'place_name'
    ]) }}
),

source_offices as (
    {{ office_of('source') }}
),

target_offices as (
    {{ office_of('target') }}
)

select
    events.*,  -- the mart names its columns -- noqa: AM04
    cast(event_types.quad_code as integer) as quad_code,
    source_offices.office as source_office,
    target_offices.office as target_office,
from events
left join {{ ref('plover_event_types') }} as event_types on events.plover_event_type = event_types.event_type
left join source_offices on events.diplomatic_event_id = source_offices.diplomatic_event_id
left join target_offices on events.diplomatic_event_id = target_offices.diplomatic_event_id
order by events.event_date, events.diplomatic_event_id
