-- Reader versions are numbers in text form; the newest that gave an id tells where it stood.
select
    claim_id,
    document_id,
    fact_type,
    quote,
    quote_start,
    quote_end,
    reader_version,
from {{ source('raw', 'former_claims') }}
qualify row_number() over (partition by claim_id order by try_cast(reader_version as integer) desc) = 1
order by document_id, quote_start, claim_id
