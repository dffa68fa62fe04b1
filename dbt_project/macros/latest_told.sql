{#- A figure as it was stated last, replaced ones left aside where there is another; of two on one day the higher. -#}
{% macro latest_told(field) -%}
    first({{ field }} order by is_superseded asc, published_date desc nulls last, {{ field }} desc, claim_id asc)
            filter (where {{ field }} is not null) as {{ field }}
{%- endmacro %}
