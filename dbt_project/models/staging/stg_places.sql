select
    place_id,
    name,
    place_type,
    country,
    admin1,
    cast(latitude as double) as latitude,
    cast(longitude as double) as longitude,
    source,
from {{ source('raw', 'vocabulary_places') }}
order by place_id
