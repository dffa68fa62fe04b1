{#- A written value in the form in which two are compared: empty for null, a number without what adds nothing to it. -#}
{% macro plain(value) -%}
    coalesce(cast(try_cast({{ value }} as decimal(38, 2)) as varchar), {{ value }}, '')
{%- endmacro %}
