-- Pairs of attack claims near in time: either they may tell of one attack, or they must stay apart.
with claims as (
    select *, from {{ ref('int_attack_claims') }}
    where no_event_reason is null and not is_component
),

-- Each claim on its day and the days beside it: a join on equal days is a thousand times faster than one on a range.
claims_around as (
    select
        *,
        event_date + unnest([-1, 0, 1]) as near_date,
    from claims
),

class_counts as (
    select
        claim_id,
        weapon_class,
        sum(launched) as launched,
        sum(destroyed) as destroyed,
        sum(not_reach_goal) as not_reach_goal,
    from {{ ref('int_claim_weapons') }}
    where weapon_class is not null
    group by claim_id, weapon_class
),

compared as (
    select
        one.claim_id as left_id,
        two.claim_id as right_id,
        one.document_id = two.document_id and one.story = two.story as is_one_story,
        one.role = 'main' and two.role = 'main' as are_both_main,
        (one.is_tally and two.is_tally and one.weapon_classes & two.weapon_classes <> 0)
        or (
            one.is_strike and two.is_strike
            and (
                one.weapon_classes = 0 or two.weapon_classes = 0
                or one.weapon_classes & two.weapon_classes <> 0
            )
        ) as are_one_kind,
        case
            when one.time_precision = 1 and two.time_precision = 1 then one.event_date = two.event_date
            when 3 in (one.time_precision, two.time_precision)
                then one.time_precision = two.time_precision and one.event_date = two.event_date
            else true
        end as do_dates_agree,
        coalesce(one.attacker = two.attacker, true) and coalesce(one.country = two.country, true) as do_sides_agree,
        case
            when one.place_key is null and two.place_key is null then if(one.is_tally and two.is_tally, 2, 0)
            when one.place_key is null or two.place_key is null then 0
            when one.place_key = two.place_key then 2
            when {{ names_place('one', 'two') }} or {{ names_place('two', 'one') }} then 1
            when one.region = two.admin1 or two.region = one.admin1 then 1
            else -1
        end as place_score,
        {{ ranges_meet('one', 'two', 'killed') }} and {{ ranges_meet('one', 'two', 'injured') }} as do_tolls_agree,
        {{ toll_rises('one', 'two') }} or {{ toll_rises('two', 'one') }} as is_toll_update,
        coalesce(one.killed = two.killed, false) or coalesce(one.injured = two.injured, false)
        or coalesce(one.launched = two.launched, false)
        or coalesce(one.destroyed = two.destroyed, false) as are_figures_equal,
    from claims_around as one
    inner join claims as two
        on
            one.claim_id < two.claim_id and one.near_date = two.event_date
            and ((one.is_tally and two.is_tally) or (one.is_strike and two.is_strike))
),

contradicted as (
    select distinct
        compared.left_id,
        compared.right_id,
    from compared
    inner join class_counts as one on compared.left_id = one.claim_id
    inner join class_counts as two on compared.right_id = two.claim_id and one.weapon_class = two.weapon_class
    where one.launched <> two.launched or one.destroyed <> two.destroyed or one.not_reach_goal <> two.not_reach_goal
),

judged as (
    select
        compared.*,
        contradicted.left_id is null as do_tallies_agree,
        compared.is_one_story and not compared.are_both_main as is_retold_in_story,
        compared.place_score > 0
        or (
            compared.place_score = 0
            and (compared.are_figures_equal or (compared.is_one_story and not compared.are_both_main))
        ) as do_places_agree,
    from compared
    left join contradicted on compared.left_id = contradicted.left_id and compared.right_id = contradicted.right_id
),

decided as (
    select
        *,
        not(
            are_one_kind and do_dates_agree and do_sides_agree and do_places_agree
            and (is_retold_in_story or (not is_one_story and do_tallies_agree and (do_tolls_agree or is_toll_update)))
        ) as is_apart,
    from judged
),

-- Only a claim that is linked to something can be glued to what it must stay apart from.
linked as (
    select left_id as claim_id, from decided
    where not is_apart
    union
    select right_id as claim_id, from decided
    where not is_apart
)

select
    left_id,
    right_id,
    is_apart,
    place_score + if(are_figures_equal, 3, 0) + if(is_retold_in_story, 1, 0) as score,
    concat_ws(
        ', ',
        'same time',
        case place_score
            when 2 then 'same place'
            when 1 then 'one place in the other'
            when 0 then if(are_figures_equal, 'equal figures without a place', 'no other place')
        end,
        if(are_figures_equal and place_score > 0, 'equal figures', null),
        if(not do_tolls_agree and not is_one_story, 'the toll was updated', null),
        if(is_retold_in_story, 'told again in one story', null)
    ) as reason,
from decided
where not is_apart or (left_id in (from linked) and right_id in (from linked))
order by left_id, right_id
