-- The decoded text of each document of the days shown, once for all of its claims.
select
    document_id,
    text,
from raw.documents
where
    state = 'loaded'
    and document_id in (
        select claims.document_id
        from fct_claims as claims
        inner join bounds on claims.published_date between bounds.since and bounds.newest
    )
qualify row_number() over (partition by document_id order by package_id, package_row) = 1
