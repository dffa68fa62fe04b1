{#- How often and when an event was told, over its claims: a story that tells it twice is one report. -#}
{% macro reported() -%}
    cast(count(distinct document_id || '/' || story) as integer) as n_reports,
        cast(count(distinct source_id) as integer) as n_sources,
        min(published_date) as first_reported_date,
        max(published_date) as last_reported_date
{%- endmacro %}
