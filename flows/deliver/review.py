"""What is worth a person's look: the events that validation held, and what it says of a release."""

from __future__ import annotations

from typing import Any

from flows import releases
from flows.errors import CLEAN, HELD, STOPPED
from flows.settings import Settings
from flows.terminal import printable
from flows.validate import Judge, Verdict, inspect


def held_events(settings: Settings) -> list[dict[str, Any]]:
    """The events that the current release leaves out: the check that each failed, what was found, its sentences.

    Raises:
        EnvironmentFault: there is no release yet.
    """
    held: list[dict[str, Any]] = releases.required(settings).about["held"]
    return held


def warnings(settings: Settings) -> list[str]:
    """What the current release warns of: corrections that no longer apply, a source that fell silent.

    Raises:
        EnvironmentFault: there is no release yet.
    """
    found: list[str] = releases.required(settings).about.get("warnings", [])
    return found


def warnings_text(found: list[str]) -> str:
    """The warnings for a person, one line each; nothing where there are none."""
    return "\n".join(f"warning: {printable(finding)}" for finding in found)


def held_text(held: list[dict[str, Any]]) -> str:
    """The held events for a person, each with the row of corrections.csv that would let it through."""
    if not held:
        return "Nothing is held."
    parts = []
    for event in held:
        quotes = "\n".join(f"    “{printable(quote)}”" for quote in event["quotes"])
        parts.append(
            f"{event['event_id']} in {event['mart']}: {printable(event['finding'])}\n"
            f"{quotes}\n"
            f"    held by {event['expectation']} ({event['description']})\n"
            f"    to accept it, add to dbt_project/seeds/corrections.csv:\n"
            f"    accept,{event['event_id']},,,,<reason>,<author>,<date>"
        )
    return "\n\n".join(parts)


def judge_release(settings: Settings) -> Verdict:
    """The expectations on the current release, which stays as it is.

    Raises:
        EnvironmentFault: there is no release yet.
        ReleaseStopped: the validation gave no answer.
    """
    release = releases.required(settings)
    with Judge() as judge:
        return inspect(release.database, judge)


def verdict_code(verdict: Verdict) -> int:
    """CLEAN, HELD where events would be held or a check warns, or STOPPED where a release would not go out."""
    if any(result.stops for result in verdict.results):
        return STOPPED
    return HELD if verdict.held or verdict.warnings else CLEAN


def verdict_text(verdict: Verdict) -> str:
    """Every expectation with its outcome, then the rows that failed with their words."""
    lines = [
        f"{result.outcome:<17} {result.mart}.{result.expectation}: {result.description} ({result.rows_checked} rows)"
        + (f"\n{'':<17} {printable(result.message)}" if result.message and result.outcome != "passed" else "")
        for result in verdict.results
    ]
    return "\n".join([*lines, "", held_text([held.as_json() for held in verdict.held])])
