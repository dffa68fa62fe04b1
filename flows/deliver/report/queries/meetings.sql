select
    events.diplomatic_event_id as id,
    events.event_date as date,
    events.relation,
    events.source_actor as source,
    events.target_actor as target,
    events.plover_mode as mode,
    events.place_name,
    events.summary,
    events.n_reports,
    events.n_sources,
from pair_events as events
inner join bounds on events.event_date between bounds.since and bounds.newest
order by events.event_date, events.diplomatic_event_id
