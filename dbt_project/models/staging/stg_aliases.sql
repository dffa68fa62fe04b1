-- alias_rank: 1 a name, 2 another name, 3 a word for the people, 4 a seat that stands for its government.
with names as (
    select
        'country' as kind,
        country as id,
        1 as alias_rank,
        name as aliases,
    from {{ source('raw', 'vocabulary_countries') }}
    union all
    select
        'country' as kind,
        country as id,
        2 as alias_rank,
        aliases,
    from {{ source('raw', 'vocabulary_countries') }}
    union all
    select
        'country' as kind,
        country as id,
        3 as alias_rank,
        demonyms as aliases,
    from {{ source('raw', 'vocabulary_countries') }}
    union all
    select
        'country' as kind,
        country as id,
        4 as alias_rank,
        seats as aliases,
    from {{ source('raw', 'vocabulary_countries') }}
    union all
    select
        'actor' as kind,
        actor_id as id,
        1 as alias_rank,
        name as aliases,
    from {{ source('raw', 'vocabulary_actors') }}
    union all
    select
        'actor' as kind,
        actor_id as id,
        2 as alias_rank,
        aliases,
    from {{ source('raw', 'vocabulary_actors') }}
    union all
    select
        'place' as kind,
        place_id as id,
        1 as alias_rank,
        name as aliases,
    from {{ source('raw', 'vocabulary_places') }}
    union all
    select
        'place' as kind,
        place_id as id,
        2 as alias_rank,
        aliases,
    from {{ source('raw', 'vocabulary_places') }}
    union all
    select
        'weapon' as kind,
        weapon_id as id,
        1 as alias_rank,
        model as aliases,
    from {{ source('raw', 'vocabulary_weapons') }}
    union all
    select
        'weapon' as kind,
        weapon_id as id,
        2 as alias_rank,
        aliases,
    from {{ source('raw', 'vocabulary_weapons') }}
),

aliases as (
    select
        kind,
        id,
        alias_rank,
        {{ normal("unnest(string_split(aliases, '|'))") }} as alias,
    from names
    where aliases is not null
)

select
    kind,
    alias,
    id,
    min(alias_rank) as alias_rank,
from aliases
where alias <> ''
group by kind, alias, id
order by kind, alias, id
