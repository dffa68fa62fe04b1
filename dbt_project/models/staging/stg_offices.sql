select
    actor_id,
    office,
    country,
    body,
    cast(from_date as date) as from_date,
    cast(until_date as date) as until_date,
from {{ source('raw', 'vocabulary_offices') }}
order by actor_id, from_date, office
