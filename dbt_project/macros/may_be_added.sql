{#- True for aid whose amount may be added to that of others in its status: a part is in its whole already, even where
    the whole is not told, and a total to date holds what was told before. -#}
{% macro may_be_added() -%}
    not is_component and aid_status is distinct from 'total_to_date'
{%- endmacro %}
