with items as (
    select *, from {{ ref('int_aid_items') }}
    where {{ is_served('aid_id') }}
)

select
    aid_item_id,
    aid_id,
    item,
    count,
    unit,
    weapon_id,
from items
order by aid_id, item
