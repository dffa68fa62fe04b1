-- One row per figure that a claim states about its event.
with events as (
    select *, from {{ ref('int_claim_events') }}
    where is_bearing
),

attacks as (
    select *, from {{ ref('int_attack_claims') }}
),

aid as (
    select *, from {{ ref('int_aid_claims') }}
),

weapons as (
    select *, from {{ ref('int_claim_weapons') }}
),

figures as (
    select
        claim_id,
        'killed' as field,
        null as weapon,
        killed as value,
        killed_low as low,
        killed_high as high,
    from attacks
    union all
    select
        claim_id,
        'injured' as field,
        null as weapon,
        injured as value,
        injured_low as low,
        injured_high as high,
    from attacks
    union all
    select
        claim_id,
        'launched' as field,
        weapon,
        launched as value,
        launched as low,
        launched as high,
    from weapons
    union all
    select
        claim_id,
        'destroyed' as field,
        weapon,
        destroyed as value,
        destroyed as low,
        destroyed as high,
    from weapons
    union all
    select
        claim_id,
        'not_reach_goal' as field,
        weapon,
        not_reach_goal as value,
        not_reach_goal as low,
        not_reach_goal as high,
    from weapons
    union all
    select
        claim_id,
        'amount' as field,
        null as weapon,
        amount as value,
        amount as low,
        amount as high,
    from aid
)

select
    events.event_id,
    events.fact_type,
    figures.claim_id,
    figures.field,
    figures.weapon,
    attacks.claimed_by,
    cast(figures.value as decimal(20, 2)) as value,
    cast(figures.low as decimal(20, 2)) as low,
    cast(figures.high as decimal(20, 2)) as high,
    coalesce(attacks.role, 'main') as role,
    coalesce(lower(attacks.claimed_by), attacks.document_id, figures.claim_id) as voice,
    coalesce(attacks.source_id, aid.source_id) as source_id,
    coalesce(attacks.published_date, aid.published_date) as published_date,
    coalesce(attacks.quote_start, aid.quote_start) as quote_start,
from figures
inner join events on figures.claim_id = events.claim_id
left join attacks on figures.claim_id = attacks.claim_id
left join aid on figures.claim_id = aid.claim_id
where coalesce(figures.value, figures.low) is not null
order by events.event_id, figures.field, figures.weapon, figures.claim_id
