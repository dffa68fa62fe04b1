{#- True where one claim names, among its places, the place of the other. -#}
{% macro names_place(claim, other) -%}
    contains({{ claim }}.place_path, '|' || {{ other }}.place_key || '|')
{%- endmacro %}
