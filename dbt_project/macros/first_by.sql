{#- The first value of a field that is told, in an order; ties are broken by the row's own id. -#}
{% macro first_by(field, order, name=none) -%}
    first({{ field }} order by {{ order }}, {{ field }} asc) filter (where {{ field }} is not null) as {{ name or field }}
{%- endmacro %}
