-- What the sentences on the page say of the whole release.
select
    bounds.newest,
    bounds.first_day,
    if(bounds.newest is null, null, bounds.since) as since,
    greatest((select min(event_date) from attack_sums), bounds.older_since) as first_attack_date,
    bounds.older_since > date '0001-01-01' as is_older_cut,
    (select count(*) from fct_attacks) as n_attacks,
    (select count(*) from fct_attacks where event_date is null) as n_undated_attacks,
    (select count(*) from dim_document where is_current) as n_documents,
    (select count(*) from fct_figures) as n_figures,
    (select count(*) from fct_figures where is_placed) as n_figures_placed,
    (select count(*) from dim_date where date_day between bounds.first_day and bounds.newest) as n_days,
    (
        select count(*) from dim_date
        where date_day between bounds.first_day and bounds.newest and is_covered
    ) as n_days_covered,
from bounds
