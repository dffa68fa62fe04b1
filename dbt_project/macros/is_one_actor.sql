{#- True where two reports may name one actor: by one name, or one of them by his country or a body of it. -#}
{% macro is_one_actor(left, right) -%}
    {%- set one, one_role = left.split('.') -%}
    {%- set two, two_role = right.split('.') -%}
    coalesce(
        coalesce({{ left }}_key, '') = coalesce({{ right }}_key, '')
        or ({{ left }}_side = {{ right }}_side and ({{ one }}.is_{{ one_role }}_state or {{ two }}.is_{{ two_role }}_state)),
        false
    )
{%- endmacro %}
