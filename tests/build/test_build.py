"""The scenes, as they stand in the marts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.build import scenes
from tests.build.scenes import id_of
from tests.schema import contracted

Rows = Callable[..., list[tuple[Any, ...]]]
ATTACK = "select {} from fct_attacks where attack_id = ?"


def test_toll_is_one_attack_and_its_parts_are_none(rows: Rows) -> None:
    columns = "event_date, time_precision, attacker, country, admin1, place_id, geo_precision, injured_best, n_reports"
    assert rows(ATTACK.format(columns), id_of(scenes.TOLL)) == [
        (date(2023, 9, 13), 1, "Russia", "Ukraine", "UA-46", "p-lviv-region", 3, 7, 1)
    ]
    parts = [id_of(scenes.PART_LVIV), id_of(scenes.PART_ELSEWHERE)]
    assert rows("select distinct event_id, merge_reason from fct_claims where list_contains(?, claim_id)", parts) == [
        (id_of(scenes.TOLL), "part of the event that its text tells as a whole")
    ]


def test_tally_has_the_air_forces_columns(rows: Rows) -> None:
    columns = "launched, destroyed, not_reach_goal, sub_event_type, killed_best, place_id"
    assert rows(ATTACK.format(columns), id_of(scenes.TALLY)) == [(44, 32, 3, "Air/drone strike", None, None)]
    weapons = "select weapon_id, weapon_type, model, launched, destroyed, not_reach_goal from fct_attack_weapons"
    assert rows(f"{weapons} where attack_id = ?", id_of(scenes.TALLY)) == [
        ("w-shahed-136", "drone", "Shahed-136", 44, 32, 3)
    ]


def test_rates_of_interception(rows: Rows) -> None:
    """32 of 44, and 35 of 44 with those that were lost; none where nobody counted what was launched."""
    columns = ATTACK.format("interception_rate, interception_rate_with_lost")
    assert rows(columns, id_of(scenes.TALLY)) == [(Decimal("0.7273"), Decimal("0.7955"))]
    assert rows(columns, id_of(scenes.RECORD_RAID)) == [(None, None)]


def test_talks_told_twice_are_one_event(rows: Rows) -> None:
    claims = sorted([id_of(scenes.TALKS), id_of(scenes.TALKS_AGAIN)])
    columns = "diplomatic_event_id, plover_event_type, quad_code, n_reports, place_id, event_date"
    query = f"select {columns} from fct_diplomatic_events where event_date = date '2023-09-13'"
    assert rows(query) == [(claims[0], "CONSULT", 1, 2, "p-lviv", date(2023, 9, 13))]
    actors = "select list_sort([source_actor_id, target_actor_id]), list_sort([source_country, target_country])"
    assert rows(f"{actors} from fct_diplomatic_events where event_date = date '2023-09-13'") == [
        (["anna-berg", "ivan-stone"], ["NO", "RU"])
    ]


def test_actor_has_the_office_of_the_day(rows: Rows) -> None:
    offices = "select coalesce(source_office, target_office) from fct_diplomatic_events where event_date = ?"
    assert rows(offices, date(2023, 9, 13)) == [("minister of defence",)]
    held = rows("select latest_office, latest_from_date, offices from dim_actor where actor_id = 'anna-berg'")
    assert held == [
        (
            "minister of defence",
            date(2023, 7, 1),
            "minister of trade (2021-01-01 to 2023-06-30); minister of defence (2023-07-01 to now)",
        )
    ]


def test_aid_keeps_statuses_and_parts_apart(rows: Rows) -> None:
    query = """
        select amount / 1e9, aid_status, kind, part_of_aid_id, iati_transaction_type
        from fct_aid where donor = 'Norway' and announced_date = date '2023-09-13' order by amount desc
    """
    assert rows(query) == [
        (30.5, "total_to_date", "mixed", None, None),
        (20.0, "obligated", "mixed", _whole(scenes.TOTAL, scenes.TOTAL_ROUNDED), "2"),
        (4.0, "requested", "mixed", None, None),
        (1.5, "requested", "military", id_of(scenes.REQUESTED), None),
    ]


def test_part_of_an_aid_measure_is_told_by_its_role(rows: Rows) -> None:
    query = "select role from fct_claims where claim_id = ?"
    assert rows(query, id_of(scenes.REQUESTED_PART)) == [("component",)]
    assert rows(query, id_of(scenes.REQUESTED)) == [("main",)]


def test_pledge_told_twice_is_one_and_keeps_its_measure(rows: Rows) -> None:
    query = """
        select aid_id, measure_id, aid_status, n_reports, n_sources, announced_date
        from fct_aid where amount = 100000000 order by announced_date
    """
    first, obligated, anew = (id_of(fact) for fact in (scenes.PLEDGE, scenes.PLEDGE_OBLIGATED, scenes.PLEDGE_NEW))
    assert rows(query) == [
        (first, first, "pledged", 2, 2, date(2023, 10, 25)),
        (obligated, first, "obligated", 1, 1, date(2023, 11, 20)),
        (anew, anew, "pledged", 1, 1, date(2023, 12, 20)),
    ]
    goods = rows("select item, count, unit from fct_aid_items where aid_id = ? order by item", first)
    assert goods == [("shells", 5000, None), ("tanks", 10, None)]


def test_amounts_are_converted_at_the_reference_rate_of_their_day(rows: Rows) -> None:
    columns = "amount_usd, amount_eur, fx_date, fx_rate, fx_missing_reason, aid_type_general"
    query = f"select {columns} from fct_aid where aid_id = ?"
    assert rows(query, id_of(scenes.EUROS)) == [
        (Decimal(52_705_000), Decimal(50_000_000), date(2023, 10, 27), Decimal("1.0541"), None, "Humanitarian")
    ]
    ((dollars, euros, day, rate, reason, _),) = rows(query, id_of(scenes.PLEDGE))
    assert (dollars, reason) == (Decimal(100_000_000), None)
    per_euro = dict(rows("select currency, per_euro from staging.stg_exchange_rates where rate_date = ?", day))["USD"]
    assert rate == 1
    assert euros == (100_000_000 / per_euro).quantize(Decimal("0.01"))


def test_conversions_are_exact_to_the_cent_and_no_float_comes_near_them(rows: Rows) -> None:
    query = """
        select aid.amount, own.per_euro, dollars.per_euro, aid.amount_usd, aid.amount_eur, aid.fx_rate
        from fct_aid as aid
        inner join staging.stg_exchange_rates as own on aid.fx_date = own.rate_date and aid.currency = own.currency
        inner join staging.stg_exchange_rates as dollars
            on aid.fx_date = dollars.rate_date and dollars.currency = 'USD'
    """
    converted = rows(query)
    assert len(converted) >= 10
    cent, place = Decimal("0.01"), Decimal("0.00000001")
    for amount, own, dollars, in_usd, in_eur, rate in converted:
        assert in_usd == (amount * dollars / own).quantize(cent, ROUND_HALF_UP)
        assert in_eur == (amount / own).quantize(cent, ROUND_HALF_UP)
        assert rate == (dollars / own).quantize(place, ROUND_HALF_UP)
    types = """
        select distinct data_type from duckdb_columns()
        where
            regexp_matches(column_name, '(^|_)(amount|usd|eur|rate|euro|percent)$')
            and not starts_with(column_name, 'n_')
    """
    assert {kind.split("(")[0] for (kind,) in rows(types)} == {"DECIMAL"}


def test_a_day_without_a_rate_takes_the_last_one_or_says_why_there_is_none(rows: Rows) -> None:
    query = "select fx_date, amount_usd is null, amount_eur is null, fx_missing_reason from fct_aid where aid_id = ?"
    told = {
        fact.fields["currency"] + " " + fact.quote.split()[0]: rows(query, id_of(fact))
        for document in scenes.CURRENCIES
        for story in document.stories
        for fact in story
        if fact not in (scenes.OF_A_CENT, scenes.CONVERTED)
    }
    assert told == {
        "JPY Japan": [(date(2022, 4, 1), False, False, None)],  # a Sunday has the rate of its Friday
        "RUB A": [(date(2022, 3, 1), False, False, None)],
        "RUB Another": [(None, True, True, "the reference rates of RUB end on 2022-03-01")],
        "UAH A": [(None, True, True, "no reference rate for UAH")],
        "BGN Sofia": [(None, True, True, "the reference rates of BGN end on 2025-12-31")],
        "USD Rome": [(None, False, True, told["USD Rome"][0][3])],
    }
    assert told["USD Rome"][0][3].startswith("the reference rates of USD end on 20")


def test_sums_of_aid_leave_out_what_must_not_be_added(rows: Rows) -> None:
    naive = "select sum(amount_usd) from fct_aid where donor = 'Norway' and announced_date = date '2023-09-13'"
    by_status = """
        select aid_status, sum(amount_usd) / 1e9 from agg_aid_by_month
        where donor = 'Norway' and month_start = date '2023-09-01' group by aid_status order by aid_status
    """
    assert rows(naive) == [(Decimal("56000000000.00"),)]  # a total to date, its part and a request with its part
    assert rows(by_status) == [("requested", 4.0)]
    assert rows("select count(*) from agg_aid_by_month where aid_status = 'total_to_date'") == [(0,)]


def test_what_was_denied_or_replaced_is_in_no_sum(rows: Rows) -> None:
    claimed = (
        "select count(*) from staging.stg_aid where (amount, currency) in ((5e6, 'USD'), (7e6, 'EUR'), (8e6, 'EUR'))"
    )
    assert rows(claimed) == [(3,)]  # denied, replaced, and what replaced it
    query = "select amount_eur from agg_aid_by_month where donor = 'Italy' and month_start = date '2023-12-01'"
    assert rows(query) == [(Decimal(8_000_000),)]
    assert rows("select count(*) from agg_aid_packages where amount in (5000000, 7000000)") == [(0,)]


def test_a_package_is_one_with_its_parts_beside_it(rows: Rows) -> None:
    query = "select amount_usd, n_parts, parts_amount_usd from agg_aid_packages where donor = 'Norway' and n_parts > 0"
    assert rows(query) == [(Decimal(4_000_000_000), 1, Decimal(1_500_000_000))]
    told = "select count(*), count(distinct measure_id) from fct_aid where amount = 100000000"
    assert rows(told) == [(3, 2)]
    assert rows("select count(*) from agg_aid_packages where amount = 100000000") == [(2,)]


def test_a_pledge_that_was_obligated_is_committed_once(rows: Rows) -> None:
    donor = rows("select distinct donor from fct_aid where amount = 100000000")[0][0]
    query = "select committed_usd, allocated_usd, delivered_usd from agg_aid_by_donor where donor = ?"
    assert rows(query, donor)[0][:2] == (Decimal(200_000_000), Decimal(100_000_000))  # not 300 of three statuses


def test_goods_that_are_weapons_have_their_row(rows: Rows) -> None:
    query = """
        select items.item, items.count, items.unit, weapons.weapon_type, weapons.model
        from fct_aid_items as items left join dim_weapon as weapons on items.weapon_id = weapons.weapon_id
        where items.aid_id = ? order by items.item
    """
    assert rows(query, id_of(scenes.GOODS)) == [
        ("Kalibr launchers", 2, None, "cruise missile", "Kalibr"),
        ("drone jammers", 3, None, None, None),
        ("drones", 30, None, "drone", None),
        ("flour", 55, "tonnes", None, None),
    ]


def test_a_part_stands_beside_its_whole_and_adds_nothing(rows: Rows) -> None:
    query = """
        select amount / 1e9, whole_amount / 1e9, aid_status, whole_aid_status, share_percent
        from agg_aid_parts where donor = 'Norway' order by amount
    """
    assert rows(query) == [
        (1.5, 4.0, "requested", "requested", Decimal("37.50")),
        (20.0, 30.5, "obligated", "total_to_date", Decimal("65.57")),
    ]
    rest = "select rest_amount_usd from agg_aid_packages where measure_id = ?"
    assert rows(rest, id_of(scenes.REQUESTED)) == [(Decimal(2_500_000_000),)]


def test_toll_that_rises_is_one_attack_with_revisions(rows: Rows) -> None:
    columns = "killed_low, killed_best, killed_high, is_disputed, n_reports, first_reported_date, last_reported_date"
    assert rows(ATTACK.format(columns), id_of(scenes.ODESA)) == [
        (4, 4, 4, False, 2, date(2023, 9, 20), date(2023, 9, 21))
    ]
    query = "select known_from_date, value, previous_value, claim_id from fct_event_revisions where event_id = ?"
    assert rows(f"{query} order by known_from_date", id_of(scenes.ODESA)) == [
        (date(2023, 9, 20), 2, None, id_of(scenes.ODESA)),
        (date(2023, 9, 21), 4, 2, id_of(scenes.ODESA_LATER)),
    ]


def test_two_strikes_told_side_by_side_stay_two(rows: Rows) -> None:
    events = rows("select attack_id, n_reports, n_sources from fct_attacks where event_date = date '2023-10-01'")
    assert sorted(events) == sorted([(id_of(scenes.MORNING), 1, 1), (id_of(scenes.EVENING), 1, 1)])


def test_every_claim_that_names_an_event_leads_to_one(rows: Rows) -> None:
    events = "select attack_id from fct_attacks union select aid_id from fct_aid"
    events += " union select diplomatic_event_id from fct_diplomatic_events"
    assert rows(f"select claim_id from fct_claims where event_id is not null and event_id not in ({events})") == []


def test_report_that_fits_two_strikes_is_neither_and_no_third(rows: Rows) -> None:
    reason = "select event_id, no_event_reason from fct_claims where claim_id = ?"
    assert rows(reason, id_of(scenes.KHERSON_BARE)) == [(None, "it fits two attacks alike")]


def test_rival_figures_widen_and_replaced_ones_do_not(rows: Rows) -> None:
    columns = "killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, is_disputed, n_reports"
    query = f"select {columns} from fct_attacks where event_date = date '2023-10-05'"
    assert rows(query) == [(3, 3, 5, 4, 4, 4, True, 1)]
    revisions = """
        select revisions.value, revisions.previous_value
        from fct_event_revisions as revisions
        inner join fct_claims as claims on revisions.claim_id = claims.claim_id
        where claims.published_date = date '2023-10-05' and revisions.field = 'injured' order by revisions.value
    """
    assert rows(revisions) == [(1, None), (4, 1)]


def test_vague_word_gives_a_low_and_no_best(rows: Rows) -> None:
    columns = "injured_low, injured_best, injured_high, place_id"
    assert rows(ATTACK.format(columns), id_of(scenes.VAGUE_FACT)) == [(24, None, None, "p-veselka-kherson")]


def test_claims_without_event_say_why(rows: Rows) -> None:
    query = (
        "select event_id, no_event_reason from fct_claims where published_date = date '2023-10-15' order by quote_start"
    )
    assert rows(query) == [
        (None, "a total over a period, not one event"),
        (None, "background to the news, not the news"),
        (None, "not told as a fact: hypothetical"),
        (None, "not told as a fact: negated"),
        (None, "not told as a fact: negated"),
    ]


def test_city_and_region_of_one_strike_merge_and_another_toll_does_not(rows: Rows) -> None:
    columns = "injured_best, place_id, n_reports, n_sources"
    query = f"select {columns} from fct_attacks where event_date = date '2023-10-20' order by injured_best"
    assert rows(query) == [(3, "p-lviv", 2, 2), (9, "p-lviv", 1, 1)]


def test_words_of_one_speaker_merge_when_they_are_the_same(rows: Rows) -> None:
    query = "select n_reports from fct_diplomatic_events where event_date = date '2023-12-01' order by n_reports"
    assert rows(query) == [(1,), (2,)]


def test_claims_of_a_replaced_text_count_no_more(rows: Rows) -> None:
    query = "select attack_id, killed_best from fct_attacks where event_date = date '2023-12-05'"
    assert rows(query) == [(id_of(scenes.NEW_CLAIM), 2)]
    reason = "select event_id, no_event_reason from fct_claims where claim_id = ?"
    assert rows(reason, id_of(scenes.OLD_CLAIM)) == [(None, "its document was replaced by a newer version")]


def test_text_that_comes_back_counts_again(rows: Rows) -> None:
    assert rows("select killed_best from fct_attacks where event_date = date '2023-12-09'") == [(6,)]
    versions = "select version, is_current from dim_document where path = ? order by version"
    assert rows(versions, "agency/2023/2023-12-09.txt") == [(1, True), (2, False)]


def test_rough_dates_and_unclear_places_are_not_guessed(rows: Rows) -> None:
    columns = "event_date, time_precision, place_id, place_name, sub_event_type"
    assert rows(ATTACK.format(columns), id_of(scenes.UNDATED_FACT)) == [
        (None, None, None, "Veselka", "Shelling/artillery/missile attack")
    ]
    assert rows(ATTACK.format("event_date, time_precision"), id_of(scenes.MONTH_FACT)) == [(date(2023, 5, 1), 3)]


def test_every_number_is_in_the_ledger(rows: Rows) -> None:
    query = "select is_placed, count(*), count(claim_id), count(reason) from fct_figures group by is_placed order by 1"
    figures = sum(len(fact.words) for document in scenes.OWNERS for story in document.stories for fact in story)
    assert rows(query) == [(False, 2, 0, 2), (True, figures, figures, 0)]


def test_dimensions_name_their_rows(rows: Rows) -> None:
    assert rows("select admin1_name, country_name from dim_place where place_id = 'p-odesa'") == [
        ("Odesa region", "Ukraine")
    ]
    assert rows("select weapon_class from dim_weapon where model = 'Kalibr'") == [("missile",)]
    assert rows("select source_id, publisher, n_documents from dim_source where source_id = 'paper'") == [
        ("paper", "The paper", 4)
    ]
    day = "select iso_week_number, weekday_name, invasion_day_number from dim_date where date_day = date '2023-09-13'"
    assert rows(day) == [(37, "Wednesday", 566)]


def test_every_column_is_described(rows: Rows) -> None:
    query = """
        select table_name || '.' || column_name from duckdb_columns()
        where schema_name = 'main' and comment is null and not internal
    """
    assert rows(query) == []
    tables = "select count(*), count(comment) from duckdb_tables() where schema_name = 'main'"
    n_marts = len({mart for mart, _, _ in contracted()})
    assert rows(tables) == [(n_marts, n_marts)]


def _whole(*facts: Any) -> str:
    """The event that several claims of one day merge into is named by the lowest id."""
    return min(id_of(fact) for fact in facts)
