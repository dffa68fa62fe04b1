{#- The value of a metric from what its covered days told: 0 where they told nothing, null for a ratio over nothing. -#}
{% macro metric_value(aggregation, numerator, denominator) -%}
    case
        when {{ aggregation }} = 'ratio' and {{ denominator }} > 0
            then cast({{ numerator }} / cast({{ denominator }} as double) as decimal(38, 4))
        when {{ aggregation }} <> 'ratio' then cast(coalesce({{ numerator }}, 0) as decimal(38, 4))
    end
{%- endmacro %}
