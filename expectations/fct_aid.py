"""What must hold of an aid measure."""

from __future__ import annotations

from expectations.rules import HasRows, Mart, RowRule, event_claims

MART = Mart("fct_aid", "intermediate", "int_aid", "aid", event_claims("aid"))


class AmountPlausible(RowRule):
    """A slip between million and billion, or a price taken for a package, leaves the range of what is ever given."""

    description: str = "the amount is within plausible_ranges for its currency"
    unexpected_rows_query: str = """
        select aid.aid_id as event_id, aid.amount || ' ' || coalesce(aid.currency, '') as finding
        from {batch} as aid
        left join staging.plausible_ranges as own on own.measure = 'amount' and aid.currency = own.code
        inner join staging.plausible_ranges as other on other.measure = 'amount' and other.code = '*'
        where aid.amount not between coalesce(own.low, other.low) and coalesce(own.high, other.high)
    """


class AmountHasCurrency(RowRule):
    """A number without a currency cannot be compared with any other."""

    description: str = "an amount has a currency"
    unexpected_rows_query: str = """
        select aid_id as event_id, amount || ' of no currency' as finding
        from {batch}
        where amount is not null and currency is null
    """


class DonorPlausible(RowRule):
    """A package of twice the size of the largest that its donor ever gave is a misread donor, scale or currency.

    Parts are left to their wholes, and totals to date to the range of their currency.
    """

    description: str = "a package is within plausible_ranges for its donor"
    unexpected_rows_query: str = """
        select aid.aid_id as event_id, aid.amount_usd || ' USD of ' || aid.donor as finding
        from {batch} as aid
        left join staging.plausible_ranges as own on own.measure = 'donor_usd' and aid.donor = own.code
        inner join staging.plausible_ranges as other on other.measure = 'donor_usd' and other.code = '*'
        where
            not aid.is_component and aid.aid_status is distinct from 'total_to_date'
            and aid.amount_usd > coalesce(own.high, other.high)
    """


class AmountEqualsWords(RowRule):
    """Million for billion, a point for a comma: the digits and sizes at the span must give the amount when read again.

    Amounts in words alone ("half a billion") must lie within what their size allows.
    """

    description: str = "an amount is what the words at its span say when they are read again"
    unexpected_rows_query: str = """
        select distinct
            events.event_id,
            words.value_high || ' where the text says ' || words.figure_text as finding
        from intermediate.int_amount_words as words
        inner join intermediate.int_claim_events as events on words.claim_id = events.claim_id
        inner join {batch} as aid on events.event_id = aid.aid_id
        where not words.is_as_told
    """


class ConversionNearRate(RowRule):
    """A text that gives one amount in two currencies contradicts itself, or was misread, where they are far apart."""

    description: str = "an amount told in a second currency is within 5 % of the reference rate"
    unexpected_rows_query: str = """
        select distinct
            events.event_id,
            claims.amount || ' ' || claims.currency || ' is not ' || claims.conversion_amount || ' '
            || claims.conversion_currency as finding
        from intermediate.int_aid_claims as claims
        inner join intermediate.int_claim_events as events on claims.claim_id = events.claim_id
        inner join {batch} as aid on events.event_id = aid.aid_id
        inner join intermediate.int_exchange as own
            on claims.currency = own.currency and claims.announced_date = own.announced_date
        inner join staging.stg_exchange_rates as second
            on claims.conversion_currency = second.currency and own.fx_date = second.rate_date
        where abs(claims.conversion_amount * own.per_euro - claims.amount * second.per_euro)
            > 0.05 * claims.amount * second.per_euro
    """


class ReachedWithinApproved(RowRule):
    """What is obligated or spent of a package was appropriated before, its parts together as well as the whole.

    Which figure is wrong is not known, so all of them are held.
    """

    description: str = "what was obligated or has come further does not exceed what was pledged or approved of it"
    unexpected_rows_query: str = """
        with reached as (
            select
                promised.aid_id as promised_id,
                promised.amount as promised_amount,
                reached.is_component,
                reached.measure_id,
                max(reached.amount) as amount,
                list(reached.aid_id) as reached_ids,
            from {batch} as promised
            inner join {batch} as reached
                on
                    promised.currency = reached.currency
                    and if(
                        reached.is_component,
                        reached.part_of_aid_id = promised.aid_id,
                        reached.measure_id = promised.measure_id
                    )
            where
                promised.aid_status in ('pledged', 'approved') and not promised.is_component
                and reached.aid_status in ('obligated', 'disbursed', 'delivered')
            group by promised.aid_id, promised.amount, reached.is_component, reached.measure_id
        ),

        sums as (
            select
                promised_id,
                promised_amount,
                sum(amount) as amount,
                list_distinct(list_append(flatten(list(reached_ids)), promised_id)) as event_ids,
            from reached
            group by promised_id, promised_amount, is_component
        )

        select distinct
            unnest(event_ids) as event_id,
            amount || ' obligated or spent of ' || promised_amount || ' promised' as finding
        from sums
        where amount > promised_amount
    """


class PartWithinWhole(RowRule):
    """Thirteen billion of ten cannot be. Which of the two is wrong is not known, so both are held."""

    description: str = "no part of a measure is larger than the whole"
    unexpected_rows_query: str = """
        select distinct
            unnest([parts.aid_id, wholes.aid_id]) as event_id,
            'a part of ' || parts.amount || ' in ' || wholes.amount || ' ' || parts.currency as finding
        from {batch} as parts
        inner join {batch} as wholes on parts.part_of_aid_id = wholes.aid_id
        where parts.amount > wholes.amount and parts.currency = wholes.currency
    """


class ReachedWithinTotal(RowRule):
    """What was obligated, spent or delivered is part of the total so far that the same story gives."""

    description: str = "obligated, disbursed and delivered amounts do not exceed the total told beside them"
    unexpected_rows_query: str = """
        select distinct
            unnest([reached_events.event_id, total_events.event_id]) as event_id,
            reached.amount || ' ' || reached.aid_status || ' of a total of ' || totals.amount as finding
        from intermediate.int_aid_claims as reached
        inner join intermediate.int_aid_claims as totals
            on
                reached.document_id = totals.document_id and reached.story = totals.story
                and reached.donor = totals.donor and reached.currency = totals.currency
        inner join intermediate.int_claim_events as reached_events on reached.claim_id = reached_events.claim_id
        inner join intermediate.int_claim_events as total_events on totals.claim_id = total_events.claim_id
        inner join {batch} as aid on total_events.event_id = aid.aid_id
        where
            reached.aid_status in ('obligated', 'disbursed', 'delivered')
            and totals.aid_status = 'total_to_date' and not totals.is_component and totals.amount_qualifier is null
            and reached.amount > totals.amount and reached_events.event_id is not null
    """


class AnnouncedPlausibly(RowRule):
    """Aid may be promised for a date ahead, but not for the next decade; before 2014 there was no such aid."""

    description: str = "the announcement lies between 2014 and 400 days after the first report"
    unexpected_rows_query: str = """
        select aid_id as event_id, announced_date || ', reported on ' || coalesce(first_reported_date, '?') as finding
        from {batch}
        where announced_date < date '2014-01-01' or announced_date > first_reported_date + 400
    """


EXPECTATIONS = [
    HasRows,
    AmountPlausible,
    AmountHasCurrency,
    DonorPlausible,
    AmountEqualsWords,
    ConversionNearRate,
    PartWithinWhole,
    ReachedWithinApproved,
    ReachedWithinTotal,
    AnnouncedPlausibly,
]
