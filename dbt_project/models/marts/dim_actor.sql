with actors as (
    select *, from {{ ref('stg_actors') }}
),

countries as (
    select *, from {{ ref('stg_countries') }}
),

offices as (
    select
        *,
        office || coalesce(
            ' (' || coalesce(cast(from_date as varchar), '') || ' to '
            || coalesce(cast(until_date as varchar), 'now') || ')', ''
        ) as term,
    from {{ ref('stg_offices') }}
),

terms as (
    select
        actor_id,
        string_agg(term, '; ' order by from_date nulls first, office) as offices,
        first(office order by from_date desc nulls last, office asc) as latest_office,
        first(body order by from_date desc nulls last, office asc) as latest_body,
        first(from_date order by from_date desc nulls last, office asc) as latest_from_date,
        first(until_date order by from_date desc nulls last, office asc) as latest_until_date,
    from offices
    group by actor_id
)

select
    actors.actor_id,
    actors.name as actor_name,
    actors.actor_type,
    actors.sector as plover_sector,
    actors.country as country_code,
    countries.iso3 as country_iso3,
    countries.name as country_name,
    terms.latest_office,
    terms.latest_body,
    terms.latest_from_date,
    terms.latest_until_date,
    terms.offices,
    actors.note,
from actors
left join countries on actors.country = countries.country
left join terms on actors.actor_id = terms.actor_id
order by actors.actor_id
