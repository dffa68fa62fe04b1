with aid as (
    select *, from {{ ref('int_aid') }}
    where {{ is_served('aid_id') }}
)

-- A part whose whole is not served names none, and is a part all the same.
select
    aid.aid_id,
    aid.measure_id,
    aid.donor,
    aid.recipient,
    aid.announced_date,
    aid.time_precision,
    aid.aid_type_general,
    aid.kind,
    aid.aid_status,
    aid.iati_transaction_type,
    aid.kiel_measure,
    aid.fts_status,
    aid.amount,
    aid.currency,
    aid.fx_date,
    aid.fx_rate,
    aid.amount_usd,
    aid.amount_eur,
    aid.fx_missing_reason,
    aid.is_component,
    wholes.aid_id as part_of_aid_id,
    aid.n_reports,
    aid.n_sources,
    aid.first_reported_date,
    aid.last_reported_date,
from aid
left join aid as wholes on aid.part_of_aid_id = wholes.aid_id
order by aid.announced_date, aid.aid_id
