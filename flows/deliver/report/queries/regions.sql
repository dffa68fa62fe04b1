-- The first-level units that attacks name, and all of Ukraine's.
select
    admin1,
    name,
from staging.admin1
union all
select distinct
    attacks.admin1,
    coalesce(places.place_name, attacks.admin1) as name,
from fct_attacks as attacks
left join dim_place as places on places.place_id = 'region-' || lower(attacks.admin1)
where attacks.admin1 not in (select units.admin1 from staging.admin1 as units)
order by admin1
