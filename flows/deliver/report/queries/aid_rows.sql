-- The rows of fct_aid in the days shown: what a figure of a month or a package leads to.
select
    aid.aid_id as id,
    aid.measure_id,
    aid.donor,
    aid.announced_date as date,
    aid.aid_status,
    aid.kind,
    aid.amount,
    aid.currency,
    aid.amount_usd,
    aid.n_reports,
    aid.n_sources,
    aid.part_of_aid_id is not null as is_part,
from fct_aid as aid, bounds
where aid.announced_date between bounds.since and bounds.newest
order by aid.announced_date, aid.aid_id
