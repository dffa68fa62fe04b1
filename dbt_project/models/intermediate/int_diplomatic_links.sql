-- Diplomatic claims of one type near in time, compared: the same act with points for every feature that agrees, or two
-- that must stay apart.
with stop_words as (
    select list(word) as words, from {{ ref('common_words') }}
),

claims as (
    select
        diplomatic.*,
        diplomatic.modality = 'planned' as is_planned,
        date_trunc('month', diplomatic.event_date) as event_month,
        -- What the act is about: beginnings of words, without those that say nothing and those of its actors.
        {{ subject_words('diplomatic.quote', "concat_ws(' ', diplomatic.source_actor, diplomatic.target_actor)") }}
            as subject,
    from {{ ref('int_diplomatic_claims') }} as diplomatic
    cross join stop_words
    where diplomatic.no_event_reason is null
),

near as (
    select *, from {{ ref('int_diplomatic_near') }}
    where are_actors_same or are_actors_kin
),

compared as (
    select
        near.left_id,
        near.right_id,
        near.is_turned,
        near.are_actors_same,
        one.is_of_words,
        one.document_id = two.document_id and one.story = two.story as is_one_story,
        one.target_key is null as is_without_target,
        one.is_planned <> two.is_planned as is_plan_and_act,
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
        if(are_actors_same, 2, 0) + time_points + least(n_shared, 4)
        + if(is_one_place, 1, 0) + if(is_one_mode, 1, 0) as score,
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
            -- A person and his country: words of one day about one thing, or a deed of one day, of one place or way.
            when not are_actors_same and is_of_words then is_one_subject or (n_shared > 0 and time_points = 1)
            when not are_actors_same then time_points = 1 or n_shared > 0 or is_one_place or is_one_mode
            when not is_of_words then not is_without_target or are_words_alike or time_points = 1
            when is_without_target or is_one_story then are_words_alike or is_one_subject
            else true
        end as is_linked,
        are_actors_same and is_excluded or (is_of_words and is_one_story) as is_apart,
    from judged
)

select
    left_id,
    right_id,
    are_actors_same,
    is_of_words,
    n_shared,
    score,
    is_linked,
    is_apart,
    concat_ws(
        ', ',
        'same act',
        case
            when not are_actors_same then 'same sides'
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
