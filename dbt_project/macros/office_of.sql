{#- The office that one side of each event held on the event's day; of two the one taken up last. -#}
{% macro office_of(side) -%}
    select
        events.diplomatic_event_id,
        first(offices.office order by offices.from_date desc nulls last, offices.office asc) as office,
    from events
    inner join {{ ref('stg_offices') }} as offices
        on
            events.{{ side }}_actor_id = offices.actor_id
            and events.event_date between coalesce(offices.from_date, events.event_date)
            and coalesce(offices.until_date, events.event_date)
    group by events.diplomatic_event_id
{%- endmacro %}
