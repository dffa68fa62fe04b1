with documents as (
    select *, from {{ ref('stg_documents') }}
)

select
    documents.document_id,
    documents.path,
    documents.version,
    documents.is_current,
    documents.source_id,
    documents.published_date,
    cast(documents.published_precision as integer) as published_precision,
    documents.date_basis,
    documents.date_reason,
    documents.byte_count,
    documents.encoding,
    documents.delivered_at,
    counts.n_stories,
    counts.n_attack_claims + counts.n_aid_claims + counts.n_diplomatic_claims as n_claims,
from documents
inner join {{ ref('int_document_counts') }} as counts on documents.document_id = counts.document_id
order by documents.path, documents.version
