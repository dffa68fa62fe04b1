-- How much each source told on each day of publication: what a change of its format would show in first.
with documents as (
    select
        document_id,
        source_id,
        if(published_precision = 1, published_date, null) as published_date,
    from {{ ref('stg_documents') }}
    where is_current
)

select
    documents.published_date,
    documents.source_id,
    cast(count(*) as integer) as n_documents,
    cast(sum(counts.n_stories) as integer) as n_stories,
    cast(sum(counts.n_attack_claims) as integer) as n_attack_claims,
    cast(sum(counts.n_aid_claims) as integer) as n_aid_claims,
    cast(sum(counts.n_diplomatic_claims) as integer) as n_diplomatic_claims,
    cast(sum(counts.n_figures) as integer) as n_figures,
    cast(sum(counts.n_figures_placed) as integer) as n_figures_placed,
from documents
inner join {{ ref('int_document_counts') }} as counts on documents.document_id = counts.document_id
group by documents.published_date, documents.source_id
order by documents.published_date, documents.source_id
