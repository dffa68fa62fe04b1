-- Which row of the vocabulary a name in a text means: the longest run of its words that is an alias, then the first.
{% set of_state = "'government', 'ministry', 'military', 'legislature', 'intelligence', 'court'" %}

with diplomatic as (
    select *, from {{ ref('stg_diplomatic_events') }}
),

aid as (
    select *, from {{ ref('stg_aid') }}
),

attacks as (
    select *, from {{ ref('stg_attacks') }}
),

actors as (
    select *, from {{ ref('stg_actors') }}
),

countries as (
    select *, from {{ ref('stg_countries') }}
),

-- Of a body of a union its union, and of the union itself.
unions as (
    select distinct
        actors.name,
        unnest([bodies.body_id, bodies.union_id]) as actor_id,
    from {{ ref('union_bodies') }} as bodies
    inner join actors on bodies.union_id = actors.actor_id
),

names as (
    {%- for kind, columns, claims in [
        ('actor', ['source_actor', 'target_actor'], 'diplomatic'),
        ('actor', ['donor', 'recipient'], 'aid'),
        ('actor', ['claimed_by'], 'attacks'),
        ('country', ['attacker', 'country'], 'attacks'),
    ] -%}
        {%- for column in columns %}
            select
                '{{ kind }}' as kind,
                {{ column }} as text,
            from {{ claims }}
            union
        {%- endfor %}
    {%- endfor %}
    select
        'actor' as kind,
        unnest({{ donors_of('donor') }}) as text,
    from aid
    union
    select
        'weapon' as kind,
        model as text,
    from {{ ref('stg_attack_weapons') }}
),

words as (
    select
        kind,
        text,
        string_split({{ normal('text') }}, ' ') as words,
    from names
    where text is not null
),

starts as (
    select
        kind,
        text,
        words,
        unnest(range(1, len(words) + 1)) as first_word,
    from words
),

runs as (
    select
        kind,
        text,
        first_word,
        words,
        unnest(range(1, least(8, len(words) - first_word + 1) + 1)) as n_words,
    from starts
),

matches as (
    select
        runs.kind,
        runs.text,
        aliases.kind as alias_kind,
        aliases.id,
    from runs
    inner join {{ ref('stg_aliases') }} as aliases
        on
            array_to_string(runs.words[runs.first_word:runs.first_word + runs.n_words - 1], ' ') = aliases.alias
            and (runs.kind = aliases.kind or (runs.kind = 'actor' and aliases.kind = 'country'))
    qualify
        row_number() over (
            partition by runs.kind, runs.text
            order by runs.n_words desc, runs.first_word asc, aliases.kind asc, aliases.alias_rank asc, aliases.id asc
        ) = 1
)

select
    matches.kind,
    matches.text,
    matches.id,
    if(matches.alias_kind = 'country', 'country-' || lower(matches.id), matches.id) as actor_id,
    coalesce(actors.name, countries.name) as name,
    coalesce(actors.country, countries.country) as country,
    -- A country, or a body that speaks for it: what a person of that country does in office may be told of either.
    matches.alias_kind = 'country' or actors.actor_type in ({{ of_state }}) or unions.name is not null as is_state,
    -- Who acts through a person or an office of state: the country; through a body of a union: the union; a company or
    -- another body acts for itself.
    case
        when unions.name is not null then unions.name
        when actors.actor_type in ('person', {{ of_state }}) then coalesce(actor_countries.name, actors.name)
        else coalesce(actors.name, countries.name)
    end as party,
from matches
left join actors on matches.alias_kind = 'actor' and matches.id = actors.actor_id
left join unions on actors.actor_id = unions.actor_id
left join countries as actor_countries on actors.country = actor_countries.country
left join countries on matches.alias_kind = 'country' and matches.id = countries.country
order by matches.kind, matches.text
