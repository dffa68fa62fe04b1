with claims as (
    select
        *,
        fact ->> '$.announced_date' as written_date,
    from {{ ref('stg_claims') }}
    where fact_type = 'aid'
)

select
    claim_id,
    document_id,
    story,
    source_id,
    claimed_by,
    modality,
    is_current,
    published_date,
    quote_start,
    coalesce(cast(fact ->> '$.spans.amount[0]' as integer), quote_start) as amount_start,
    coalesce({{ day_of('written_date') }}, published_date) as announced_date,
    {{ date_precision('written_date', 'published_date', 'published_precision') }} as time_precision,
    fact ->> '$.donor' as donor,
    fact ->> '$.recipient' as recipient,
    cast(fact ->> '$.amount' as decimal(20, 2)) as amount,
    fact ->> '$.figures.amount.qualifier' as amount_qualifier,
    fact ->> '$.currency' as currency,
    cast(fact ->> '$.conversion.amount' as decimal(20, 2)) as conversion_amount,
    fact ->> '$.conversion.currency' as conversion_currency,
    fact ->> '$.kind' as kind,
    fact ->> '$.status' as aid_status,
    coalesce(cast(fact ->> '$.is_component' as boolean), false) as is_component,
from claims
order by claim_id
