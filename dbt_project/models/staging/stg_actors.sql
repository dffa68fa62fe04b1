with countries as (
    select
        'country-' || lower(country) as actor_id,
        name,
        'country' as actor_type,
        'GOV' as sector,
        country,
        null as note,
    from {{ source('raw', 'vocabulary_countries') }}
),

actors as (
    select
        actor_id,
        name,
        actor_type,
        sector,
        country,
        note,
    from {{ source('raw', 'vocabulary_actors') }}
)

select *, from countries
union all
select *, from actors
order by actor_id
