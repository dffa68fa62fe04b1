select
    figure_id,
    document_id,
    story,
    start as start_char,
    "end" as end_char,
    text as figure_text,
    value_low,
    value_high,
    qualifier,
    unit,
    role,
    claim_id,
    reason,
from {{ source('raw', 'figures') }}
qualify row_number() over (partition by figure_id order by package_id desc, package_row desc) = 1
order by document_id, start_char, end_char, figure_id
