{#- The last word of a name, by which its short form is known ("Governor Ivan Hill", "Hill"); null without a name. -#}
{% macro last_word(name) -%}
    nullif(regexp_extract({{ normal(name) }}, '(\S+)$', 1), '')
{%- endmacro %}
