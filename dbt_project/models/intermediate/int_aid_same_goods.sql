-- Pairs of aid claims with the same goods in other words: each item of the shorter list has one of the same number in
-- the longer list that shares a word with it.
with stop_words as (
    select list(word) as words, from {{ ref('common_words') }}
),

items as (
    select
        aid_items.claim_id,
        aid_items.item_count,
        {{ subject_words('aid_items.item', "''") }} as words,
    from {{ ref('stg_aid_items') }} as aid_items
    cross join stop_words
    where aid_items.item is not null
),

n_items as (
    select
        claim_id,
        count(*) as n_items,
    from items
    group by claim_id
),

-- First the items of one side, whatever the planner thinks: all lists against each other are millions.
items_of_one as materialized (
    select
        near.left_id,
        near.right_id,
        items.item_count,
        items.words,
    from {{ ref('int_aid_near') }} as near
    inner join items on near.left_id = items.claim_id
)

select
    one.left_id,
    one.right_id,
from items_of_one as one
inner join items as two
    on
        one.right_id = two.claim_id and one.item_count is not distinct from two.item_count
        and list_has_any(one.words, two.words)
inner join n_items as one_counted on one.left_id = one_counted.claim_id
inner join n_items as two_counted on one.right_id = two_counted.claim_id
group by one.left_id, one.right_id
having count(distinct one.words) >= min(least(one_counted.n_items, two_counted.n_items))
order by one.left_id, one.right_id
