-- How far the aid of each donor has come: what was pledged beside what of it was delivered, each measure once a column.
with aid as (
    select *, from {{ ref('fct_aid') }}
    where {{ may_be_added() }}
),

statuses as (
    select *, from {{ ref('aid_statuses') }}
),

reached as (
    select
        aid.donor,
        aid.measure_id,
        max(aid.amount_usd) filter (where statuses.status_rank >= 3) as committed_usd,
        max(aid.amount_usd) filter (where statuses.status_rank >= 5) as allocated_usd,
        max(aid.amount_usd) filter (where statuses.status_rank >= 6) as delivered_usd,
        max(aid.amount_usd) filter (where statuses.status_rank < 3) as asked_usd,
        bool_or(aid.amount is not null and aid.amount_usd is null) as is_unconverted,
    from aid
    left join statuses on aid.aid_status = statuses.aid_status
    group by aid.donor, aid.measure_id
)

select
    donor,
    cast(count(*) as integer) as n_measures,
    cast(count(*) filter (where is_unconverted) as integer) as n_unconverted,
    cast(sum(asked_usd) as decimal(38, 2)) as asked_usd,
    cast(sum(committed_usd) as decimal(38, 2)) as committed_usd,
    cast(sum(allocated_usd) as decimal(38, 2)) as allocated_usd,
    cast(sum(delivered_usd) as decimal(38, 2)) as delivered_usd,
    {{ key_of('donor') }} as row_id,
from reached
group by donor
order by committed_usd desc nulls last, donor asc
