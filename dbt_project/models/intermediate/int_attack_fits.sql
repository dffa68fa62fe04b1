-- What vague claims fit: one without a figure, or with a new toll and no day, belongs to what it fits best, and to
-- nothing where that is two attacks: no vague report may glue them.
with links as (
    select *, from {{ ref('int_attack_links') }}
),

vague as (
    select claim_id, from {{ ref('int_attack_claims') }}
    where
        coalesce(killed_low, injured_low, launched, destroyed, not_reach_goal) is null
        or (is_update and time_precision = 2)
),

fits as (
    select
        vague.claim_id,
        if(links.left_id = vague.claim_id, links.right_id, links.left_id) as other_id,
        links.score = max(links.score) over (partition by vague.claim_id) as is_best,
    from vague
    inner join links on vague.claim_id in (links.left_id, links.right_id)
    where links.is_linked
),

torn as (
    select distinct one.claim_id,
    from fits as one
    inner join fits as two on one.claim_id = two.claim_id and one.other_id < two.other_id
    inner join links on one.other_id = links.left_id and two.other_id = links.right_id
    where one.is_best and two.is_best and links.is_apart
)

select
    fits.claim_id,
    fits.other_id,
    torn.claim_id is not null as is_torn,
    fits.is_best and torn.claim_id is null as is_taken,
from fits
left join torn on fits.claim_id = torn.claim_id
order by fits.claim_id, fits.other_id
