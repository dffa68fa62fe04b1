with attacks as (
    select * from {{ ref('int_attacks') }}
    where {{ is_served('attack_id') }}
)

select * from attacks
order by event_date, attack_id
