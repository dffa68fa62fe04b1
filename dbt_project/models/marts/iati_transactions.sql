-- Aid as IATI transactions in their flat form. A transaction has a type and a value and is added to others of its type:
-- what has none, and what is in another amount already, is left out.
with aid as (
    select *, from {{ ref('fct_aid') }}
    where iati_transaction_type is not null and amount is not null and {{ may_be_added() }}
),

countries as (
    select *, from {{ ref('stg_countries') }}
),

claims as (
    select *, from {{ ref('fct_claims') }}
),

sources as (
    {{ event_sources() }}
)

select
    aid.measure_id as iati_identifier,
    aid.aid_id as transaction_ref,
    aid.iati_transaction_type as transaction_type_code,
    aid.announced_date as transaction_date,
    aid.amount as transaction_value,
    aid.currency as transaction_value_currency,
    aid.announced_date as transaction_value_date,
    aid.amount_usd as transaction_value_usd,
    aid.donor as transaction_provider_org,
    donors.country as transaction_provider_country_code,
    aid.recipient as transaction_receiver_org,
    recipients.country as transaction_recipient_country_code,
    claims.quote as transaction_description,
    sources.licences as transaction_description_licence,
    sources.publishers as source,  -- the name that is expected -- noqa: RF04
    'Sitrep, not data published to IATI' as dataset,
    true as is_secondary_reporter,
    aid.kind = 'humanitarian' as transaction_humanitarian,
from aid
left join countries as donors on aid.donor = donors.name
left join countries as recipients on aid.recipient = recipients.name
left join claims on aid.aid_id = claims.claim_id
left join sources on aid.aid_id = sources.event_id
order by aid.announced_date, aid.aid_id
