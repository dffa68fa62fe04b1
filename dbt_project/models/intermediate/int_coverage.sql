-- How much each source told on each day of publication: what a change of its format would show in first.
with documents as (
    select
        document_id,
        source_id,
        if(published_precision = 1, published_date, null) as published_date,
    from {{ ref('stg_documents') }}
    where is_current
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
        count(*) filter (where fact_type = 'attack') as n_attack_claims,
        count(*) filter (where fact_type = 'aid') as n_aid_claims,
        count(*) filter (where fact_type = 'diplomatic') as n_diplomatic_claims,
    from {{ ref('stg_claims') }}
    group by document_id
),

figures as (
    select
        document_id,
        count(*) as n_figures,
        count(claim_id) as n_figures_placed,
    from {{ ref('stg_figures') }}
    group by document_id
)

select
    documents.published_date,
    documents.source_id,
    cast(count(*) as integer) as n_documents,
    cast(coalesce(sum(stories.n_stories), 0) as integer) as n_stories,
    cast(coalesce(sum(claims.n_attack_claims), 0) as integer) as n_attack_claims,
    cast(coalesce(sum(claims.n_aid_claims), 0) as integer) as n_aid_claims,
    cast(coalesce(sum(claims.n_diplomatic_claims), 0) as integer) as n_diplomatic_claims,
    cast(coalesce(sum(figures.n_figures), 0) as integer) as n_figures,
    cast(coalesce(sum(figures.n_figures_placed), 0) as integer) as n_figures_placed,
from documents
left join stories on documents.document_id = stories.document_id
left join claims on documents.document_id = claims.document_id
left join figures on documents.document_id = figures.document_id
group by documents.published_date, documents.source_id
order by documents.published_date, documents.source_id
