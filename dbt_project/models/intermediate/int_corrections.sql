-- One row per correction: whether it is applied, or why not. Those of claims (merge, split, reject_claim) expect the
-- event that holds the claim without any correction; those of events expect a value in one of their columns.
with corrections as (
    select
        *,
        kind in ('merge', 'split', 'reject_claim') as is_of_claim,
        kind in ('merge', 'split') as has_other,
    from {{ ref('corrections') }}
),

events as (
    select
        attack_id as event_id,
        'fct_attacks' as mart,
        cast(to_json(int_attacks_as_told) as varchar) as facts,
    from {{ ref('int_attacks_as_told') }}
    union all
    select
        aid_id as event_id,
        'fct_aid' as mart,
        cast(to_json(int_aid_as_told) as varchar) as facts,
    from {{ ref('int_aid_as_told') }}
    union all
    select
        diplomatic_event_id as event_id,
        'fct_diplomatic_events' as mart,
        cast(to_json(int_diplomatic_events_as_told) as varchar) as facts,
    from {{ ref('int_diplomatic_events_as_told') }}
),

groups as (
    select
        claim_id,
        told_group_id,
    from {{ ref('int_claim_groups') }}
    where grouping in ('event', 'rejected')
),

-- Claims as they are grouped without any correction; a part is where its whole is.
told_claims as (
    select *, from groups
    union
    select
        wholes.claim_id,
        groups.told_group_id,
    from {{ ref('int_component_wholes') }} as wholes
    inner join groups on wholes.whole_claim_id = groups.claim_id
    where wholes.fact_type = 'attack'
),

compared as (
    select
        corrections.*,
        settable.data_type,
        if(
            corrections.is_of_claim,
            told_claims.told_group_id is not null and (other_claims.claim_id is not null or not corrections.has_other),
            events.event_id is not null
        ) as is_known,
        if(
            corrections.is_of_claim,
            told_claims.told_group_id,
            events.facts ->> ('$.' || corrections.column_name)
        ) as current_value,
    from corrections
    left join events on corrections.target_id = events.event_id
    left join {{ ref('correctable_columns') }} as settable
        on events.mart = settable.mart and corrections.column_name = settable.column_name
    left join told_claims on corrections.target_id = told_claims.claim_id
    left join told_claims as other_claims on corrections.new_value = other_claims.claim_id
)

select
    kind,
    target_id,
    column_name,
    expected_value,
    current_value,
    new_value,
    reason,
    author,
    decided_date,
    case
        when not is_known then 'unknown id'
        when (is_of_claim or column_name is not null) and {{ plain('current_value') }} <> {{ plain('expected_value') }}
            then 'stale'
        when kind = 'set' and data_type is null then 'no column that can be set'
        when
            (data_type = 'integer' and try_cast(new_value as integer) is null)
            or (data_type = 'date' and try_cast(new_value as date) is null)
            or (data_type = 'decimal' and try_cast(new_value as decimal(20, 2)) is null)
            then if(kind = 'set' and new_value is not null, 'not a value of that column', 'applied')
        else 'applied'
    end as state,
from compared
order by kind, target_id, column_name, new_value
