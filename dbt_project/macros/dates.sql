{#- The day that a written date means: itself, or the first of its month; null for what is no date. -#}
{% macro day_of(written) -%}
    try_cast(case when length({{ written }}) = 7 then {{ written }} || '-01' else {{ written }} end as date)
{%- endmacro %}

{#- How exact a date is, in ACLED's scale: 1 the day is stated, 2 taken from the publication, 3 the month alone. -#}
{% macro date_precision(written, published_date, published_precision) -%}
    case
        when {{ day_of(written) }} is not null and length({{ written }}) = 10 then 1
        when {{ day_of(written) }} is not null then 3
        when {{ published_date }} is not null then greatest(2, {{ published_precision }})
    end
{%- endmacro %}
