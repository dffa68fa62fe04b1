{#- Fails for each value that its dimension does not have. One test per mart, whatever the number of references.
    columns: {place_id: dim_place.place_id} -#}
{% test references(model, columns) %}
    {%- for column, target in columns.items() %}
{%- set to_model, to_column = target.split('.') %}
select
    '{{ column }}' as column_name,
    cast({{ column }} as varchar) as value,
from {{ model }}
where {{ column }} is not null and {{ column }} not in (select {{ to_column }} from {{ ref(to_model) }} where {{ to_column }} is not null)
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
{% endtest %}
