with documents as (
    select * from {{ ref('stg_documents') }}
)

select
    source_id,
    first(publisher order by package_id desc, path) as publisher,
    first(address order by package_id desc, path) as address,
    first(licence order by package_id desc, path) as licence,
    first("language" order by package_id desc, path) as language_code,
    cast(count(*) filter (where is_current) as integer) as n_documents,
    min(published_date) as first_published_date,
    max(published_date) as last_published_date,
from documents
group by source_id
order by source_id
