-- Who met and who accused whom. A meeting has no direction: its two actors stand in the order of their names.
with events as (
    select
        events.*,
        event_types.relation,
        event_types.is_symmetric and events.target_actor < events.source_actor as is_turned,
    from {{ ref('fct_diplomatic_events') }} as events
    inner join {{ ref('plover_event_types') }} as event_types on events.plover_event_type = event_types.event_type
    where
        event_types.relation is not null
        and events.modality = 'asserted'
        and events.source_actor is not null
        and events.target_actor is not null
),

directed as (
    select
        relation,
        event_date,
        n_reports,
        if(is_turned, target_actor_id, source_actor_id) as source_actor_id,
        if(is_turned, target_actor, source_actor) as source_actor,
        if(is_turned, target_country, source_country) as source_country,
        if(is_turned, source_actor_id, target_actor_id) as target_actor_id,
        if(is_turned, source_actor, target_actor) as target_actor,
        if(is_turned, source_country, target_country) as target_country,
    from events
)

select
    relation,
    source_actor_id,
    source_actor,
    source_country,
    target_actor_id,
    target_actor,
    target_country,
    cast(count(*) as integer) as n_events,
    cast(sum(n_reports) as integer) as n_reports,
    min(event_date) as first_event_date,
    max(event_date) as last_event_date,
    {{ key_of(
        'relation', 'source_actor_id', 'source_actor', 'source_country',
        'target_actor_id', 'target_actor', 'target_country'
    ) }} as row_id,
from directed
group by all
order by n_events desc, relation asc, source_actor asc, target_actor asc, row_id asc
