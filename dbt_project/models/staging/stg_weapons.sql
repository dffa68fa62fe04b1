select
    weapon_id,
    model,
    weapon_type,
    note,
from {{ source('raw', 'vocabulary_weapons') }}
order by weapon_id
