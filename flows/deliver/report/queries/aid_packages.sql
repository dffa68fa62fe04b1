-- The largest packages, and all that were announced in the days shown.
with ranked as (
    select
        *,
        row_number() over (order by amount_usd desc nulls last, announced_date desc, measure_id) as size_rank,
    from agg_aid_packages
)

select
    ranked.measure_id as id,
    ranked.donor,
    ranked.recipient,
    ranked.kind,
    ranked.aid_status,
    ranked.announced_date as date,
    ranked.amount,
    ranked.currency,
    ranked.amount_usd,
    ranked.n_parts,
    ranked.parts_amount_usd,
    ranked.rest_amount_usd,
from ranked, bounds
where ranked.size_rank <= 60 or ranked.announced_date between bounds.since and bounds.newest
order by ranked.size_rank
