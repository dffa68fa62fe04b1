{#- Of every served event: who publishes the documents that tell of it, under which licences, and when. -#}
{% macro event_sources() -%}
    select
        claims.event_id,
        string_agg(
            distinct coalesce(sources.publisher, sources.source_id), '; '
            order by coalesce(sources.publisher, sources.source_id)
        ) as publishers,
        string_agg(
            distinct coalesce(sources.licence, 'not stated'), '; ' order by coalesce(sources.licence, 'not stated')
        ) as licences,
        string_agg(distinct sources.language_code, '; ' order by sources.language_code) as languages,
        string_agg(
            distinct cast(claims.published_date as varchar), ';' order by cast(claims.published_date as varchar)
        ) as published_dates,
        string_agg(distinct claims.headline, '; ' order by claims.headline) as headlines,
        string_agg(distinct claims.claimed_by, '; ' order by claims.claimed_by) as speakers,
    from {{ ref('fct_claims') }} as claims
    inner join {{ ref('dim_document') }} as documents on claims.document_id = documents.document_id
    inner join {{ ref('dim_source') }} as sources on documents.source_id = sources.source_id
    where claims.event_id is not null and documents.is_current
    group by claims.event_id
{%- endmacro %}
