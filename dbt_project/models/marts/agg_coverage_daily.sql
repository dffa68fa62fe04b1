-- The coverage as the validation saw it.
with coverage as (
    select *, from {{ ref('int_coverage') }}
)

select
    published_date,
    source_id,
    n_documents,
    n_stories,
    n_attack_claims,
    n_aid_claims,
    n_diplomatic_claims,
    n_figures,
    n_figures_placed,
    {{ key_of('published_date', 'source_id') }} as row_id,
from coverage
order by published_date, source_id
