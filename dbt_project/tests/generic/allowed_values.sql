{#- Fails for each value outside the list of its column. columns: {event_type: [CONSULT, AGREE]} -#}
{% test allowed_values(model, columns) %}
{%- for column, values in columns.items() %}
select
    '{{ column }}' as column_name,
    cast({{ column }} as varchar) as value,
from {{ model }}
where {{ column }} not in ('{{ values | join("', '") }}')
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
{% endtest %}
