{#- The count of one weapon type: where a text counts the type as a whole and by model, the models are parts of it. -#}
{% macro counted(field) -%}
    greatest(sum({{ field }}) filter (where model is null), sum({{ field }}) filter (where model is not null))
            as {{ field }}
{%- endmacro %}
