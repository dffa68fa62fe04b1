-- One row per aid measure and status, with the columns of fct_aid: what a person set, and what follows from it.
with corrected as (
    {{ new_values() }}
),

aid as (
    {{ corrected('int_aid_as_told', 'aid_id', [
        'donor', 'recipient', 'announced_date', 'kind', 'aid_status', 'amount', 'currency'
    ]) }}
)

select
    aid.*,  -- the mart names its columns -- noqa: AM04
    aid_types.aid_type_general,
    statuses.iati_transaction_type,
    statuses.kiel_measure,
    statuses.fts_status,
    exchange.fx_date,
    exchange.fx_rate,
    -- An amount that was told in dollars or euros needs no rate.
    if(
        aid.currency = 'USD',
        aid.amount,
        {{ converted('aid.amount', 'exchange.dollars_per_euro', 'exchange.per_euro') }}
    ) as amount_usd,
    if(aid.currency = 'EUR', aid.amount, {{ converted('aid.amount', '1', 'exchange.per_euro') }}) as amount_eur,
    if(aid.amount is null, null, exchange.fx_missing_reason) as fx_missing_reason,
from aid
left join {{ ref('int_exchange') }} as exchange
    on
        aid.amount is not null
        and aid.currency is not distinct from exchange.currency
        and aid.announced_date is not distinct from exchange.announced_date
left join {{ ref('aid_statuses') }} as statuses on aid.aid_status = statuses.aid_status
left join {{ ref('aid_types') }} as aid_types on aid.kind = aid_types.kind
order by aid.announced_date, aid.aid_id
