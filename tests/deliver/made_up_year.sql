-- A year of made-up facts for a copy of a release: $per_day attacks a day with one claim each, and every ninth day
-- without a digest. Numbers follow from the day and the attack, so that every copy is the same.
create temp table days as
select
    cast(day as date) as day,
    'd' || strftime(day, '%Y%m%d') as document_id,
    day_number % 9 <> 0 as has_digest,
    day_number,
from (
    select
        unnest(generate_series(date '2030-03-06', date '2031-03-03', interval 1 day)) as day,
        generate_subscripts(generate_series(date '2030-03-06', date '2031-03-03', interval 1 day), 1) as day_number,
);

create temp table places as
select
    *,
    row_number() over (order by place_id) - 1 as place_number,
    count(*) over () as n_places,
from main.dim_place
where country_code = 'UA' and place_type = 'city' and admin1 is not null
limit 60;

create temp table facts as
select
    days.*,
    attack_number,
    format('{:08x}{:08x}', 900000 + day_number, attack_number) as id,
    places.place_id,
    places.place_name,
    places.admin1,
    places.latitude,
    places.longitude,
    12 + (day_number * 7 + attack_number) % 40 as launched,
    cast(floor((12 + (day_number * 7 + attack_number) % 40) * 0.7) as integer) as destroyed,
    (day_number + attack_number) % 5 as killed,
    (day_number + attack_number) % 7 + 2 as injured,
    if(attack_number % 6 = 5, 'Ukraine', 'Russia') as attacker,
    if(attack_number % 3 = 0, 'cruise missile', 'drone') as weapon_type,
from days
cross join range(cast($per_day as integer)) as attacks (attack_number)
inner join places on (days.day_number * 5 + attack_number) % places.n_places = places.place_number
where has_digest;

create temp table sentences as
select
    *,
    format('The regional head said that {} weapons were fired at {} and {} of them were shot down.', launched, place_name, destroyed)
    || format(' {} people were killed and {} were hurt, he added on the morning after the attack.', killed, injured) as sentence,
from facts;

create temp table documents as
select
    document_id,
    any_value(day) as day,
    string_agg(sentence, chr(10) order by attack_number) as text,
from sentences
group by document_id;

insert into raw.documents by name
select
    document_id, 'made-up/' || day || '.txt' as path, 'made-up' as source_id, text, 'loaded' as state,
    cast(day as varchar) as document_date, 'made-up' as package_id, 0 as package_row,
from documents;

insert into main.dim_document by name
select
    document_id, 'made-up/' || day || '.txt' as path, 1 as version, true as is_current, 'made-up' as source_id,
    day as published_date, 1 as published_precision, 'date line' as date_basis, 100 as byte_count, 'utf-8' as encoding,
    cast(day as varchar) as delivered_at, 1 as n_stories, 1 as n_claims,
from documents;

insert into main.dim_source by name
select
    'made-up' as source_id, 'Made-up gazette' as publisher, 'CC BY 4.0' as licence, 'en' as language_code,
    cast(count(*) as integer) as n_documents, min(day) as first_published_date, max(day) as last_published_date,
from documents;

insert into main.dim_date by name
select
    day as date_day, cast(date_trunc('month', day) as date) as month_start_date, cast(year(day) as integer) as year_number,
    cast(quarter(day) as integer) as quarter_number, cast(month(day) as integer) as month_number, strftime(day, '%B') as month_name,
    cast(isoyear(day) as integer) as iso_year_number, cast(weekofyear(day) as integer) as iso_week_number,
    cast(isodow(day) as integer) as iso_weekday_number, strftime(day, '%A') as weekday_name,
    cast(day - date '2022-02-24' as integer) as invasion_day_number, 0 as n_documents, false as is_covered,
from days
where day not in (select date_day from main.dim_date);

update main.dim_date set n_documents = 1, is_covered = true
where date_day in (select day from days where has_digest);

insert into main.fct_attacks by name
select
    id as attack_id, day as event_date, 1 as time_precision, attacker, 'stated' as attribution_basis, 'Ukraine' as country,
    admin1, place_id, place_name, 1 as geo_precision, latitude, longitude, launched, destroyed,
    if(launched - destroyed > 8, 2, null) as not_reach_goal,
    cast(destroyed / launched as decimal(5, 4)) as interception_rate, killed as killed_low, killed as killed_best,
    if(attack_number = 0, killed + 2, killed) as killed_high, injured as injured_low, injured as injured_best,
    if(attack_number = 1, null, injured) as injured_high, false as is_disputed, 1 as n_reports, 1 as n_sources,
    day as first_reported_date, day as last_reported_date,
from facts;

insert into intermediate.int_attack_weapon_types by name
select id as attack_id, weapon_type, launched, destroyed, if(launched - destroyed > 8, 2, null) as not_reach_goal from facts;

insert into main.fct_claims by name
select
    id as claim_id, 'attack' as fact_type, id as event_id, 'only report' as merge_reason, sentences.document_id, 0 as story,
    'Night of weapons' as headline, sentences.day as published_date, 'The regional head' as claimed_by, 'asserted' as modality,
    'main' as role, false as is_cumulative, false as is_background, sentence as quote,
    instr(documents.text, sentence) - 1 as quote_start, instr(documents.text, sentence) - 1 + length(sentence) as quote_end,
    'attacks.launched.passive' as patterns, '3' as reader_version,
    json_object(
        'spans', json_object(
            'weapons.0.launched', [instr(documents.text, sentence) + 29, instr(documents.text, sentence) + 31],
            'claimed_by', [instr(documents.text, sentence) - 1, instr(documents.text, sentence) + 16]
        ),
        'figures', json_object(
            'weapons.0.launched', json_object('low', launched, 'high', launched, 'qualifier', null, 'text', launched)
        )
    ) as fact,
from sentences
inner join documents on sentences.document_id = documents.document_id;

create temp table gifts as
select
    format('{:08x}{:08x}', 800000 + day_number, 0) as id,
    day,
    ['Norland', 'Sudland', 'Estmark', 'Westria', 'Isles', 'Middlemark', 'Farland'][day_number % 7 + 1] as donor,
    ['pledged', 'delivered', 'disbursed'][day_number % 3 + 1] as aid_status,
    1000000 * (10 + day_number % 90) as amount_usd,
from days
where has_digest and day_number % 4 = 1;

insert into main.fct_aid by name
select
    id as aid_id, id as measure_id, donor, 'Ukraine' as recipient, day as announced_date, 1 as time_precision,
    'military' as kind, aid_status, amount_usd as amount, 'USD' as currency, amount_usd, false as is_component, 1 as n_reports,
    1 as n_sources, day as first_reported_date, day as last_reported_date,
from gifts;

insert into main.agg_aid_by_month by name
select
    donor || aid_status || date_trunc('month', day) as row_id, donor, cast(date_trunc('month', day) as date) as month_start,
    aid_status, 'military' as kind, cast(count(*) as integer) as n_measures, 0 as n_without_amount, 0 as n_unconverted,
    sum(amount_usd) as amount_usd,
from gifts
group by all;

insert into main.agg_aid_packages by name
select
    id as measure_id, donor, 'Ukraine' as recipient, 'military' as kind, aid_status, day as announced_date, day as last_step_date,
    amount_usd as amount, 'USD' as currency, amount_usd, 0 as n_parts,
from gifts;
