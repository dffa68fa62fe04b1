-- One row per claim: the event that it tells of and why, or why it tells of none.
with claims as (
    select
        claim_id,
        'attack' as fact_type,
        is_component,
        no_event_reason,
    from {{ ref('int_attack_claims') }}
    union all
    select
        claim_id,
        'aid' as fact_type,
        false as is_component,
        no_event_reason,
    from {{ ref('int_aid_claims') }}
    union all
    select
        claim_id,
        'diplomatic' as fact_type,
        false as is_component,
        no_event_reason,
    from {{ ref('int_diplomatic_claims') }}
),

groups as (
    select *, from {{ ref('int_claim_groups') }}
    where grouping = 'event'
),

rejected as (
    select claim_id, from {{ ref('int_claim_groups') }}
    where grouping = 'rejected'
),

wholes as (
    select *, from {{ ref('int_component_wholes') }}
    where fact_type = 'attack'
),

torn as (
    select distinct claim_id, from {{ ref('int_attack_fits') }}
    where is_torn
),

judged as (
    select
        claims.* replace (
            case
                when claims.no_event_reason is not null then claims.no_event_reason
                when rejected.claim_id is not null then 'rejected by a correction'
                when torn.claim_id is not null and groups.reason = 'only report' then 'it fits two attacks alike'
            end as no_event_reason
        ),
    from claims
    left join rejected on claims.claim_id = rejected.claim_id
    left join torn on claims.claim_id = torn.claim_id
    left join groups on claims.claim_id = groups.claim_id
)

select
    judged.claim_id,
    judged.fact_type,
    judged.no_event_reason,
    groups.score as merge_score,
    case
        when judged.no_event_reason is null
            then coalesce(groups.group_id, whole_groups.group_id, judged.claim_id)
    end as event_id,
    case
        when judged.no_event_reason is not null then null
        when groups.group_id is not null then groups.reason
        when whole_groups.group_id is not null then 'part of the event that its text tells as a whole'
        else 'part of a whole that its text does not tell'
    end as merge_reason,
    -- A part says nothing about the whole event's figures.
    judged.no_event_reason is null and whole_groups.group_id is null as is_bearing,
from judged
left join groups on judged.claim_id = groups.claim_id
left join wholes on judged.claim_id = wholes.claim_id
left join groups as whole_groups on wholes.whole_claim_id = whole_groups.claim_id
order by judged.claim_id
