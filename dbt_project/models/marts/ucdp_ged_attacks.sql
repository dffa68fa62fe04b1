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
)

-- A day that follows from the publication alone is that day or the one before.
select
    attacks.attack_id as id,
    attacks.attacker as side_a,
    attacks.latitude,
    attacks.longitude,
    attacks.country,
    attacks.best,
    attacks.killed_high as high,
    cast(year(attacks.event_date) as integer) as year,
    nullif(attacks.country, attacks.attacker) as side_b,
    coalesce(places.place_name, attacks.country) as where_coordinates,
    coalesce(places.where_prec, if(attacks.country is not null, 6, null)) as where_prec,
    coalesce(first_level_units.place_name, places.admin1_name) as adm_1,
    if(attacks.time_precision = 2, attacks.event_date - 1, attacks.event_date) as date_start,
    if(attacks.time_precision = 3, attacks.month_end, attacks.event_date) as date_end,
    case attacks.time_precision when 1 then 1 when 2 then 2 when 3 then 4 end as date_prec,
    coalesce(attacks.killed_low, attacks.best) as low,
from attacks
left join places on attacks.place_id = places.place_id
left join first_level_units on attacks.admin1 = first_level_units.admin1
where greatest(attacks.killed_low, attacks.killed_best, attacks.killed_high) > 0
order by attacks.event_date, attacks.attack_id
