-- What a changed event is, in a few words.
select
    attack_id as event_id,
    concat_ws(', ', 'attack', coalesce(place_name, country, 'place not told'), event_date) as label,
from fct_attacks
where list_contains($1, attack_id)
union all
select
    aid_id,
    concat_ws(', ', 'aid', coalesce(donor, 'donor not told'), aid_status, announced_date),
from fct_aid
where list_contains($1, aid_id)
union all
select
    diplomatic_event_id,
    concat_ws(', ', 'diplomacy', summary, event_date),
from fct_diplomatic_events
where list_contains($1, diplomatic_event_id)
order by event_id
