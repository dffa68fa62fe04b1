with documents as (
    select *, from {{ ref('stg_documents') }}
)

select
    source_id,
    cast(count(*) filter (where is_current) as integer) as n_documents,
    first(publisher order by package_id desc, path asc) as publisher,
    first(address order by package_id desc, path asc) as address,
    first(licence order by package_id desc, path asc) as licence,
    first(language order by package_id desc, path asc) as language_code,
    min(published_date) as first_published_date,
    max(published_date) as last_published_date,
from documents
group by source_id
order by source_id
