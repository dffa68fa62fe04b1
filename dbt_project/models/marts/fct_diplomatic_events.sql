with events as (
    select *, from {{ ref('int_diplomatic_events') }}
    where {{ is_served('diplomatic_event_id') }}
)

select
    diplomatic_event_id,
    event_date,
    time_precision,
    plover_event_type,
    plover_mode,
    quad_code,
    source_actor_id,
    source_actor,
    source_office,
    source_country,
    target_actor_id,
    target_actor,
    target_office,
    target_country,
    place_id,
    place_name,
    modality,
    summary,
    n_reports,
    n_sources,
    first_reported_date,
    last_reported_date,
from events
order by event_date, diplomatic_event_id
