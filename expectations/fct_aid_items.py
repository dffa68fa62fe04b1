"""What must hold of the goods of an aid measure."""

from __future__ import annotations

from expectations.rules import HasRows, Mart, RowRule

MART = Mart(
    "fct_aid_items",
    "intermediate",
    "int_aid_items",
    "in-kind aid",
    "select count(*) from staging.stg_aid_items as items "
    "inner join intermediate.int_claim_events as events on items.claim_id = events.claim_id "
    "where events.event_id is not null and items.item is not null",
)


class ItemCountPlausible(RowRule):
    """Nothing is given zero times, and no item comes in billions."""

    description: str = "counts of goods are within plausible_ranges"
    unexpected_rows_query: str = """
        select items.aid_id as event_id, items.count || ' ' || items.item as finding
        from {batch} as items
        inner join staging.plausible_ranges as ranges on ranges.measure = 'item_count'
        where items.count not between ranges.low and ranges.high
    """


EXPECTATIONS = [HasRows, ItemCountPlausible]
