select
    parts.whole_measure_id,
    parts.measure_id as id,
    parts.donor,
    parts.announced_date as date,
    parts.kind,
    parts.aid_status,
    parts.amount,
    parts.currency,
    parts.amount_usd,
    parts.share_percent,
from agg_aid_parts as parts
inner join agg_aid_packages as packages on parts.whole_measure_id = packages.measure_id
order by parts.whole_measure_id, parts.amount_usd desc nulls last, parts.aid_id
