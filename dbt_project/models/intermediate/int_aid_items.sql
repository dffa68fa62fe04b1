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
),

-- The weapon that an item is or belongs to ("Patriot launchers"): the longest name of one in its words.
weapons as (
    select
        items.item_key,
        first(aliases.id order by length(aliases.alias) desc, aliases.id asc) as weapon_id,
    from (select distinct item_key, from items) as items
    inner join {{ ref('stg_aliases') }} as aliases
        on aliases.kind = 'weapon' and contains(' ' || items.item_key || ' ', ' ' || aliases.alias || ' ')
    group by items.item_key
),

goods as (
    select
        aid_id,
        item_key,
        {{ first_told('item') }},
        {{ latest_told('"count"') }},
        {{ first_told('unit') }},
    from items
    group by aid_id, item_key
)

select
    goods.aid_id,
    goods.item,
    goods.count,
    goods.unit,
    weapons.weapon_id,
    left(md5(goods.aid_id || '|' || goods.item_key), 16) as aid_item_id,
from goods
left join weapons on goods.item_key = weapons.item_key
order by goods.aid_id, goods.item_key
