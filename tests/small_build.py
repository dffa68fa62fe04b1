"""The tables beside its marts that a build must have to be published: for tests that publish builds of a few rows."""

CLAIMS = """
create table fct_claims as
    select unnest(['a', 'b', 'c']) as claim_id, claim_id as event_id, 'x' as fact_type, 'd' as document_id,
        0 as quote_start, 9 as quote_end, null::varchar as no_event_reason, '1' as reader_version, 'words' as quote,
        '{}' as fact;
create table dim_document as select 'd' as document_id, true as is_current;
create schema staging;
create table staging.corrections as
    select '' as kind, '' as target_id, '' as column_name, '' as expected_value, '' as new_value limit 0;
"""
