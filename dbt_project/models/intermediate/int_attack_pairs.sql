-- Pairs of attack claims that are one attack, or that must stay apart, after the vague ones have found their place.
with refused as (
    select
        least(claim_id, other_id) as left_id,
        greatest(claim_id, other_id) as right_id,
    from {{ ref('int_attack_fits') }}
    where not is_taken
    group by all
),

links as (
    select links.* replace (links.is_linked and refused.left_id is null as is_linked),
    from {{ ref('int_attack_links') }} as links
    left join refused on links.left_id = refused.left_id and links.right_id = refused.right_id
),

-- Only a claim that is linked to something can be glued to what it must stay apart from.
linked as (
    select left_id as claim_id, from links
    where is_linked
    union
    select right_id as claim_id, from links
    where is_linked
)

select
    left_id,
    right_id,
    score,
    reason,
    not is_linked as is_apart,
from links
where is_linked or (is_apart and left_id in (from linked) and right_id in (from linked))
order by left_id, right_id
