-- Attacks under the column names of ACLED, so that scripts written for its files run. Nothing of it comes from ACLED.
with attacks as (
    select *, from {{ ref('fct_attacks') }}
),

places as (
    select *, from {{ ref('dim_place') }}
),

first_level_units as (
    select *, from places
    where where_prec = 4
),

countries as (
    select
        names.name,
        names.country,
        codes.iso,
        codes.region,
    from {{ ref('stg_countries') }} as names
    left join {{ ref('acled_countries') }} as codes on names.country = codes.country
),

claims as (
    select *, from {{ ref('fct_claims') }}
),

sources as (
    {{ event_sources() }}
)

select
    attacks.attack_id as event_id_cnty,
    attacks.event_date,
    attacks.time_precision,
    attacks.sub_event_type,
    attacks.attacker as actor1,
    countries.iso,
    countries.region,
    attacks.country,
    attacks.latitude,
    attacks.longitude,
    attacks.geo_precision,
    sources.publishers as source,  -- the name that is expected -- noqa: RF04
    claims.quote as notes,
    sources.licences as notes_licence,
    'Political violence' as disorder_type,
    'Sitrep, not ACLED data' as dataset,
    cast(year(attacks.event_date) as integer) as year,
    if(attacks.sub_event_type is not null, 'Explosions/Remote violence', null) as event_type,
    cast(null as varchar) as assoc_actor_1,
    cast(null as varchar) as inter1,
    cast(null as varchar) as actor2,
    cast(null as varchar) as assoc_actor_2,
    cast(null as varchar) as inter2,
    cast(null as varchar) as interaction,
    cast(null as varchar) as civilian_targeting,
    cast(null as varchar) as admin3,
    cast(null as varchar) as source_scale,
    cast(null as varchar) as tags,
    coalesce(first_level_units.place_name, places.admin1_name) as admin1,
    {{ district_of('places', 'parents') }} as admin2,
    coalesce(places.place_name, attacks.place_name) as location,  -- the name that is expected -- noqa: RF04
    coalesce(attacks.killed_best, attacks.killed_low) as fatalities,
    cast(epoch(attacks.last_reported_date) as bigint) as timestamp,  -- the name that is expected -- noqa: RF04
from attacks
left join places on attacks.place_id = places.place_id
left join places as parents on places.parent_place_id = parents.place_id
left join first_level_units on attacks.admin1 = first_level_units.admin1
left join countries on attacks.country = countries.name
left join claims on attacks.attack_id = claims.claim_id
left join sources on attacks.attack_id = sources.event_id
order by attacks.event_date, attacks.attack_id
