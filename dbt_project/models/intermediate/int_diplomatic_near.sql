-- Pairs of diplomatic claims of one type between the same sides, near in time: whether their actors may be the same.
-- An act without a direction (a meeting, an agreement) is the same with its actors turned.
with claims as (
    select
        *,
        modality = 'planned' as is_planned,
        date_trunc('month', event_date) as event_month,
        if(is_symmetric and source_side > target_side, target_side, source_side) as one_side,
        if(is_symmetric and source_side > target_side, source_side, target_side) as other_side,
        concat_ws('|', event_type, one_side, other_side) as act,
    from {{ ref('int_diplomatic_claims') }}
    where no_event_reason is null
),

-- Each claim on its day and the days beside it: a join on equal days is a thousand times faster than one on a range.
claims_around as (
    select
        claim_id,
        act,
        event_date + unnest([-1, 0, 1]) as near_date,
    from claims
),

near as (
    select
        one.claim_id as left_id,
        two.claim_id as right_id,
    from claims_around as one
    inner join claims as two on one.claim_id < two.claim_id and one.act = two.act and one.near_date = two.event_date
    union
    select
        least(rough.claim_id, exact.claim_id) as left_id,
        greatest(rough.claim_id, exact.claim_id) as right_id,
    from claims as rough
    inner join claims as exact
        on
            rough.act = exact.act and rough.event_month = exact.event_month
            and rough.claim_id <> exact.claim_id
            and rough.is_planned and exact.is_planned
    where rough.time_precision = 3
),

compared as (
    select
        near.left_id,
        near.right_id,
        coalesce(one.source_key, '') = coalesce(two.source_key, '')
        and coalesce(one.target_key, '') = coalesce(two.target_key, '') as are_same,
        one.is_symmetric
        and coalesce(one.source_key, '') = coalesce(two.target_key, '')
        and coalesce(one.target_key, '') = coalesce(two.source_key, '') as are_turned,
        {{ is_one_actor('one.source', 'two.source') }} and {{ is_one_actor('one.target', 'two.target') }} as are_kin,
        one.is_symmetric and {{ is_one_actor('one.source', 'two.target') }}
        and {{ is_one_actor('one.target', 'two.source') }} as are_kin_turned,
    from near
    inner join claims as one on near.left_id = one.claim_id
    inner join claims as two on near.right_id = two.claim_id
)

select
    left_id,
    right_id,
    are_same or are_turned as are_actors_same,
    are_kin or are_kin_turned as are_actors_kin,
    not are_same and are_turned as is_turned,
from compared
order by left_id, right_id
