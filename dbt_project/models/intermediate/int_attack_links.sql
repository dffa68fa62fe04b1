-- Attack claims compared with those near in time: they may tell of one attack, with points for every feature that
-- agrees, or they must stay apart. What decides is written beside each feature; int_attack_links.yml has an example of
-- each.
with claims as (
    select
        *,
        {{ last_word('claimed_by') }} as voice,
        {{ normal('target') }} as target_words,
    from {{ ref('int_attack_claims') }}
    where no_event_reason is null and not is_component
),

compared as (
    select
        figures.left_id,
        figures.right_id,
        one.document_id = two.document_id and one.story = two.story as is_one_story,
        one.role = 'main' and two.role = 'main' as are_both_main,
        one.is_bare or two.is_bare as is_one_bare,
        one.is_set_beside or two.is_set_beside as is_set_beside,
        -- One kind: tallies that share a weapon class, strikes that do not name different ones.
        (one.is_tally and two.is_tally and one.weapon_classes & two.weapon_classes <> 0)
        or (
            one.is_strike and two.is_strike
            and (
                one.weapon_classes = 0 or two.weapon_classes = 0
                or one.weapon_classes & two.weapon_classes <> 0
            )
        ) as are_one_kind,
        one.is_tally and two.is_tally and not (one.is_strike or two.is_strike) as are_tallies,
        {{ time_points('one', 'two', 'figures.points') }} as time_points,
        {{ place_points('one', 'two') }} as place_points,
        {{ day_parts_differ('one', 'two') }} as do_day_parts_differ,
        one.day_parts <> 0 and two.day_parts <> 0 and one.day_parts & two.day_parts = 0 as are_day_parts_other,
        figures.points as figure_points,
        figures.n_equal as equal_figures,
        figures.do_tallies_agree,
        {{ ranges_meet('one', 'two', 'killed') }} and {{ ranges_meet('one', 'two', 'injured') }} as do_tolls_agree,
        {{ toll_rises('one', 'two') }} or {{ toll_rises('two', 'one') }}
        or (one.is_update and one.published_date >= two.published_date)
        or (two.is_update and two.published_date >= one.published_date)
        or coalesce(one.voice = two.voice and one.published_date <> two.published_date, false)
        -- A text that sets one figure against another knows that they differ.
        or 'competing' in (one.role, two.role) as is_update,
        coalesce(one.attacker = two.attacker, true) as do_attackers_agree,
        coalesce(one.country = two.country, true) as do_countries_agree,
        -- Who governs a region speaks of all that hits it.
        coalesce(one.voice = two.voice, false) and not (one.is_bare or two.is_bare) as is_one_voice,
        coalesce(one.weapon_ids = two.weapon_ids, false) as is_one_model,
        coalesce(contains(one.target_words, two.target_words) or contains(two.target_words, one.target_words), false)
            as is_one_target,
    from {{ ref('int_attack_figures') }} as figures
    inner join claims as one on figures.left_id = one.claim_id
    inner join claims as two on figures.right_id = two.claim_id
),

judged as (
    select
        *,
        is_one_story and not are_both_main as is_retold_in_story,
        -- One building in one town on one day is hit once, whatever the toll at the hour of each report.
        not (do_tolls_agree and do_tallies_agree) and not is_update and not (is_one_target and place_points = 3)
            as do_figures_contradict,
        do_tolls_agree and do_tallies_agree and equal_figures > 0 as are_figures_equal,
    from compared
),

scored as (
    select
        *,
        place_points + time_points + figure_points
        + if(is_one_model, 1, 0) + if(is_one_target, 1, 0) + if(is_one_voice, 1, 0)
        + case
            when is_retold_in_story then 2
            when is_one_story and is_one_bare then 1
            when is_one_story then -3
            else 0
        end
        + if(do_figures_contradict and not is_retold_in_story, -4, 0)
        -- Both sides blame each other for one strike; without equal figures it is another one.
        + if(do_attackers_agree, 0, if(are_figures_equal, -1, -5))
            as score,
        -- What no points can outweigh.
        place_points is null or time_points is null or not do_countries_agree
        or (not is_retold_in_story and not is_update and do_day_parts_differ)
        or (is_one_story and are_both_main and (is_set_beside or are_day_parts_other) and not is_one_bare)
            as is_excluded,
    from judged
),

decided as (
    select
        *,
        are_one_kind and not is_excluded and score >= 4 as is_linked,
        -- Two outlets that count different weapons of one night may both be told by a third.
        is_excluded or score < 4 and (do_figures_contradict or is_one_story or not do_attackers_agree)
        or not (are_one_kind or are_tallies) as is_apart,
    from scored
)

select
    left_id,
    right_id,
    score,
    is_linked,
    is_apart,
    concat_ws(
        ', ',
        case time_points when 2 then 'same day' when 1 then 'same time' else 'days that may be one' end,
        case place_points
            when 3 then 'same place'
            when 2 then 'one place in the other'
            when 1 then 'one place perhaps in the other'
            else 'no other place'
        end,
        if(equal_figures > 0, 'equal figures', null),
        if(not (do_tolls_agree and do_tallies_agree) and is_update, 'the figures were updated', null),
        if(is_one_model, 'same weapon', null),
        if(is_one_target, 'same target', null),
        if(is_one_voice, 'same speaker', null),
        if(do_attackers_agree, null, 'though the sides blame each other'),
        if(is_retold_in_story, 'told again in one story', null)
    ) as reason,
from decided
order by left_id, right_id
