-- Pairs of aid claims of one donor: the same measure in the same status, the same measure in another, or apart. Amounts
-- are compared as they are told, as roundings of each other, and across currencies at the reference rate of the day.
with claims as (
    select
        aid.*,
        coalesce(aid.aid_status, '') as status_key,
        {{ converted('aid.amount', '1', 'exchange.per_euro') }} as amount_eur,
    from {{ ref('int_aid_claims') }} as aid
    left join {{ ref('int_exchange') }} as exchange
        on
            aid.currency is not distinct from exchange.currency
            and aid.announced_date is not distinct from exchange.announced_date
    where aid.no_event_reason is null
),

compared as (
    select
        near.left_id,
        near.right_id,
        one.document_id = two.document_id and one.story = two.story as is_one_story,
        one.status_key = two.status_key as is_one_status,
        'total_to_date' in (one.status_key, two.status_key) as is_total,
        abs(one.announced_date - two.announced_date) as days,
        coalesce(one.kind = two.kind or 'mixed' in (one.kind, two.kind), true)
        and coalesce(one.recipient = two.recipient, true) as is_one_purpose,
        one.is_component = two.is_component as are_both_parts,
        coalesce(one.currency is not distinct from two.currency and one.amount = two.amount, false) as is_equal,
        (same_goods.left_id is not null or coalesce(one.item_list = two.item_list, false))
        and (one.amount is null or two.amount is null or one.amount = two.amount) as are_goods_equal,
        coalesce(one.currency = two.currency and {{ is_within('one.amount', 'two.amount', '0.005') }}, false)
            as is_nearly_equal,
        coalesce(one.currency <> two.currency and {{ is_within('one.amount_eur', 'two.amount_eur', '0.025') }}, false)
            as is_converted,
        coalesce(one.currency = two.currency, false)
        and ({{ is_rounding_of('one', 'two') }} or {{ is_rounding_of('two', 'one') }}) as is_rounded,
    from {{ ref('int_aid_near') }} as near
    inner join claims as one on near.left_id = one.claim_id
    inner join claims as two on near.right_id = two.claim_id
    left join {{ ref('int_aid_same_goods') }} as same_goods
        on near.left_id = same_goods.left_id and near.right_id = same_goods.right_id
    where one.donor = two.donor
),

judged as (
    select
        *,
        is_one_purpose and is_one_status and are_both_parts and (
            ((is_equal or are_goods_equal or is_nearly_equal or is_converted) and days <= 7)
            or (is_rounded and (is_one_story or days <= 3))
        ) as is_same_event,
        is_one_purpose and not is_one_status and not is_total and are_both_parts
        and (is_equal or are_goods_equal or is_nearly_equal or is_converted) as is_same_measure,
        is_one_story or (is_one_status and days > 7 and not is_total) as is_apart,
    from compared
)

select
    left_id,
    right_id,
    is_same_event,
    not is_same_event and is_apart as is_apart,
    is_same_event or is_same_measure as is_same_measure,
    case
        when is_same_event and is_equal then 4
        when is_same_event and (are_goods_equal or is_nearly_equal or is_converted) then 3
        when is_same_event then 2
        else 1
    end as score,
    concat_ws(
        ', ',
        'same donor',
        case
            when is_equal then 'same amount'
            when is_nearly_equal then 'nearly the same amount'
            when is_converted then 'the amount in another currency'
            when are_goods_equal then 'same goods'
            when is_rounded then 'the amount, rounded'
        end,
        case
            when not is_one_status then 'another status'
            when is_one_story then 'one story'
            else 'within a week'
        end
    ) as reason,
from judged
where is_same_event or is_same_measure or is_apart
order by left_id, right_id
