{#- The donors that one name lists: "Norway and Sweden" are two. -#}
{% macro donors_of(donor) -%}
    string_split_regex({{ donor }}, ',? and |, ')
{%- endmacro %}
