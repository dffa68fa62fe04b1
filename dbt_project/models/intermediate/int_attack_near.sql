-- Pairs of attack claims that may be compared: near in time, or a toll that is told anew without a day, which may be
-- that of a strike a week before.
with claims as (
    select *, from {{ ref('int_attack_claims') }}
    where no_event_reason is null and not is_component
),

-- Each claim on its day and the days beside it: a join on equal days is a thousand times faster than one on a range.
claims_around as (
    select
        claim_id,
        is_tally,
        is_strike,
        event_date + unnest([-1, 0, 1]) as near_date,
    from claims
)

select
    one.claim_id as left_id,
    two.claim_id as right_id,
from claims_around as one
inner join claims as two
    on
        one.claim_id < two.claim_id and one.near_date = two.event_date
        and ((one.is_tally and two.is_tally) or (one.is_strike and two.is_strike))
union
select
    least(late.claim_id, early.claim_id) as left_id,
    greatest(late.claim_id, early.claim_id) as right_id,
from claims as late
inner join claims as early on late.place_key = early.place_key and late.claim_id <> early.claim_id
where
    late.is_update and late.published_date is not null and late.time_precision = 2
    and late.is_strike and early.is_strike
    and early.event_date between late.event_date - 7 and late.event_date
order by left_id, right_id
