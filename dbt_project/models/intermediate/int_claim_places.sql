-- Which place a name means. The country of the claim decides, then a region that the claim names too, then the type
-- of place; where two are left that nothing tells apart, none is taken.
with named as (
    select
        claim_id,
        position,
        country,
        place,
    from {{ ref('stg_attack_places') }}
    union all
    select
        claim_id,
        0 as position,
        null as country,
        place,
    from {{ ref('stg_diplomatic_events') }}
    where place is not null
),

aliases as (
    select *, from {{ ref('stg_aliases') }}
    where kind = 'place'
),

places as (
    select *, from {{ ref('stg_places') }}
),

place_types as (
    select *, from {{ ref('place_types') }}
),

countries as (
    select *, from {{ ref('int_names') }}
    where kind = 'country'
),

candidates as (
    select
        named.claim_id,
        named.position,
        named.place,
        places.place_id,
        places.place_type,
        places.admin1,
        places.country,
        place_types.ambiguity_rank,
        coalesce(places.country = countries.country, false) as is_in_country,
    from named
    inner join aliases on regexp_replace({{ normal('named.place') }}, '^the ', '') = aliases.alias
    inner join places on aliases.id = places.place_id
    left join place_types on places.place_type = place_types.place_type
    left join countries on named.country = countries.text
),

regions as (
    select distinct
        claim_id,
        admin1,
    from candidates
    where place_type = 'region'
),

ranked as (
    select
        candidates.*,
        rank() over (
            partition by candidates.claim_id, candidates.position
            order by candidates.is_in_country desc, regions.admin1 is null, candidates.ambiguity_rank asc
        ) as likelihood_rank,
    from candidates
    left join regions on candidates.claim_id = regions.claim_id and candidates.admin1 = regions.admin1
)

select
    claim_id,
    position,
    place,
    place_id,
    place_type,
    admin1,
    country,
from ranked
where likelihood_rank = 1
qualify count(*) over (partition by claim_id, position) = 1
order by claim_id, position
