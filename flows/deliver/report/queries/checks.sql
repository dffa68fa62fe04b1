select
    mart,
    expectation,
    description,
    severity,
    outcome,
    rows_checked,
    failed_count,
    message,
from fct_validation_results
order by outcome = 'passed', severity, mart, expectation
