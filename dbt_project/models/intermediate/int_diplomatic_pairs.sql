-- Pairs of diplomatic claims that are one act, or that must stay apart, after words against one side have found theirs.
with decided as (
    select *, from {{ ref('int_diplomatic_links') }}
),

-- Words against one side in one day may be about two things: each goes to what it fits best, and to none of two that it
-- fits alike.
links as (
    select
        *,
        left_id as claim_id,
        right_id as other_id,
    from decided
    where is_linked and is_of_words
    union all
    select
        *,
        right_id as claim_id,
        left_id as other_id,
    from decided
    where is_linked and is_of_words
),

ranked as (
    select
        *,
        score = max(score) over (partition by claim_id) as is_best,
    from links
),

torn as (
    select distinct one.claim_id,
    from ranked as one
    inner join ranked as two on one.claim_id = two.claim_id and one.other_id < two.other_id
    inner join decided on one.other_id = decided.left_id and two.other_id = decided.right_id
    where one.is_best and two.is_best and decided.is_apart and not decided.is_linked
),

refused as (
    select distinct
        ranked.left_id,
        ranked.right_id,
    from ranked
    left join torn on ranked.claim_id = torn.claim_id
    where torn.claim_id is not null or (not ranked.is_best and ranked.n_shared = 0)
),

-- A report of a country may be that of either of two ministers of it, and must not make their acts one.
by_country as (
    select left_id as claim_id, from decided
    where is_linked and not are_actors_same
    union
    select right_id as claim_id, from decided
    where is_linked and not are_actors_same
)

select
    near.left_id,
    near.right_id,
    cast(null as bigint) as score,
    'other actors of the same sides' as reason,
    true as is_apart,
from {{ ref('int_diplomatic_near') }} as near
inner join by_country as one on near.left_id = one.claim_id
inner join by_country as two on near.right_id = two.claim_id
where not near.are_actors_same and not near.are_actors_kin
union all
select
    decided.left_id,
    decided.right_id,
    decided.score,
    decided.reason,
    decided.is_apart and not decided.is_linked as is_apart,
from decided
left join refused on decided.left_id = refused.left_id and decided.right_id = refused.right_id
where (decided.is_linked and refused.left_id is null) or (decided.is_apart and not decided.is_linked)
order by left_id, right_id
