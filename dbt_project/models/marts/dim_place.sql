with places as (
    select *, from {{ ref('stg_places') }}
),

countries as (
    select *, from {{ ref('stg_countries') }}
),

units as (
    select *, from {{ ref('admin1') }}
),

place_types as (
    select *, from {{ ref('place_types') }}
)

select
    places.place_id,
    places.name as place_name,
    places.place_type,
    cast(place_types.geo_precision as integer) as geo_precision,
    places.country as country_code,
    countries.name as country_name,
    places.admin1,
    units.name as admin1_name,
    places.latitude,
    places.longitude,
    places.source,
from places
left join countries on places.country = countries.country
left join units on places.admin1 = units.admin1
left join place_types on places.place_type = place_types.place_type
order by places.place_id
