with figures as (
    select *, from {{ ref('stg_figures') }}
),

documents as (
    select *, from {{ ref('stg_documents') }}
)

select
    figures.figure_id,
    figures.document_id,
    figures.story,
    documents.published_date,
    figures.start_char,
    figures.end_char,
    figures.figure_text,
    figures.value_low,
    figures.value_high,
    figures.qualifier,
    figures.unit,
    figures.role,
    figures.claim_id,
    figures.reason,
    figures.claim_id is not null as is_placed,
from figures
left join documents on figures.document_id = documents.document_id
order by figures.document_id, figures.start_char, figures.figure_id
