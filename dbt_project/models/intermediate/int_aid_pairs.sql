-- Pairs of aid claims of one donor: the same measure in the same status, the same measure in another, or apart.
with claims as (
    select *, from {{ ref('int_aid_claims') }}
    where no_event_reason is null
),

-- Only claims with the same amount or goods, or of one story, can be one measure.
blocks as (
    select
        claim_id,
        unnest([
            if(amount is not null, 'amount ' || concat_ws('|', donor, currency, amount), null),
            if(amount is null, 'goods ' || concat_ws('|', donor, item_list), null),
            'story ' || concat_ws('|', document_id, story),
        ]) as block,
    from claims
),

near as (
    select distinct
        one.claim_id as left_id,
        two.claim_id as right_id,
    from blocks as one
    inner join blocks as two on one.block = two.block and one.claim_id < two.claim_id
),

compared as (
    select
        one.claim_id as left_id,
        two.claim_id as right_id,
        one.document_id = two.document_id and one.story = two.story as is_one_story,
        coalesce(one.aid_status, '') = coalesce(two.aid_status, '') as is_one_status,
        'total_to_date' in (coalesce(one.aid_status, ''), coalesce(two.aid_status, '')) as is_total,
        abs(one.announced_date - two.announced_date) as days,
        coalesce(one.kind = two.kind, true) and coalesce(one.recipient = two.recipient, true) as is_one_purpose,
        coalesce(one.amount = two.amount, false)
        or (one.amount is null and two.amount is null and coalesce(one.item_list = two.item_list, false)) as is_equal,
        one.is_component = two.is_component and (
            {{ is_rounding_of('one', 'two') }} or {{ is_rounding_of('two', 'one') }}
        ) as is_rounded,
    from near
    inner join claims as one on near.left_id = one.claim_id
    inner join claims as two on near.right_id = two.claim_id
    where
        one.donor = two.donor
        and coalesce(one.currency, '') = coalesce(two.currency, '')
        and two.announced_date between one.announced_date - 60 and one.announced_date + 60
),

judged as (
    select
        *,
        is_one_purpose
        and is_one_status
        and ((is_equal and days <= 7) or (is_one_story and is_rounded)) as is_same_event,
        is_one_purpose and not is_one_status and not is_total and is_equal as is_same_measure,
        is_one_story or (is_one_status and days > 7 and not is_total) as is_apart,
    from compared
)

select
    left_id,
    right_id,
    is_same_event,
    not is_same_event and is_apart as is_apart,
    is_same_event or is_same_measure as is_same_measure,
    case when is_same_event and is_equal then 3 when is_same_event then 2 else 1 end as score,
    case
        when is_same_event and is_equal then 'same donor, amount and status within a week'
        when is_same_event then 'the amount, rounded, in one story'
        else 'same donor and amount in another status'
    end as reason,
from judged
where is_same_event or is_same_measure or is_apart
order by left_id, right_id
