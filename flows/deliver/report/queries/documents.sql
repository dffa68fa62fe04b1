select
    documents.document_id as id,
    documents.path,
    documents.published_date as date,
    coalesce(sources.publisher, documents.source_id) as publisher,
    sources.address,
    sources.licence,
from dim_document as documents
left join dim_source as sources on documents.source_id = sources.source_id
inner join bounds on documents.published_date between bounds.since and bounds.newest
order by documents.document_id
