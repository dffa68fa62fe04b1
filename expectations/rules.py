"""The three kinds of expectation, by what follows when one fails.

A RowRule holds the events that break it: its query gives `event_id` and `finding`, what is wrong with it in a few
words. A ReleaseRule stops publishing: its query gives one `finding` per reason to stop. A WarningRule holds and stops
nothing: its query gives one `finding` per thing that a person should look at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from great_expectations.expectations.core.expect_table_row_count_to_be_between import ExpectTableRowCountToBeBetween
from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
from great_expectations.expectations.metadata_types import FailureSeverity


@dataclass(frozen=True)
class Mart:
    """What a module judges: the mart by name, the table of its candidate rows, and the claims that should give rows."""

    name: str
    schema: str
    table: str
    claims: str  # what the claims are called
    claims_query: str  # how many there are


class RowRule(UnexpectedRowsExpectation):
    """Each row of the query is an event to hold."""

    unexpected_rows_query: str = "select null as event_id, null as finding from {batch} where false"
    severity: FailureSeverity = FailureSeverity.WARNING
    holds: ClassVar[str] = "row"
    judged_when_empty: ClassVar[bool] = False


class ReleaseRule(UnexpectedRowsExpectation):
    """Each row of the query is a reason to keep the old release."""

    unexpected_rows_query: str = "select null as finding from {batch} where false"
    severity: FailureSeverity = FailureSeverity.CRITICAL
    holds: ClassVar[str] = "release"
    judged_when_empty: ClassVar[bool] = False


class WarningRule(UnexpectedRowsExpectation):
    """Each row of the query is something to tell, and no reason to leave anything out."""

    unexpected_rows_query: str = "select null as finding from {batch} where false"
    severity: FailureSeverity = FailureSeverity.INFO
    holds: ClassVar[str] = "warning"
    judged_when_empty: ClassVar[bool] = False


class HasRows(ExpectTableRowCountToBeBetween):
    """The one check that an empty table cannot pass: every other one would, with nothing to look at."""

    min_value: int = 1
    description: str = "there are rows where there are claims that should give some"
    severity: FailureSeverity = FailureSeverity.CRITICAL
    holds: ClassVar[str] = "release"
    judged_when_empty: ClassVar[bool] = True


def event_claims(fact_type: str) -> str:
    """A query for the number of claims of a kind that tell of an event."""
    return (
        "select count(*) from intermediate.int_claim_events "  # noqa: S608 (a name from code)
        f"where fact_type = '{fact_type}' and event_id is not null"
    )
