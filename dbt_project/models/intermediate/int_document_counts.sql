-- What was found in each document.
with documents as (
    select document_id, from {{ ref('stg_documents') }}
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
    documents.document_id,
    coalesce(stories.n_stories, 0) as n_stories,
    coalesce(claims.n_attack_claims, 0) as n_attack_claims,
    coalesce(claims.n_aid_claims, 0) as n_aid_claims,
    coalesce(claims.n_diplomatic_claims, 0) as n_diplomatic_claims,
    coalesce(figures.n_figures, 0) as n_figures,
    coalesce(figures.n_figures_placed, 0) as n_figures_placed,
from documents
left join stories on documents.document_id = stories.document_id
left join claims on documents.document_id = claims.document_id
left join figures on documents.document_id = figures.document_id
order by documents.document_id
