-- What vague claims fit: one without a figure, with a figure and nothing else, or with a new toll and no day belongs to
-- what it fits best, and to nothing where that is two attacks: no vague report may glue them. A claim whose parts are
-- told is not vague.
with links as (
    select *, from {{ ref('int_attack_links') }}
),

wholes as (
    select distinct whole_claim_id, from {{ ref('int_component_wholes') }}
    where fact_type = 'attack'
),

vague as (
    select
        claims.claim_id,
        claims.is_update,
        claims.published_date,
    from {{ ref('int_attack_claims') }} as claims
    left join wholes on claims.claim_id = wholes.whole_claim_id
    where
        wholes.whole_claim_id is null
        and (
            claims.is_bare
            or (claims.is_update and claims.time_precision = 2)
            or (
                coalesce(claims.launched, claims.destroyed, claims.not_reach_goal) is null
                and (claims.killed_low is null or claims.injured_low is null)
                and claims.weapon_classes = 0 and claims.target is null
            )
        )
),

sides as (
    select
        left_id as claim_id,
        right_id as other_id,
        score,
    from links
    where is_linked
    union all
    select
        right_id as claim_id,
        left_id as other_id,
        score,
    from links
    where is_linked
),

fits as (
    select
        vague.claim_id,
        sides.other_id,
        sides.score = max(sides.score) over (partition by vague.claim_id) as is_best,
    from vague
    inner join sides on vague.claim_id = sides.claim_id
    inner join {{ ref('int_attack_claims') }} as partners on sides.other_id = partners.claim_id
    -- A new toll follows what was told before it.
    where not vague.is_update or coalesce(partners.published_date <= vague.published_date, true)
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
