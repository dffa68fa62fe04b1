-- The goods of each aid measure: per item the count that was stated last.
with items as (
    select
        events.event_id as aid_id,
        items.item,
        {{ normal('items.item') }} as item_key,
        items.item_count as count,
        items.unit,
        claims.published_date,
        claims.claim_id,
        false as is_superseded,
    from {{ ref('stg_aid_items') }} as items
    inner join {{ ref('int_claim_events') }} as events on items.claim_id = events.claim_id
    inner join {{ ref('int_aid_claims') }} as claims on items.claim_id = claims.claim_id
    where events.event_id is not null and items.item is not null
),

names as (
    select distinct
        item_key,
        regexp_replace(item_key, ' systems?$', '') as without_system,
    from items
),

aliases as (
    select
        aliases.id,
        aliases.alias,
        weapons.model is not null as is_model,
    from {{ ref('stg_aliases') }} as aliases
    inner join {{ ref('stg_weapons') }} as weapons on aliases.id = weapons.weapon_id
    where aliases.kind = 'weapon'
),

-- The weapon that an item is or belongs to: the longest name of one in its words. A model counts wherever it stands
-- ("Patriot launchers"), a class only as what the item is: drone jammers and anti-drone systems are no drones.
weapons as (
    select
        names.item_key,
        first(aliases.id order by length(aliases.alias) desc, aliases.id asc) as weapon_id,
    from names
    inner join aliases
        on
            contains(' ' || names.item_key || ' ', ' ' || aliases.alias || ' ')
            and (
                aliases.is_model
                or (
                    (
                        ends_with(' ' || names.item_key, ' ' || aliases.alias)
                        or ends_with(' ' || names.without_system, ' ' || aliases.alias)
                    )
                    and not regexp_matches(names.item_key, '(^| )(anti|counter) ' || aliases.alias)
                )
            )
    group by names.item_key
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
