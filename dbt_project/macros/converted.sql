{#- A decimal as a whole number of its smallest parts. -#}
{% macro scaled(value, digits) -%}
    cast(cast({{ value }} as decimal(38, {{ digits }})) * 1{{ '0' * digits }} as hugeint)
{%- endmacro %}

{#- An amount at the rate given / taken, exact to the cent and rounded half up: DuckDB's own division gives a float. -#}
{% macro converted(amount, given, taken) -%}
    try_cast(
        cast(
            ({{ scaled(amount, 2) }} * {{ scaled(given, 8) }} + {{ scaled(taken, 8) }} // 2)
            // {{ scaled(taken, 8) }} as decimal(36, 0)
        ) * cast(0.01 as decimal(2, 2)) as decimal(20, 2)
    )
{%- endmacro %}
