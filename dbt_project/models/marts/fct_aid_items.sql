with items as (
    select * from {{ ref('int_aid_items') }}
    where {{ is_served('aid_id') }}
)

select * from items
order by aid_id, item
