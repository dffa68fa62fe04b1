"""What judging a build gives, free of heavy imports: the run that started the judge reads these too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Failure:
    """One thing that breaks an expectation: the event that it holds, where there is one, and what is wrong."""

    event_id: str | None
    finding: str


@dataclass(frozen=True)
class Result:
    """What became of one expectation."""

    mart: str
    expectation: str
    description: str
    severity: str  # warning | row | release
    outcome: str  # passed | failed | exception | nothing to check
    rows_checked: int
    failures: tuple[Failure, ...] = ()
    message: str | None = None

    @property
    def failed_ids(self) -> list[str]:
        """The events that the failure holds, each once."""
        return sorted({failure.event_id for failure in self.failures if failure.event_id})

    @property
    def stops(self) -> bool:
        """Whether a release must not be published with this result."""
        if self.severity == "warning":
            return False
        return self.outcome == "exception" or (self.outcome == "failed" and self.severity == "release")

    @property
    def warns(self) -> bool:
        """Whether a person should read it although nothing is held or stopped, a broken check included."""
        return self.severity == "warning" and self.outcome in ("failed", "exception")


def to_line(results: Iterable[Result]) -> str:
    """All results as one line of JSON."""
    return json.dumps([asdict(result) for result in results], ensure_ascii=True)


def from_line(line: str) -> tuple[Result, ...]:
    """The results of a line that to_line wrote.

    Raises:
        ValueError: the line is something else.
    """
    return tuple(
        Result(**{**entry, "failures": tuple(Failure(**failure) for failure in entry["failures"])})
        for entry in json.loads(line)
    )
