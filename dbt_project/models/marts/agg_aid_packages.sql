-- Every measure of aid once, as large as it was ever told, and its parts beside it, not in addition to it.
with aid as (
    select
        aid.*,
        statuses.status_rank,
    from {{ ref('fct_aid') }} as aid
    left join {{ ref('aid_statuses') }} as statuses on aid.aid_status = statuses.aid_status
),

wholes as (
    select
        measure_id,
        {{ first_by('donor', 'status_rank desc nulls last') }},
        {{ first_by('recipient', 'status_rank desc nulls last') }},
        {{ first_by('kind', 'status_rank desc nulls last') }},
        {{ first_by('aid_status', 'status_rank desc nulls last') }},
        {{ first_by('amount', 'amount desc nulls last') }},
        {{ first_by('currency', 'amount desc nulls last') }},
        {{ first_by('amount_usd', 'amount desc nulls last') }},
        {{ first_by('amount_eur', 'amount desc nulls last') }},
        min(announced_date) as announced_date,
        max(announced_date) as last_step_date,
    from aid
    where {{ may_be_added() }}
    group by measure_id
),

-- A part may be told in several statuses too; each counts once, as its own furthest one.
parts as (
    select
        whole_rows.measure_id,
        aid.measure_id as part_id,
        {{ first_by('aid.amount_usd', 'aid.status_rank desc nulls last', 'amount_usd') }},
    from aid
    inner join aid as whole_rows on aid.part_of_aid_id = whole_rows.aid_id
    group by whole_rows.measure_id, aid.measure_id
),

part_sums as (
    select
        measure_id,
        cast(count(*) as integer) as n_parts,
        cast(sum(amount_usd) as decimal(38, 2)) as parts_amount_usd,
    from parts
    group by measure_id
)

select
    wholes.measure_id,
    wholes.donor,
    wholes.recipient,
    wholes.kind,
    wholes.aid_status,
    wholes.announced_date,
    wholes.last_step_date,
    wholes.amount,
    wholes.currency,
    wholes.amount_usd,
    wholes.amount_eur,
    part_sums.parts_amount_usd,
    if(
        part_sums.parts_amount_usd <= wholes.amount_usd, wholes.amount_usd - part_sums.parts_amount_usd, null
    ) as rest_amount_usd,
    coalesce(part_sums.n_parts, 0) as n_parts,
from wholes
left join part_sums on wholes.measure_id = part_sums.measure_id
order by wholes.amount_usd desc nulls last, wholes.measure_id asc
