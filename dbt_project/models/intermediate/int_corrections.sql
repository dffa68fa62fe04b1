-- One row per correction: whether it is applied, or why not.
with corrections as (
    select *, from {{ ref('corrections') }}
),

events as (
    select
        attack_id as event_id,
        cast(to_json(int_attacks) as varchar) as facts,
    from {{ ref('int_attacks') }}
    union all
    select
        aid_id as event_id,
        cast(to_json(int_aid) as varchar) as facts,
    from {{ ref('int_aid') }}
    union all
    select
        diplomatic_event_id as event_id,
        cast(to_json(int_diplomatic_events) as varchar) as facts,
    from {{ ref('int_diplomatic_events') }}
),

claims as (
    select claim_id, from {{ ref('stg_claims') }}
),

compared as (
    select
        corrections.*,
        if(corrections.kind = 'apart', claims.claim_id, events.event_id) is not null as is_known,
        events.facts ->> ('$.' || corrections.column_name) as current_value,
    from corrections
    left join events on corrections.target_id = events.event_id
    left join claims on corrections.target_id = claims.claim_id
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
        when coalesce(current_value, '') <> coalesce(expected_value, '') and column_name is not null then 'stale'
        else 'applied'
    end as state,
from compared
order by kind, target_id, column_name
