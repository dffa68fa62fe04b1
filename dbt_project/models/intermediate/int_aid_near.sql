-- Pairs of aid claims that may be compared: those within two months of each other.
with claims as (
    select
        *,
        coalesce(aid_status, '') as status_key,
    from {{ ref('int_aid_claims') }}
    where no_event_reason is null
),

-- Only claims with the same amount or goods, of one story, or of one status within a week can be one measure.
blocks as (
    select
        claim_id,
        announced_date,
        unnest([
            if(amount is not null, 'amount ' || concat_ws('|', donor, currency, amount), null),
            if(amount is null, 'goods ' || concat_ws('|', donor, item_list), null),
            'story ' || concat_ws('|', document_id, story),
        ]) as block,
    from claims
    union all
    select
        claim_id,
        announced_date,
        concat_ws('|', 'week', donor, status_key, announced_date + cast(unnest(range(0, 8)) as integer)) as block,
    from claims
)

select distinct
    one.claim_id as left_id,
    two.claim_id as right_id,
from blocks as one
inner join blocks as two on one.block = two.block and one.claim_id < two.claim_id
where two.announced_date between one.announced_date - 60 and one.announced_date + 60
order by left_id, right_id
