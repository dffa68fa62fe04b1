-- Diplomatic events under the column names of POLECAT, the data set that is coded in PLOVER, in lower case.
with events as (
    select *, from {{ ref('fct_diplomatic_events') }}
    where modality = 'asserted' and plover_event_type <> 'STATEMENT'
),

actors as (
    select *, from {{ ref('dim_actor') }}
),

countries as (
    select *, from {{ ref('stg_countries') }}
),

places as (
    select *, from {{ ref('dim_place') }}
),

first_level_units as (
    select *, from places
    where where_prec = 4
),

claims as (
    select *, from {{ ref('fct_claims') }}
),

sources as (
    {{ event_sources() }}
)

select
    events.diplomatic_event_id as event_id,
    events.event_date,
    events.plover_event_type as event_type,
    events.plover_mode as event_mode,
    events.quad_code,
    events.source_actor as actor_name,
    source_countries.iso3 as actor_country,
    source_actors.plover_sector as primary_actor_sector,
    events.source_office as actor_title,
    events.target_actor as recipient_name,
    target_countries.iso3 as recipient_country,
    target_actors.plover_sector as primary_recipient_sector,
    events.target_office as recipient_title,
    places.place_name as placename,
    place_countries.iso3 as country,
    places.latitude,
    places.longitude,
    events.place_name as raw_placename,
    places.place_type as feature_type,
    sources.publishers as source,  -- the name that is expected -- noqa: RF04
    events.first_reported_date as publication_date,
    sources.languages as language,  -- the name that is expected -- noqa: RF04
    'Sitrep, coded in PLOVER; not POLECAT data' as dataset,
    cast(null as double) as intensity,
    cast(null as varchar) as contexts,
    claims.fact ->> '$.source_actor' as actor_name_raw,
    claims.fact ->> '$.target_actor' as recipient_name_raw,
    if(places.place_type in ('city', 'town', 'village'), places.place_name, null) as city,
    {{ district_of('places', 'parents') }} as district,
    coalesce(first_level_units.place_name, places.admin1_name) as province,
from events
left join actors as source_actors on events.source_actor_id = source_actors.actor_id
left join actors as target_actors on events.target_actor_id = target_actors.actor_id
left join countries as source_countries on events.source_country = source_countries.country
left join countries as target_countries on events.target_country = target_countries.country
left join places on events.place_id = places.place_id
left join countries as place_countries on places.country_code = place_countries.country
left join places as parents on places.parent_place_id = parents.place_id
left join first_level_units on places.admin1 = first_level_units.admin1
left join claims on events.diplomatic_event_id = claims.claim_id
left join sources on events.diplomatic_event_id = sources.event_id
order by events.event_date, events.diplomatic_event_id
