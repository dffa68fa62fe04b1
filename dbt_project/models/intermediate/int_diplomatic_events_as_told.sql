-- One row per diplomatic event as the claims tell it, before anything that a person set.
with claims as (
    select
        diplomatic_claims.*,
        events.event_id,
    from {{ ref('int_claim_events') }} as events
    inner join {{ ref('int_diplomatic_claims') }} as diplomatic_claims on events.claim_id = diplomatic_claims.claim_id
    where events.event_id is not null
),

-- Both actors come from one claim, or the two orders of a meeting could name one of them twice.
actors as (
    select *, from claims
    qualify row_number() over (partition by event_id order by published_date asc nulls last, claim_id asc) = 1
),

events as (
    select
        event_id,
        {{ first_told('event_date', 'time_precision') }},
        {{ first_told('time_precision', 'time_precision') }},
        {{ first_told('event_mode') }},
        {{ first_told('place') }},
        {{ first_told('place_id') }},
        {{ first_told('modality', "modality <> 'asserted'") }},
        {{ first_told('summary') }},
        {{ reported() }},
    from claims
    group by event_id
)

select
    events.event_id as diplomatic_event_id,
    events.event_date,
    cast(events.time_precision as integer) as time_precision,
    actors.event_type as plover_event_type,
    events.event_mode as plover_mode,
    actors.source_actor_id,
    actors.source_actor,
    actors.source_country,
    actors.target_actor_id,
    actors.target_actor,
    actors.target_country,
    events.place_id,
    events.place as place_name,
    events.modality,
    events.summary,
    events.n_reports,
    events.n_sources,
    events.first_reported_date,
    events.last_reported_date,
from events
inner join actors on events.event_id = actors.event_id
order by events.event_date, events.event_id
