with statements as (
    select
        *,
        row_number() over (
            partition by event_id, field, weapon, voice
            order by role = 'superseded', published_date desc nulls last, quote_start desc, claim_id asc
        ) as nth_last,
    from {{ ref('int_statements') }}
    where {{ is_served('event_id') }}
),

speakers as (
    select *, from {{ ref('int_names') }}
    where kind = 'actor'
)

select
    statements.event_id,
    statements.fact_type,
    statements.field,
    statements.weapon,
    statements.claimed_by,
    speakers.actor_id as speaker_actor_id,
    speakers.country as speaker_country,
    statements.source_id,
    statements.published_date,
    statements.value,
    statements.low,
    statements.high,
    statements.role,
    statements.claim_id,
    statements.nth_last = 1 and statements.role <> 'superseded' as is_last_word,
    left(md5(concat_ws('|', statements.claim_id, statements.field, statements.weapon)), 16) as statement_id,
from statements
left join speakers on statements.claimed_by = speakers.text
order by statements.event_id, statements.field, statements.weapon, statements.published_date, statements.claim_id
