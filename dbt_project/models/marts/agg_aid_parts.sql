-- Each part of aid beside its whole, which holds it already: the shares of one whole may overlap.
with aid as (
    select *, from {{ ref('fct_aid') }}
)

select
    parts.aid_id,
    parts.measure_id,
    parts.part_of_aid_id as whole_aid_id,
    wholes.measure_id as whole_measure_id,
    parts.donor,
    wholes.donor as whole_donor,
    parts.announced_date,
    parts.kind,
    parts.aid_status,
    wholes.aid_status as whole_aid_status,
    parts.amount,
    wholes.amount as whole_amount,
    parts.currency,
    parts.amount_usd,
    wholes.amount_usd as whole_amount_usd,
    {{ converted('100', 'parts.amount', 'nullif(wholes.amount, 0)') }} as share_percent,
from aid as parts
left join aid as wholes on parts.part_of_aid_id = wholes.aid_id
where parts.is_component
order by wholes.amount_usd desc nulls last, wholes.aid_id asc, parts.amount_usd desc nulls last, parts.aid_id asc
