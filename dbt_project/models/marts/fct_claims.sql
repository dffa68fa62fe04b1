with claims as (
    select *, from {{ ref('stg_claims') }}
),

events as (
    select
        claim_id,
        event_id,
        merge_reason,
        merge_score,
        no_event_reason,
        event_id is not null and {{ is_served('event_id') }} as is_in_served_event,
    from {{ ref('int_claim_events') }}
),

held as (
    select
        event_id,
        string_agg(distinct expectation, ', ' order by expectation) as expectations,
    from {{ source('raw', 'held_events') }}
    group by event_id
),

stories as (
    select *, from {{ ref('stg_stories') }}
)

select
    claims.claim_id,
    claims.fact_type,
    claims.document_id,
    claims.story,
    stories.headline,
    claims.published_date,
    claims.claimed_by,
    claims.modality,
    claims.quote,
    claims.quote_start,
    claims.quote_end,
    claims.patterns,
    claims.fact,
    claims.reader_version,
    if(events.is_in_served_event, events.event_id, null) as event_id,
    if(events.is_in_served_event, events.merge_reason, null) as merge_reason,
    if(events.is_in_served_event, events.merge_score, null) as merge_score,
    case
        when events.is_in_served_event then null
        when events.event_id is null then events.no_event_reason
        else 'its event is ' || coalesce('held: ' || held.expectations, 'rejected by a correction')
    end as no_event_reason,
    coalesce(claims.fact ->> '$.role', if(claims.fact ->> '$.is_component' = 'true', 'component', 'main')) as role,
    coalesce(cast(claims.fact ->> '$.is_cumulative' as boolean), false) as is_cumulative,
    coalesce(cast(claims.fact ->> '$.is_background' as boolean), false) as is_background,
from claims
inner join events on claims.claim_id = events.claim_id
left join held on events.event_id = held.event_id
left join stories on claims.document_id = stories.document_id and claims.story = stories.story
order by claims.document_id, claims.quote_start, claims.claim_id
