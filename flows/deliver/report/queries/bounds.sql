-- The days that the page shows one by one: the last ones up to the newest document. Without a dated document there are none.
create temp table bounds as
with documents as (
    select max(published_date) as newest,
    from dim_document
    where is_current and published_precision = 1
)

select
    documents.newest,
    coalesce(documents.newest - (cast($window_days as integer) - 1), date '9999-12-31') as since,
    coalesce(
        cast(date_trunc('month', documents.newest) - to_months(cast($older_months as integer)) as date),
        date '0001-01-01'
    ) as older_since,
    (
        select min(dim_date.date_day)
        from dim_date
        where dim_date.is_covered and dim_date.date_day > documents.newest - cast($window_days as integer)
    ) as first_day,
from documents
