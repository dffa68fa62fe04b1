-- How the figures of two attack claims agree: points for equal ones, and whether they contradict each other. Counts of
-- weapons are compared class by class.
with near as (
    select *, from {{ ref('int_attack_near') }}
),

claims as (
    select *, from {{ ref('int_attack_claims') }}
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
    having coalesce(sum(launched), sum(destroyed), sum(not_reach_goal)) is not null
),

-- First the counts of one side, whatever the planner thinks: all claims of one class against each other are millions.
counts_of_one as materialized (
    select
        near.left_id,
        near.right_id,
        class_counts.weapon_class,
        class_counts.launched,
        class_counts.destroyed,
        class_counts.not_reach_goal,
    from near
    inner join class_counts on near.left_id = class_counts.claim_id
),

counted as (
    select
        one.left_id,
        one.right_id,
        sum(
            {{ points_of('one', 'two', 'launched') }} + {{ points_of('one', 'two', 'destroyed') }}
            + {{ points_of('one', 'two', 'not_reach_goal') }}
        ) as points,
        sum(
            {{ shares('one', 'two', 'launched') }} + {{ shares('one', 'two', 'destroyed') }}
            + {{ shares('one', 'two', 'not_reach_goal') }}
        ) as n_equal,
        bool_or(coalesce(
            one.launched <> two.launched or one.destroyed <> two.destroyed or one.not_reach_goal <> two.not_reach_goal
            or one.destroyed > two.launched or two.destroyed > one.launched,
            false
        )) as is_contradicted,
    from counts_of_one as one
    inner join class_counts as two on one.right_id = two.claim_id and one.weapon_class = two.weapon_class
    group by one.left_id, one.right_id
)

select
    near.left_id,
    near.right_id,
    {{ points_of('one', 'two', 'killed') }} + {{ points_of('one', 'two', 'injured') }} + coalesce(counted.points, 0)
        as points,
    {{ shares('one', 'two', 'killed') }} + {{ shares('one', 'two', 'injured') }} + coalesce(counted.n_equal, 0)
        as n_equal,
    not coalesce(counted.is_contradicted, false) as do_tallies_agree,
from near
inner join claims as one on near.left_id = one.claim_id
inner join claims as two on near.right_id = two.claim_id
left join counted on near.left_id = counted.left_id and near.right_id = counted.right_id
order by near.left_id, near.right_id
