select
    document_id,
    story,
    start as start_char,
    "end" as end_char,
    headline,
from {{ source('raw', 'stories') }}
qualify row_number() over (partition by document_id, story order by package_id desc, package_row desc) = 1
order by document_id, story
