"""Tell the people in charge what of a run they should know: through the receivers of SITREP_ALERTS, and no others.

Only what wants somebody's eye is told: a run that failed, a release that was withheld, PostgreSQL left behind, a source
that tells suddenly little, a day above all others. A run that a signal stopped is not: whoever stopped it knows.
"""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows import highest, releases
from flows.errors import ENVIRONMENT, INTERNAL, LOCKED, NOT_LOADED, STOPPED, EnvironmentFault, NotLoaded, SitrepError
from flows.settings import Settings
from flows.terminal import printable

if TYPE_CHECKING:
    from flows.pipeline import RunSummary

COVERAGE = "agg_coverage_daily"  # whose warnings tell of a source that fell silent
SECONDS = 15  # for all receivers together; a run waits no longer
MAX_CHARACTERS = 500  # of one finding; a message is read on a telephone

# What a run that ended with this exit code wants: title, and what to do.
FAILURES = {
    NOT_LOADED: ("PostgreSQL was not loaded", "mend the target; the next run loads it, or `sitrep postgres` now"),
    STOPPED: ("the release was withheld", "read the cause; mend the digest or correct its events, then `sitrep run`"),
    LOCKED: ("a run found another at work", "look whether that one still goes on: `sitrep doctor`"),
    ENVIRONMENT: ("a run failed", "ask `sitrep doctor` on that machine, mend what it names, then `sitrep run`"),
    INTERNAL: ("a run failed", "report it with the log of the run"),
}


@dataclass
class Message:
    """One message: its title, how grave it is in apprise's words, what was found, and what to do about it."""

    title: str
    gravity: str
    findings: list[str]
    advice: list[str] = field(default_factory=list)


def told(settings: Settings, job: Callable[[], RunSummary]) -> RunSummary:
    """Do a job and tell afterwards what came of it; its summary or its error comes back unchanged."""
    if settings.alerts is None:
        return job()
    try:
        summary = job()
    except Exception as problem:  # whatever it was: told, and raised again
        _tell(settings, getattr(problem, "summary", None), problem)
        raise
    _tell(settings, summary, None)
    return summary


def receivers(settings: Settings) -> tuple[list[str], int]:
    """The kinds of the receivers that are set ("Slack"), and how many addresses are none that apprise knows.

    Addresses hold tokens in many places, so none of them is ever shown.
    """
    service, n_unknown = _service(settings)
    return [str(receiver.service_name) for receiver in service], n_unknown


def _tell(settings: Settings, summary: RunSummary | None, problem: Exception | None) -> None:
    """Send one message where there is something to tell; whatever goes wrong with it costs a line and not the run."""
    try:
        message = worth_telling(settings, summary, problem)
        failed = _send(settings, message) if message else None
    except Exception as trouble:  # noqa: BLE001 - of a database or of any receiver's code; the run has done its work
        failed = type(trouble).__name__
    if failed:
        print(f"sitrep: the alert was not delivered ({failed}); look at SITREP_ALERTS", file=sys.stderr)


def worth_telling(settings: Settings, summary: RunSummary | None, problem: Exception | None) -> Message | None:
    """The message about a run, or None where nobody needs one."""
    findings: list[Message] = []
    if problem is not None:
        findings.append(_failure(settings, problem))
    if summary is not None and summary.verdict is not None and summary.release is not None:
        quiet = [
            failure.finding
            for result in summary.verdict.warnings
            if result.mart == COVERAGE
            for failure in result.failures
        ]
        if quiet:
            advice = ['look at its newest digest: `sitrep explain "a sentence of it"`']
            findings.append(Message("a source has fallen silent", "warning", quiet, advice))
        high = highest.new_highs(settings, summary.release)
        if high:
            advice = ["check its sources before you quote it: `sitrep explain` with the attack's id"]
            findings.append(Message("a day above all before", "info", high, advice))
    if not findings:
        return None
    return Message(
        "Sitrep: " + "; ".join(message.title for message in findings),
        findings[0].gravity,
        [finding for message in findings for finding in message.findings],
        [*_where(settings, problem), *(f"To do: {advice}" for message in findings for advice in message.advice)],
    )


def _failure(settings: Settings, problem: Exception) -> Message:
    code = problem.exit_code if isinstance(problem, SitrepError) else INTERNAL
    title, advice = FAILURES.get(code, FAILURES[INTERNAL])
    said = str(problem) if isinstance(problem, SitrepError) else f"internal error: {type(problem).__name__}"
    return Message(title, "warning" if isinstance(problem, NotLoaded) else "failure", [said], [advice])


def _where(settings: Settings, problem: Exception | None) -> list[str]:
    try:
        served = releases.current(settings)
    except EnvironmentFault:
        served = None
    which = served.release_id if served else "none"
    stays = "goes on serving" if problem is not None and not isinstance(problem, NotLoaded) else "is current"
    return [f"Warehouse: {settings.warehouse} on {socket.gethostname()}", f"Release: {which} {stays}"]


def _send(settings: Settings, message: Message) -> str | None:
    """Send a message to all receivers; comes back with what did not work, without any address."""
    service, n_unknown = _service(settings)
    body = "\n".join(printable(line)[:MAX_CHARACTERS] for line in (*message.findings, *message.advice))
    failed = [f"{n_unknown} addresses are of no kind that is known"] if n_unknown else []
    if len(service):
        result = service.notify(
            body=body,
            title=printable(message.title),
            notify_type=message.gravity,
            body_format="text",
            interpret_escapes=False,
            timeout=SECONDS,
        )
        refused = [str(of_one.name) for of_one in result if not of_one]
        if not result:
            failed.append(f"no answer from {', '.join(refused) or 'the receivers'}")
    return "; ".join(failed) or None


def _service(settings: Settings) -> tuple[Any, int]:
    """Apprise with the receivers that are set, and how many addresses it does not know."""
    import apprise
    from apprise.utils.parse import parse_urls

    logging.getLogger("apprise").disabled = True  # it would write addresses, with what is secret in them
    service = apprise.Apprise(asset=apprise.AppriseAsset(app_id="Sitrep", app_desc="Sitrep", app_url=""))
    addresses = parse_urls(settings.alerts or "")  # type: ignore[no-untyped-call]  # apprise declares no types
    n_unknown = sum(not service.add(address) for address in addresses)
    return service, n_unknown
