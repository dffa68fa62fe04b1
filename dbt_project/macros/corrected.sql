{#- The events of a mart as they are told, with what a person set in their place. The columns are those that the seed
    correctable_columns has for the mart; what follows from them is computed from what comes back here. -#}
{% macro corrected(events, key, columns) -%}
    select
        told.* replace (
            {%- for column in columns %}
            if(
                coalesce(map_contains(corrected.new_values, '{{ column }}'), false),
                cast_to_type(corrected.new_values['{{ column }}'], told.{{ column }}),
                told.{{ column }}
            ) as {{ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        ),
    from {{ ref(events) }} as told
    left join corrected on told.{{ key }} = corrected.target_id
{%- endmacro %}

{#- What people set, one row per event: a map from column to value. -#}
{% macro new_values() -%}
    select
        target_id,
        map_from_entries(list(struct_pack(k := column_name, v := new_value))) as new_values,
    from {{ ref('int_corrections') }}
    where kind = 'set' and state = 'applied'
    group by target_id
{%- endmacro %}
