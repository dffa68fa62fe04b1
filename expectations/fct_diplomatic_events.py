"""What must hold of a diplomatic event."""

from __future__ import annotations

from expectations.rules import HasRows, Mart, RowRule, event_claims

MART = Mart("fct_diplomatic_events", "intermediate", "int_diplomatic_events", "diplomatic", event_claims("diplomatic"))


class DatedPlausibly(RowRule):
    """A meeting may be announced for a day ahead, but not for the next decade."""

    description: str = "the event lies between 2014 and 400 days after its first report"
    unexpected_rows_query: str = """
        select
            diplomatic_event_id as event_id,
            event_date || ', reported on ' || coalesce(first_reported_date, '?') as finding
        from {batch}
        where event_date < date '2014-01-01' or event_date > first_reported_date + 400
    """


class ActorsDiffer(RowRule):
    """Nobody meets or accuses himself: one of the two names was misread."""

    description: str = "source and target are two actors"
    unexpected_rows_query: str = """
        select diplomatic_event_id as event_id, source_actor || ' as source and as target' as finding
        from {batch}
        where source_actor_id = target_actor_id
    """


EXPECTATIONS = [HasRows, DatedPlausibly, ActorsDiffer]
