-- One row per aid measure and status as the claims tell it, before anything that a person set.
with claims as (
    select
        aid_claims.*,
        events.event_id,
    from {{ ref('int_claim_events') }} as events
    inner join {{ ref('int_aid_claims') }} as aid_claims on events.claim_id = aid_claims.claim_id
    where events.event_id is not null
),

events as (
    select
        event_id,
        {{ first_told('donor') }},
        {{ first_told('recipient') }},
        {{ first_told('announced_date', 'time_precision') }},
        {{ first_told('time_precision', 'time_precision') }},
        {{ first_told('kind') }},
        {{ first_told('aid_status') }},
        -- Both from one claim: an amount in another's currency would be a figure that nobody told.
        {{ first_told('amount', 'currency is null, amount is null, amount_qualifier is not null') }},
        {{ first_told('currency', 'currency is null, amount is null, amount_qualifier is not null') }},
        bool_or(is_component) as is_component,
        {{ reported() }},
    from claims
    group by event_id
),

-- The whole's event, for those whose claims tell a part.
wholes as (
    select
        claims.event_id,
        min(whole_events.event_id) as part_of_aid_id,
    from claims
    inner join {{ ref('int_component_wholes') }} as component_wholes on claims.claim_id = component_wholes.claim_id
    inner join {{ ref('int_claim_events') }} as whole_events on component_wholes.whole_claim_id = whole_events.claim_id
    group by claims.event_id
),

measures as (
    select
        claim_groups.claim_id,
        measure_events.event_id as measure_id,
    from {{ ref('int_claim_groups') }} as claim_groups
    inner join {{ ref('int_claim_events') }} as measure_events on claim_groups.group_id = measure_events.claim_id
    where claim_groups.grouping = 'measure'
)

select
    events.event_id as aid_id,
    measures.measure_id,
    events.donor,
    events.recipient,
    events.announced_date,
    cast(events.time_precision as integer) as time_precision,
    events.kind,
    events.aid_status,
    events.amount,
    events.currency,
    events.is_component,
    events.n_reports,
    events.n_sources,
    events.first_reported_date,
    events.last_reported_date,
    nullif(wholes.part_of_aid_id, events.event_id) as part_of_aid_id,
from events
inner join measures on events.event_id = measures.claim_id
left join wholes on events.event_id = wholes.event_id
order by events.announced_date, events.event_id
