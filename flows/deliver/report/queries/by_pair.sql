-- All days: how often each pair met, accused or sanctioned.
select
    relation,
    source_actor as source,
    target_actor as target,
    count(*) as n_events,
    cast(sum(n_reports) as integer) as n_reports,
    max(event_date) as last_event_date,
from pair_events
group by all
order by n_events desc, last_event_date desc, source, target, relation
