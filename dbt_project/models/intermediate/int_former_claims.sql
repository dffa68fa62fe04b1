-- One row per claim id of an earlier release that tells of nothing any more, and the claim that has taken its place.
{% set least_alike = 0.6 %}  {# of the letters, in a sentence that a corrected text tells anew #}

with claims as (
    select *, from {{ ref('stg_claims') }}
),

documents as (
    select *, from {{ ref('stg_documents') }}
),

former as (
    select
        *,
        true as is_of_another_reader,
    from {{ ref('stg_former_claims') }}
    union all
    select
        claim_id,
        document_id,
        fact_type,
        quote,
        quote_start,
        quote_end,
        reader_version,
        false as is_of_another_reader,
    from claims
    where not is_current
),

-- What this reader makes of the same words: the claim of the kind that overlaps most with them.
read_again as (
    select
        former.claim_id,
        claims.claim_id as heir_id,
    from former
    inner join claims
        on
            former.document_id = claims.document_id
            and former.fact_type = claims.fact_type
            and former.quote_start < claims.quote_end
            and former.quote_end > claims.quote_start
    where former.is_of_another_reader and claims.is_current
    qualify
        row_number() over (
            partition by former.claim_id
            order by
                least(former.quote_end, claims.quote_end) - greatest(former.quote_start, claims.quote_start) desc,
                claims.claim_id asc
        ) = 1
),

-- What the text that replaced another says in its place, in the same words or nearly so.
told_anew as (
    select
        former.claim_id,
        claims.claim_id as heir_id,
        1 - levenshtein(former.quote, claims.quote)
        / greatest(length(former.quote), length(claims.quote)) as likeness,
    from former
    inner join documents as old_text on former.document_id = old_text.document_id
    inner join documents as new_text on old_text.path = new_text.path
    inner join claims on new_text.document_id = claims.document_id and former.fact_type = claims.fact_type
    where
        not old_text.is_current and new_text.is_current
        and length(former.quote) <= length(claims.quote) * 2
        and length(claims.quote) <= length(former.quote) * 2
        and likeness >= {{ least_alike }}
    qualify
        row_number() over (
            partition by former.claim_id
            order by likeness desc, abs(former.quote_start - claims.quote_start) asc, claims.claim_id asc
        ) = 1
)

select
    former.claim_id as former_claim_id,
    former.fact_type,
    former.document_id,
    former.reader_version,
    coalesce(read_again.heir_id, told_anew.heir_id) as claim_id,
    case
        when read_again.heir_id is not null then 'this reader reads its words so'
        when told_anew.heir_id is not null then 'the text that replaced its own says so'
        else 'nothing that is read today stands in its place'
    end as because,
from former
left join read_again on former.claim_id = read_again.claim_id
left join told_anew on former.claim_id = told_anew.claim_id
order by former_claim_id
