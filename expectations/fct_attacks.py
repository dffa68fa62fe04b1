"""What must hold of an attack."""

from __future__ import annotations

from expectations.rules import HasRows, Mart, RowRule, event_claims

MART = Mart("fct_attacks", "intermediate", "int_attacks", "attack", event_claims("attack"))


class DownedWithinLaunched(RowRule):
    """Nobody can shoot down what was not launched; a swapped or misread number is the usual cause."""

    description: str = "no more weapons were destroyed or lost than were launched"
    unexpected_rows_query: str = """
        select
            attack_id as event_id,
            coalesce(destroyed, 0) || ' destroyed and ' || coalesce(not_reach_goal, 0) || ' lost of '
            || launched || ' launched' as finding
        from {batch}
        where coalesce(destroyed, 0) + coalesce(not_reach_goal, 0) > launched
    """


class CasualtiesInOrder(RowRule):
    """The best figure is one of those between the lowest and the highest."""

    description: str = "killed and injured are not negative and low <= best <= high"
    unexpected_rows_query: str = """
        select
            attack_id as event_id,
            concat_ws(' ', 'killed', killed_low, killed_best, killed_high)
            || ', ' || concat_ws(' ', 'injured', injured_low, injured_best, injured_high) as finding
        from {batch}
        where
            killed_low < 0 or injured_low < 0
            or killed_low > killed_best or killed_best > killed_high or killed_low > killed_high
            or injured_low > injured_best or injured_best > injured_high or injured_low > injured_high
    """


class CasualtiesPlausible(RowRule):
    """A toll beyond any single attack is a total over a period, or a number of something else."""

    description: str = "killed and injured are within plausible_ranges"
    unexpected_rows_query: str = """
        with tolls as (
            select attack_id, 'killed' as measure, greatest(killed_low, killed_best, killed_high) as toll from {batch}
            union all
            select attack_id, 'injured', greatest(injured_low, injured_best, injured_high) from {batch}
        )

        select tolls.attack_id as event_id, tolls.toll || ' ' || tolls.measure as finding
        from tolls
        inner join staging.plausible_ranges as ranges on tolls.measure = ranges.measure
        where tolls.toll not between ranges.low and ranges.high
    """


class HappenedBeforeReported(RowRule):
    """An attack that is told as a fact cannot lie ahead; one day is left for time zones and nights."""

    description: str = "the attack lies between 2014 and its first report"
    unexpected_rows_query: str = """
        select attack_id as event_id, event_date || ', reported on ' || coalesce(first_reported_date, '?') as finding
        from {batch}
        where event_date < date '2014-01-01' or event_date > first_reported_date + 1
    """


class PartsWithinWhole(RowRule):
    """Six of five injured cannot be; a part is compared with the whole that its own text tells."""

    description: str = "no part of an attack has more killed, injured, launched or destroyed than the whole"
    unexpected_rows_query: str = """
        with figures as (
            select claim_id, 'killed' as field, killed_low as least, killed_high as most
            from intermediate.int_attack_claims
            union all
            select claim_id, 'injured', injured_low, injured_high from intermediate.int_attack_claims
            union all
            select claim_id, 'launched', launched, launched from intermediate.int_attack_claims
            union all
            select claim_id, 'destroyed', destroyed, destroyed from intermediate.int_attack_claims
        )

        select distinct
            attacks.attack_id as event_id,
            parts.field || ': ' || parts.least || ' in a part of ' || wholes.most as finding
        from intermediate.int_component_wholes as pairs
        inner join figures as parts on pairs.claim_id = parts.claim_id
        inner join figures as wholes on pairs.whole_claim_id = wholes.claim_id and parts.field = wholes.field
        inner join intermediate.int_claim_events as events on pairs.whole_claim_id = events.claim_id
        inner join {batch} as attacks on events.event_id = attacks.attack_id
        where parts.least > wholes.most
    """


EXPECTATIONS = [
    HasRows,
    DownedWithinLaunched,
    CasualtiesInOrder,
    CasualtiesPlausible,
    HappenedBeforeReported,
    PartsWithinWhole,
]
