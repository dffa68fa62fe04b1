with documents as (
    select *, from {{ ref('stg_documents') }}
),

stories as (
    select
        document_id,
        count(*) as n_stories,
    from {{ ref('stg_stories') }}
    group by document_id
),

claims as (
    select
        document_id,
        count(*) as n_claims,
    from {{ ref('stg_claims') }}
    group by document_id
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
    coalesce(stories.n_stories, 0) as n_stories,
    coalesce(claims.n_claims, 0) as n_claims,
from documents
left join stories on documents.document_id = stories.document_id
left join claims on documents.document_id = claims.document_id
order by documents.path, documents.version
