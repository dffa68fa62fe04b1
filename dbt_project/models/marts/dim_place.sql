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
),

aliases as (
    select *, from {{ ref('stg_aliases') }}
    where kind = 'place'
),

-- The place that is a first-level unit; of two regions with its code the one that bears its name.
unit_places as (
    select
        places.admin1,
        first(places.place_id order by aliases.id is null, places.place_id) as place_id,
        first(places.name order by aliases.id is null, places.place_id) as name,
    from places
    inner join place_types on places.place_type = place_types.place_type
    left join units on places.admin1 = units.admin1
    left join aliases on places.place_id = aliases.id and {{ normal('units.name') }} = aliases.alias
    where place_types.where_prec = 4 and places.admin1 is not null
    group by places.admin1
),

-- A district bears the name of its centre and one word more.
districts as (
    select
        places.country,
        places.admin1,
        regexp_replace({{ normal('places.name') }}, ' [^ ]+$', '') as centre,
        min(places.place_id) as place_id,
        arg_min(places.name, places.place_id) as name,
    from places
    inner join place_types on places.place_type = place_types.place_type
    where place_types.where_prec = 3 and contains({{ normal('places.name') }}, ' ')
    group by places.country, places.admin1, centre
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
    -- A region that is no unit, such as the Donbas, has no bounds that everybody draws alike.
    cast(
        case
            when place_types.where_prec = 4 and unit_places.place_id is distinct from places.place_id then 5
            else place_types.where_prec
        end as integer
    ) as where_prec,
    coalesce(districts.place_id, if(place_types.where_prec <> 4, unit_places.place_id, null)) as parent_place_id,
    concat_ws(
        ' > ', countries.name, if(place_types.where_prec <> 4, unit_places.name, null), districts.name, places.name
    ) as place_path,
from places
left join countries on places.country = countries.country
left join units on places.admin1 = units.admin1
left join place_types on places.place_type = place_types.place_type
left join unit_places on places.admin1 = unit_places.admin1
left join districts
    on
        place_types.where_prec = 1
        and places.place_type <> 'facility'
        and places.country = districts.country
        and places.admin1 = districts.admin1
        and {{ normal('places.name') }} = districts.centre
order by places.place_id
