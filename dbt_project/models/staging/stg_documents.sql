with deliveries as (
    select * from {{ source('raw', 'documents') }}
    where state in ('loaded', 'duplicate') and document_id is not null
),

-- What lies under a path now: its last delivery that could be read. A return to an earlier text is a duplicate.
last_of_path as (
    select document_id
    from deliveries
    qualify row_number() over (partition by path order by package_id desc, package_row desc) = 1
),

read_documents as (
    select
        *,
        {{ day_of('document_date') }} as published_date,
        row_number() over (partition by path order by package_id, package_row) as version,
    from deliveries
    where state = 'loaded'
    qualify row_number() over (partition by document_id order by package_id, package_row) = 1
)

select
    document_id,
    path,
    version,
    document_id in (select document_id from last_of_path) as is_current,
    coalesce(source_id, 'unknown') as source_id,
    published_date,
    case length(document_date) when 10 then 1 when 7 then 3 end as published_precision,
    date_basis,
    date_reason,
    byte_count,
    encoding,
    text,
    publisher,
    address,
    licence,
    language,
    delivered_at,
    package_id,
from read_documents
order by package_id, package_row
