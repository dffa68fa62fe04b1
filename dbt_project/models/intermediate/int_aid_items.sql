-- The goods of each aid measure: per item the count that was stated last.
with units as (
    select
        claim_id,
        role,
        min(unit) as unit,
    from {{ ref('stg_figures') }}
    where claim_id is not null
    group by claim_id, role
),

items as (
    select
        events.event_id as aid_id,
        items.item,
        {{ normal('items.item') }} as item_key,
        items.item_count as count,
        units.unit,
        claims.published_date,
        claims.claim_id,
        false as is_superseded,
    from {{ ref('stg_aid_items') }} as items
    inner join {{ ref('int_claim_events') }} as events on items.claim_id = events.claim_id
    inner join {{ ref('int_aid_claims') }} as claims on items.claim_id = claims.claim_id
    left join units
        on items.claim_id = units.claim_id and units.role = 'in_kind.' || items.position || '.count'
    where events.event_id is not null and items.item is not null
)

select
    aid_id,
    left(md5(aid_id || '|' || item_key), 16) as aid_item_id,
    {{ first_told('item') }},
    {{ latest_told('"count"') }},
    {{ first_told('unit') }},
from items
group by aid_id, item_key
order by aid_id, item_key
