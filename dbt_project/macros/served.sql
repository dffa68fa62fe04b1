{#- True for an event that the release shows: no check holds it, or a correction accepts it; and none rejects it. -#}
{% macro is_served(event_id) -%}
    {{ event_id }} not in (
        select held.event_id
        from {{ source('raw', 'held_events') }} as held
        where held.event_id is not null and held.event_id not in (
            select target_id from {{ ref('int_corrections') }}
            where kind = 'accept' and state = 'applied'
        )
        union all
        select target_id from {{ ref('int_corrections') }}
        where kind = 'reject' and state = 'applied'
    )
{%- endmacro %}
