-- Who met, accused or sanctioned whom in the days shown, as agg_actor_pairs counts them; a meeting has no direction.
create temp table pair_events as
select
    events.diplomatic_event_id,
    events.event_date,
    coalesce(event_types.relation, if(events.plover_event_type = 'SANCTION', 'sanctions', null)) as relation,
    events.n_reports,
    events.n_sources,
    events.summary,
    events.place_name,
    events.plover_mode,
    event_types.is_symmetric and events.target_actor < events.source_actor as is_turned,
    if(is_turned, events.target_actor, events.source_actor) as source_actor,
    if(is_turned, events.source_actor, events.target_actor) as target_actor,
from fct_diplomatic_events as events
inner join staging.plover_event_types as event_types on events.plover_event_type = event_types.event_type
where
    (event_types.relation is not null or events.plover_event_type = 'SANCTION')
    and events.modality = 'asserted'
    and events.source_actor is not null
    and events.target_actor is not null
    and events.event_date is not null
