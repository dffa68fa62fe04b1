"""What should hold of the corrections that people made."""

from __future__ import annotations

from typing import ClassVar

from expectations.rules import Mart, WarningRule

MART = Mart(
    "int_corrections", "intermediate", "int_corrections", "correction", "select count(*) from staging.corrections"
)


class CorrectionsApply(WarningRule):
    """The fact is not as the person saw it: the sources or the reader changed, and the decision has to be made anew."""

    description: str = "every correction finds what it expects and is applied"
    judged_when_empty: ClassVar[bool] = True  # nobody corrected anything: nothing is stale
    unexpected_rows_query: str = """
        select
            'the ' || kind || ' of ' || target_id
            || case state
                when 'stale' then
                    ' is stale: ' || coalesce(column_name || ' is', 'it is') || ' now '
                    || coalesce(current_value, 'nothing') || ', expected ' || coalesce(expected_value, 'nothing')
                else ' is not applied: ' || state
            end as finding
        from {batch}
        where state <> 'applied'
    """


EXPECTATIONS = [CorrectionsApply]
