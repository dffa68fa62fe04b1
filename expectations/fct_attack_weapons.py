"""What must hold of the weapons of an attack."""

from __future__ import annotations

from expectations.rules import HasRows, Mart, RowRule

MART = Mart(
    "fct_attack_weapons",
    "intermediate",
    "int_attack_weapons",
    "weapon",
    "select count(*) from staging.stg_attack_weapons as weapons "
    "inner join intermediate.int_claim_events as events on weapons.claim_id = events.claim_id "
    "where events.is_bearing and weapons.weapon_type is not null",
)


class ModelDownedWithinLaunched(RowRule):
    """As for the attack as a whole, where the sum may hide what one model shows."""

    description: str = "no more of a weapon were destroyed or lost than were launched"
    unexpected_rows_query: str = """
        select
            attack_id as event_id,
            concat_ws(' ', weapon_type, model) || ': ' || coalesce(destroyed, 0) || ' destroyed and '
            || coalesce(not_reach_goal, 0) || ' lost of ' || launched || ' launched' as finding
        from {batch}
        where coalesce(destroyed, 0) + coalesce(not_reach_goal, 0) > launched
    """


class CountsPlausible(RowRule):
    """A count far beyond the largest night is a total over a period, or a number of something else."""

    description: str = "counts are within plausible_ranges for the weapon type"
    unexpected_rows_query: str = """
        select
            weapons.attack_id as event_id,
            concat_ws(' ', greatest(weapons.launched, weapons.destroyed, weapons.not_reach_goal), weapons.weapon_type)
                as finding
        from {batch} as weapons
        inner join staging.plausible_ranges as ranges
            on ranges.measure = 'launched' and weapons.weapon_type = ranges.code
        where
            greatest(weapons.launched, weapons.destroyed, weapons.not_reach_goal) > ranges.high
            or least(weapons.launched, weapons.destroyed, weapons.not_reach_goal) < ranges.low
    """


EXPECTATIONS = [HasRows, ModelDownedWithinLaunched, CountsPlausible]
