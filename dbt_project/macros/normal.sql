{#- A name without case, punctuation and possessive: the form in which names and aliases are compared. -#}
{% macro normal(name) -%}
    trim(regexp_replace(lower(replace({{ name }}, '’', '''')), '''s\b|[^\p{L}\p{N}]+', ' ', 'g'))
{%- endmacro %}
