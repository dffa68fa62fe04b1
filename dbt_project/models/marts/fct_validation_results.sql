with results as (
    select *, from {{ source('raw', 'validation_results') }}
)

select
    mart,
    expectation,
    description,
    severity,
    outcome,
    rows_checked,
    failed_count,
    failed_ids,
    message,
    mart || '.' || expectation as validation_id,
from results
order by mart, expectation
