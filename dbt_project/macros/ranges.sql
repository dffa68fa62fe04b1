{#- True where two ranges share a value, or where one of them says nothing; an open end is null. -#}
{% macro ranges_meet(left, right, field) -%}
    coalesce(
        {{ left }}.{{ field }}_low <= coalesce({{ right }}.{{ field }}_high, {{ left }}.{{ field }}_low)
        and {{ right }}.{{ field }}_low <= coalesce({{ left }}.{{ field }}_high, {{ right }}.{{ field }}_low),
        true
    )
{%- endmacro %}

{#- True where a toll published later is not below the earlier one. -#}
{% macro toll_rises(earlier, later) -%}
    ({{ later }}.published_date > {{ earlier }}.published_date
    and coalesce({{ later }}.killed_low >= {{ earlier }}.killed_low, true)
    and coalesce({{ later }}.injured_low >= {{ earlier }}.injured_low, true))
{%- endmacro %}

{#- The last digit of an amount that says something: 100 million of 1.2 billion. -#}
{% macro last_step(amount) -%}
    {%- set digits = "cast(cast(" ~ amount ~ " as bigint) as varchar)" -%}
    pow(10, length({{ digits }}) - length(rtrim({{ digits }}, '0')))
{%- endmacro %}

{#- True where the first amount is a rounded form of the second: "more than 60 billion" of 61.8 billion, or without a
    hedge what its digits make of it, two at least: "1.2 billion" of 1.21 billion. -#}
{% macro is_rounding_of(rounded, exact) -%}
    coalesce(
        case {{ rounded }}.amount_qualifier
            when 'at least' then {{ exact }}.amount between {{ rounded }}.amount and {{ rounded }}.amount * 1.25
            when 'at most' then {{ exact }}.amount between {{ rounded }}.amount * 0.8 and {{ rounded }}.amount
            when 'about' then {{ exact }}.amount between {{ rounded }}.amount * 0.9 and {{ rounded }}.amount * 1.1
            else
                {{ rounded }}.amount >= 10 * {{ last_step(rounded ~ '.amount') }}
                and 2 * abs({{ rounded }}.amount - {{ exact }}.amount) < {{ last_step(rounded ~ '.amount') }}
        end,
        false
    )
{%- endmacro %}

{#- The upper end of a figure: as the text bounds it, null where it leaves it open, else the figure itself. -#}
{% macro stated_high(field) -%}
    if(json_exists(fact, '$.figures.{{ field }}'), fact ->> '$.figures.{{ field }}.high', fact ->> '$.{{ field }}')
{%- endmacro %}
