-- Pairs of diplomatic claims of one type within a day: the same act, or nothing to say. An act without a direction
-- (a meeting, an agreement) is the same with its actors in either order.
with claims as (
    select
        *,
        string_split({{ normal('quote') }}, ' ') as words,
        concat_ws(
            '|',
            event_type,
            if(is_symmetric, least(source_key, target_key), source_key),
            if(is_symmetric, greatest(source_key, target_key), target_key)
        ) as act,
    from {{ ref('int_diplomatic_claims') }}
    where no_event_reason is null
),

-- Each claim on its day and the days beside it: a join on equal days is a thousand times faster than one on a range.
claims_around as (
    select
        *,
        event_date + unnest([-1, 0, 1]) as near_date,
    from claims
),

compared as (
    select
        one.claim_id as left_id,
        two.claim_id as right_id,
        one.source_key = two.source_key and one.target_key = two.target_key as is_one_pair,
        one.is_symmetric and one.source_key = two.target_key and one.target_key = two.source_key as is_one_pair_turned,
        one.source_key = two.source_key and one.target_key is null and two.target_key is null
        and 2 * len(list_intersect(one.words, two.words)) >= len(list_distinct(list_concat(one.words, two.words)))
            as are_words_alike,
        one.time_precision = 1 and two.time_precision = 1 and one.event_date = two.event_date as is_one_stated_day,
    from claims_around as one
    inner join claims as two
        on
            one.claim_id < two.claim_id and one.act = two.act
            and one.near_date = two.event_date
            and one.time_precision <> 3 and two.time_precision <> 3
)

select
    left_id,
    right_id,
    false as is_apart,
    if(are_words_alike, 1, 2) + if(is_one_stated_day, 1, 0) as score,
    case
        when are_words_alike then 'same act and actor in nearly the same words'
        when is_one_pair then 'same act and actors within a day'
        else 'same act and actors in the other order within a day'
    end as reason,
from compared
where coalesce(is_one_pair, false) or coalesce(is_one_pair_turned, false) or coalesce(are_words_alike, false)
order by left_id, right_id
