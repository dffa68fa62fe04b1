with claims as (
    select *, from {{ source('raw', 'claims') }}
    qualify row_number() over (partition by claim_id order by package_id desc, package_row desc) = 1
),

documents as (
    select *, from {{ ref('stg_documents') }}
)

select
    claims.claim_id,
    claims.document_id,
    claims.story,
    claims.fact_type,
    claims.claimed_by,
    claims.modality,
    claims.quote,
    claims.quote_start,
    claims.quote_end,
    claims.patterns,
    claims.fact,
    claims.reader_version,
    claims.package_id,
    documents.source_id,
    documents.published_date,
    documents.published_precision,
    coalesce(documents.is_current, false) as is_current,
from claims
left join documents on claims.document_id = documents.document_id
order by claims.document_id, claims.quote_start, claims.claim_id
