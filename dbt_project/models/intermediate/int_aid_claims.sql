-- Aid claims with their parties resolved, and whether each can be an aid measure.
with aid as (
    select *, from {{ ref('stg_aid') }}
),

items as (
    select
        claim_id,
        string_agg(
            coalesce(cast(item_count as varchar), '') || ' ' || {{ normal('item') }}, ', ' order by item, item_count
        )
            as item_list,
    from {{ ref('stg_aid_items') }}
    group by claim_id
),

parties as (
    select *, from {{ ref('int_names') }}
    where kind = 'actor'
),

-- Several who give together, in one order whoever is named first.
joint_donors as (
    select
        named.claim_id,
        string_agg(distinct parties.party, ' and ' order by parties.party) as names,
    from (
        select
            claim_id,
            unnest({{ donors_of('donor') }}) as donor,
        from aid
    ) as named
    left join parties on named.donor = parties.text
    group by named.claim_id
    having count(distinct parties.party) > 1 and count(parties.party) = count(*)
),

statuses as (
    select *, from {{ ref('aid_statuses') }}
)

select
    aid.claim_id,
    aid.document_id,
    aid.story,
    aid.source_id,
    aid.claimed_by,
    aid.modality,
    aid.is_current,
    aid.published_date,
    aid.quote_start,
    aid.amount_start,
    aid.announced_date,
    aid.time_precision,
    aid.amount,
    aid.amount_qualifier,
    aid.currency,
    aid.conversion_amount,
    aid.conversion_currency,
    aid.kind,
    aid.aid_status,
    aid.is_component,
    items.item_list,
    statuses.status_rank,
    coalesce(joint_donors.names, donors.party, aid.donor) as donor,
    coalesce(recipients.party, aid.recipient) as recipient,
    case
        when not aid.is_current then 'its document was replaced by a newer version'
        when aid.modality in ('negated', 'hypothetical', 'historical') then 'not told as a fact: ' || aid.modality
    end as no_event_reason,
from aid
left join items on aid.claim_id = items.claim_id
left join parties as donors on aid.donor = donors.text
left join joint_donors on aid.claim_id = joint_donors.claim_id
left join parties as recipients on aid.recipient = recipients.text
left join statuses on aid.aid_status = statuses.aid_status
order by aid.claim_id
