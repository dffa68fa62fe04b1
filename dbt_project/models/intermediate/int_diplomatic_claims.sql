-- Diplomatic claims with their actors resolved, and whether each can be an event.
with diplomatic as (
    select *, from {{ ref('stg_diplomatic_events') }}
),

actors as (
    select *, from {{ ref('int_names') }}
    where kind = 'actor'
),

places as (
    select *, from {{ ref('int_claim_places') }}
),

event_types as (
    select *, from {{ ref('plover_event_types') }}
)

select
    diplomatic.claim_id,
    diplomatic.document_id,
    diplomatic.story,
    diplomatic.source_id,
    diplomatic.claimed_by,
    diplomatic.modality,
    diplomatic.is_current,
    diplomatic.published_date,
    diplomatic.quote_start,
    diplomatic.quote,
    diplomatic.event_date,
    diplomatic.time_precision,
    diplomatic.event_type,
    diplomatic.event_mode,
    diplomatic.place,
    diplomatic.summary,
    event_types.quad_code,
    event_types.is_symmetric,
    event_types.is_of_words,
    sources.actor_id as source_actor_id,
    sources.country as source_country,
    targets.actor_id as target_actor_id,
    targets.country as target_country,
    places.place_id,
    coalesce(places.place_id, lower(diplomatic.place)) as place_key,
    coalesce(sources.name, diplomatic.source_actor) as source_actor,
    coalesce(targets.name, diplomatic.target_actor) as target_actor,
    coalesce(sources.actor_id, lower(diplomatic.source_actor)) as source_key,
    coalesce(targets.actor_id, lower(diplomatic.target_actor)) as target_key,
    coalesce(lower(sources.party), source_key) as source_side,
    coalesce(lower(targets.party), target_key) as target_side,
    coalesce(sources.is_state, false) as is_source_state,
    coalesce(targets.is_state, false) as is_target_state,
    case
        when not diplomatic.is_current then 'its document was replaced by a newer version'
        when diplomatic.modality in ('negated', 'hypothetical', 'historical')
            then 'not told as a fact: ' || diplomatic.modality
    end as no_event_reason,
from diplomatic
left join actors as sources on diplomatic.source_actor = sources.text
left join actors as targets on diplomatic.target_actor = targets.text
left join places on diplomatic.claim_id = places.claim_id
left join event_types on diplomatic.event_type = event_types.event_type
order by diplomatic.claim_id
