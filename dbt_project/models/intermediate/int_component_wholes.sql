-- The whole of which a claim tells a part: in its story where there is one of its kind, else in its document.
with attack_claims as (
    select *, from {{ ref('int_attack_claims') }}
    where no_event_reason is null
),

aid_claims as (
    select *, from {{ ref('int_aid_claims') }}
    where no_event_reason is null
),

attack_wholes as (
    select
        part.claim_id,
        whole.claim_id as whole_claim_id,
        part.story = whole.story as is_one_story,
        (part.killed_low is not null and whole.killed_low is not null)
        or (part.injured_low is not null and whole.injured_low is not null)
        or (part.launched is not null and whole.launched is not null)
        or (part.destroyed is not null and whole.destroyed is not null) as is_one_figure,
        coalesce({{ names_place('part', 'whole') }} or {{ names_place('whole', 'part') }}, false)
        or coalesce(part.admin1 = whole.region, false) as is_one_place,
        [not is_one_story, not is_one_figure, not is_one_place] as misfits,
        part.quote_start - whole.quote_start as distance,
    from attack_claims as part
    inner join attack_claims as whole on part.document_id = whole.document_id
    where
        part.is_component and not whole.is_component
        and ((part.is_tally and whole.is_tally) or (part.is_strike and whole.is_strike))
        and (is_one_story or (is_one_figure and is_one_place))
),

-- What is too small to hold a part is its whole only where the same donor is said to give both, which cannot be.

aid_wholes as (
    select
        part.claim_id,
        whole.claim_id as whole_claim_id,
        [part.amount > whole.amount, part.aid_status is distinct from whole.aid_status] as misfits,
        part.amount_start - whole.amount_start as distance,
    from aid_claims as part
    inner join aid_claims as whole
        on
            part.document_id = whole.document_id and part.story = whole.story
            and coalesce(part.currency, '') = coalesce(whole.currency, '')
    where
        part.is_component and not whole.is_component
        and (part.amount <= whole.amount or (part.amount > whole.amount and part.donor = whole.donor))
),

wholes as (
    select
        'attack' as fact_type,
        claim_id,
        whole_claim_id,
        misfits,
        distance,
    from attack_wholes
    union all
    select
        'aid' as fact_type,
        claim_id,
        whole_claim_id,
        misfits,
        distance,
    from aid_wholes
)

select
    claim_id,
    whole_claim_id,
    fact_type,
from wholes
qualify
    row_number() over (
        partition by claim_id
        order by
            misfits asc,
            distance >= 0 desc,
            abs(distance) asc,
            whole_claim_id asc
    ) = 1
order by claim_id
