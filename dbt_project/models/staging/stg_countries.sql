select
    country,
    iso3,
    name,
from {{ source('raw', 'vocabulary_countries') }}
order by country
