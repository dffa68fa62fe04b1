{#- True where two amounts differ by no more than a share of the larger; null where one is not known. -#}
{% macro is_within(left, right, share) -%}
    abs({{ left }} - {{ right }}) <= {{ share }} * greatest({{ left }}, {{ right }})
{%- endmacro %}
