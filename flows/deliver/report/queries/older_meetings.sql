select
    cast(date_trunc('month', events.event_date) as date) as date,
    events.relation,
    events.source_actor as source,
    events.target_actor as target,
    count(*) as n,
    cast(sum(events.n_reports) as integer) as n_reports,
from pair_events as events
inner join bounds on events.event_date >= bounds.older_since and events.event_date < bounds.since
group by all
order by all
