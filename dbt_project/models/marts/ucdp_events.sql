-- Attacks with deaths under the column names of UCDP GED, to be laid beside it. Places and dates are as exact as they
-- were told, and so the codes of their precision.
with attacks as (
    select
        *,
        coalesce(killed_best, killed_low, killed_high) as best,
        last_day(event_date) as month_end,
    from {{ ref('fct_attacks') }}
),

places as (
    select *, from {{ ref('dim_place') }}
),

first_level_units as (
    select *, from places
    where where_prec = 4
),

sources as (
    {{ event_sources() }}
)

-- A day that follows from the publication alone is that day or the one before. PRIO-GRID's cells are half a degree wide
-- and counted from the south-west.
select
    attacks.attack_id as id,
    attacks.attacker as side_a,
    attacks.n_reports as number_of_sources,
    sources.publishers as source_office,
    sources.published_dates as source_date,
    sources.headlines as source_headline,
    sources.speakers as source_original,
    attacks.place_name as where_description,
    attacks.latitude,
    attacks.longitude,
    attacks.country,
    attacks.best,
    attacks.best as deaths_unknown,
    attacks.killed_high as high,
    'Sitrep, not UCDP data' as dataset,
    cast(year(attacks.event_date) as integer) as year,
    cast(null as integer) as type_of_violence,
    nullif(attacks.country, attacks.attacker) as side_b,
    coalesce(places.place_name, attacks.country) as where_coordinates,
    coalesce(places.where_prec, if(attacks.country is not null, 6, null)) as where_prec,
    coalesce(first_level_units.place_name, places.admin1_name) as adm_1,
    {{ district_of('places', 'parents') }} as adm_2,
    if(
        attacks.latitude is not null, format('POINT ({} {})', attacks.longitude, attacks.latitude), null
    ) as geom_wkt,
    cast(
        floor((attacks.latitude + 90) * 2) * 720 + floor((attacks.longitude + 180) * 2) + 1 as integer
    ) as priogrid_gid,
    if(attacks.time_precision = 2, attacks.event_date - 1, attacks.event_date) as date_start,
    if(attacks.time_precision = 3, attacks.month_end, attacks.event_date) as date_end,
    case attacks.time_precision when 1 then 1 when 2 then 2 when 3 then 4 end as date_prec,
    cast(null as integer) as deaths_a,
    cast(null as integer) as deaths_b,
    cast(null as integer) as deaths_civilians,
    coalesce(attacks.killed_low, attacks.best) as low,
from attacks
left join places on attacks.place_id = places.place_id
left join places as parents on places.parent_place_id = parents.place_id
left join first_level_units on attacks.admin1 = first_level_units.admin1
left join sources on attacks.attack_id = sources.event_id
where greatest(attacks.killed_low, attacks.killed_best, attacks.killed_high) > 0
order by attacks.event_date, attacks.attack_id
