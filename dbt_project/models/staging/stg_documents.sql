with deliveries as (
    select *, from {{ source('raw', 'documents') }}
    where state in ('loaded', 'duplicate') and document_id is not null
),

-- What lies under a path now: its last delivery that could be read. A return to an earlier text is a duplicate.
last_of_path as (
    select distinct document_id,
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
    read_documents.document_id,
    read_documents.path,
    read_documents.version,
    read_documents.published_date,
    read_documents.date_basis,
    read_documents.date_reason,
    read_documents.byte_count,
    read_documents.encoding,
    read_documents.text,
    read_documents.publisher,
    read_documents.address,
    read_documents.licence,
    read_documents.language,
    read_documents.delivered_at,
    read_documents.package_id,
    last_of_path.document_id is not null as is_current,
    coalesce(read_documents.source_id, 'unknown') as source_id,
    case length(read_documents.document_date) when 10 then 1 when 7 then 3 end as published_precision,
from read_documents
left join last_of_path on read_documents.document_id = last_of_path.document_id
order by read_documents.package_id, read_documents.package_row
