{#- A field of an event as its best claim tells it: by the given preference, then the earliest claim that has it. -#}
{% macro first_told(field, preference=none) -%}
    first({{ field }} order by {{ preference ~ ', ' if preference else '' }}published_date asc nulls last, claim_id asc)
            filter (where {{ field }} is not null) as {{ field }}
{%- endmacro %}
