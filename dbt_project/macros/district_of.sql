{#- The name of the district that a place is, or of which it is the centre; null where none is known. -#}
{% macro district_of(place, parent) -%}
    case
        when {{ place }}.place_type = 'district' then {{ place }}.place_name
        when {{ parent }}.place_type = 'district' then {{ parent }}.place_name
    end
{%- endmacro %}
