{#- The key of a row that its columns make: the same columns give the same key in every release, nulls included. -#}
{% macro key_of() -%}
    left(md5(concat_ws('|'{% for column in varargs %}, coalesce(cast({{ column }} as varchar), ''){% endfor %})), 16)
{%- endmacro %}
