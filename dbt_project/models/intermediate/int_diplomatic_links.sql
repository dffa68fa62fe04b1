-- Diplomatic claims of one type compared near in time: the same act with points for every feature that agrees, or two
-- that must stay apart. An act without a direction (a meeting, an agreement) is the same with its actors turned.
with stop_words as (
    select list(word) as words, from {{ ref('common_words') }}
),

claims as (
    select
        diplomatic.*,
        diplomatic.modality = 'planned' as is_planned,
        date_trunc('month', diplomatic.event_date) as event_month,
        concat_ws(
            '|',
            diplomatic.event_type,
            if(diplomatic.is_symmetric, least(diplomatic.source_key, diplomatic.target_key), diplomatic.source_key),
            if(diplomatic.is_symmetric, greatest(diplomatic.source_key, diplomatic.target_key), diplomatic.target_key)
        ) as act,
        -- What the act is about: beginnings of words, without those that say nothing and those of its actors.
        {{ subject_words('diplomatic.quote', "concat_ws(' ', diplomatic.source_actor, diplomatic.target_actor)") }}
            as subject,
    from {{ ref('int_diplomatic_claims') }} as diplomatic
    cross join stop_words
    where diplomatic.no_event_reason is null
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
        one.is_of_words,
        one.document_id = two.document_id and one.story = two.story as is_one_story,
        one.target_key is null as is_without_target,
        one.is_planned <> two.is_planned as is_plan_and_act,
        coalesce(one.source_key <> two.source_key, false) as is_turned,
        coalesce(one.event_mode <> two.event_mode and 'phone' in (one.event_mode, two.event_mode), false)
            as are_ways_other,
        coalesce(one.place_key = two.place_key, false) as is_one_place,
        coalesce(one.event_mode = two.event_mode, false) as is_one_mode,
        case
            when 3 in (one.time_precision, two.time_precision) then if(one.event_month = two.event_month, 0, null)
            when one.time_precision = 1 and two.time_precision = 1 then if(one.event_date = two.event_date, 1, null)
            -- A text can be no older than what it tells of.
            when one.time_precision = 1 and one.event_date > two.event_date and not two.is_planned then null
            when two.time_precision = 1 and two.event_date > one.event_date and not one.is_planned then null
            else 0
        end as time_points,
        len(list_intersect(one.subject, two.subject)) as n_shared,
        least(len(one.subject), len(two.subject)) as n_words,
    from near
    inner join claims as one on near.left_id = one.claim_id
    inner join claims as two on near.right_id = two.claim_id
),

judged as (
    select
        *,
        2 + time_points + least(n_shared, 4) + if(is_one_place, 1, 0) + if(is_one_mode, 1, 0) as score,
        time_points is null or is_plan_and_act or are_ways_other as is_excluded,
        2 * n_shared >= n_words and n_words > 0 as are_words_alike,
        n_shared >= 2 and 3 * n_shared >= n_words as is_one_subject,
    from compared
),

decided as (
    select
        *,
        not is_excluded
        and case
            when not is_of_words then not is_without_target or are_words_alike or time_points = 1
            when is_without_target or is_one_story then are_words_alike or is_one_subject
            else true
        end as is_linked,
        is_excluded or (is_of_words and is_one_story) as is_apart,
    from judged
)

select
    left_id,
    right_id,
    is_of_words,
    n_shared,
    score,
    is_linked,
    is_apart,
    concat_ws(
        ', ',
        'same act',
        case
            when is_without_target then 'same actor'
            when is_turned then 'same actors in the other order'
            else 'same actors'
        end,
        if(time_points = 1, 'same day', 'within a day'),
        if(is_one_place, 'same place', null),
        if(n_shared > 0, 'words in common', null)
    ) as reason,
from decided
order by left_id, right_id
