select
    coalesce(publisher, source_id) as publisher,
    address,
    licence,
    n_documents,
    first_published_date,
    last_published_date,
from dim_source
order by last_published_date desc nulls last, source_id
