{#- The features by which int_attack_links compares two claims, each as points; null where the two cannot be one. -#}

{#- 2 for one stated day, or one day of one story; 1 where one day is that of publication; 0 for a night told by its
    evening and by its morning with equal figures, and for a toll told anew without a day; -3 for two days in a row with
    one of these signs, a night or equal figures. A text can be no older than what it tells of. -#}
{% macro time_points(one, two, equal_points) -%}
    case
        when 3 in ({{ one }}.time_precision, {{ two }}.time_precision)
            then
                if(
                    {{ one }}.time_precision = {{ two }}.time_precision and {{ one }}.event_date = {{ two }}.event_date,
                    1, null
                )
        when {{ one }}.time_precision = 1 and {{ two }}.time_precision = 1
            then
                case
                    when {{ one }}.event_date = {{ two }}.event_date then 2
                    when not {{ may_be_one_night(one, two) }} then null
                    when {{ equal_points }} < 2 and ({{ one }}.day_parts | {{ two }}.day_parts) & 1 = 0 then null
                    when {{ equal_points }} < 2 or ({{ one }}.day_parts | {{ two }}.day_parts) & 1 = 0 then -3
                    else 0
                end
        when
            {{ one }}.event_date = {{ two }}.event_date
            and {{ one }}.document_id = {{ two }}.document_id and {{ one }}.story = {{ two }}.story
            then 2
        when {{ one }}.time_precision = 1 then {{ undated_points(two, one) }}
        when {{ two }}.time_precision = 1 then {{ undated_points(one, two) }}
        when {{ one }}.event_date = {{ two }}.event_date then 1
        else 0
    end
{%- endmacro %}

{% macro undated_points(undated, dated) -%}
    case
        when {{ dated }}.event_date between {{ undated }}.event_date - 1 and {{ undated }}.event_date then 1
        when {{ undated }}.is_update and {{ dated }}.event_date <= {{ undated }}.event_date then 0
    end
{%- endmacro %}

{#- True for two days in a row, told by texts of which the later does not just tell the later day: the night of the 4th
    and the night to the 5th. -#}
{% macro may_be_one_night(one, two) -%}
    (
        abs({{ one }}.event_date - {{ two }}.event_date) = 1
        and ({{ one }}.event_date - {{ two }}.event_date) * ({{ one }}.published_date - {{ two }}.published_date) <= 0
    )
{%- endmacro %}

{#- 3 for one place, or two tallies without any; 2 where one lies in the other, as a town in the district named after
    it; 1 where it may; 0 where one is not told.
    A district reaches sixty kilometres from its middle, a facility lies within fifteen of its town. -#}
{% macro place_points(one, two) -%}
    case
        when {{ one }}.place_key is null and {{ two }}.place_key is null
            then if({{ one }}.is_tally and {{ two }}.is_tally, 3, 0)
        when {{ one }}.place_key is null or {{ two }}.place_key is null then 0
        when {{ one }}.place_key = {{ two }}.place_key then 3
        when {{ names_place(one, two) }} or {{ names_place(two, one) }} then 2
        when {{ one }}.region = {{ two }}.admin1 or {{ two }}.region = {{ one }}.admin1 then 2
        when
            'district' in ({{ one }}.place_type, {{ two }}.place_type) and {{ one }}.admin1 = {{ two }}.admin1
            and {{ kilometres(one, two) }} <= 60
            then if(lower({{ one }}.place_name)[1:5] = lower({{ two }}.place_name)[1:5], 2, 1)
        when
            'facility' in ({{ one }}.place_type, {{ two }}.place_type)
            and {{ one }}.place_type <> {{ two }}.place_type and {{ kilometres(one, two) }} <= 15
            then 1
    end
{%- endmacro %}

{#- How far two places are from each other, on a plane: exact enough within a region. -#}
{% macro kilometres(one, two) -%}
    111 * sqrt(
        pow({{ one }}.latitude - {{ two }}.latitude, 2)
        + pow(({{ one }}.longitude - {{ two }}.longitude) * cos(radians({{ one }}.latitude)), 2)
    )
{%- endmacro %}

{#- True where the parts of the day that two claims name lie apart: morning and evening, night and afternoon. -#}
{% macro day_parts_differ(one, two) -%}
    coalesce(
        {{ one }}.event_date = {{ two }}.event_date
        and (
            ({{ one }}.day_parts in (2, 4) and {{ two }}.day_parts = 8)
            or ({{ two }}.day_parts in (2, 4) and {{ one }}.day_parts = 8)
            or ({{ one }}.day_parts = 1 and {{ two }}.day_parts = 4)
            or ({{ two }}.day_parts = 1 and {{ one }}.day_parts = 4)
        ),
        false
    )
{%- endmacro %}

{#- Points for an equal figure: a large one is hardly equal by chance, one dead often is, and none is always. -#}
{% macro points_of(one, two, field) -%}
    case
        when {{ one }}.{{ field }} = {{ two }}.{{ field }} and {{ one }}.{{ field }} >= 10 then 3
        when {{ one }}.{{ field }} = {{ two }}.{{ field }} and {{ one }}.{{ field }} >= 2 then 2
        when {{ one }}.{{ field }} = {{ two }}.{{ field }} and {{ one }}.{{ field }} = 1 then 1
        else 0
    end
{%- endmacro %}

{#- 1 where both tell the same figure. -#}
{% macro shares(one, two, field) -%}
    if(coalesce({{ one }}.{{ field }} = {{ two }}.{{ field }}, false), 1, 0)
{%- endmacro %}
