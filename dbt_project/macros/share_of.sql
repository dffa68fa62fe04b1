{#- A share of a count to four places; null where it would be none: over nothing, over half counts, or above the whole. -#}
{% macro share_of(part, whole, condition) -%}
    case
        when {{ condition }} and {{ whole }} > 0 and {{ part }} between 0 and {{ whole }}
            then cast(({{ part }}) / cast({{ whole }} as double) as decimal(5, 4))
    end
{%- endmacro %}
