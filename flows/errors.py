"""The errors that a user can cause, each with its exit code and one line that says what, where and what to do."""

from __future__ import annotations

from typing import Any

CLEAN = 0
HELD = 10  # published, but something was quarantined, held or warned of
NOT_LOADED = 15  # published here, but PostgreSQL still holds an older release
STOPPED = 20  # a release-level check or a dbt test kept the old release
LOCKED = 30  # another run holds the lock
ENVIRONMENT = 40  # disk, permission, damaged record, missing folder
INTERNAL = 50  # our fault


class SitrepError(Exception):
    """An error with a sentence for the user and the exit code of the command."""

    exit_code = INTERNAL


# What the operating system says, in any library's words, when the machine is at fault and not the data.
MACHINE_AT_FAULT = (
    "No space left on device",
    "Disk quota exceeded",
    "Read-only file system",
    "File too large",
    "Too many open files",
    "Cannot allocate memory",
    "Permission denied",
    "Input/output error",
    "Out of Memory",
)


class EnvironmentFault(SitrepError):
    """The machine or the folders are not as a run needs them."""

    exit_code = ENVIRONMENT


def machine_fault(problem: BaseException) -> EnvironmentFault | None:
    """The error for the user where a library failed because of the machine; None where it failed for another reason."""
    said = " ".join(str(problem).split())
    if not any(fault in said for fault in MACHINE_AT_FAULT):
        return None
    return EnvironmentFault(f"the machine stopped the run: {said[:300]}; the old release stays, run again when mended")


class NotLoaded(SitrepError):
    """PostgreSQL could not be loaded: what it held before stays, and what was published here stays published.

    Args:
        summary: the RunSummary of the run whose release was not loaded, for whoever tells of both.
    """

    exit_code = NOT_LOADED

    def __init__(self, sentence: str, summary: Any = None) -> None:
        super().__init__(sentence)
        self.summary = summary


class ReleaseStopped(SitrepError):
    """A release-level check or a dbt test failed: the old release stays."""

    exit_code = STOPPED


class AnotherRun(SitrepError):
    """Another run holds the warehouse."""

    exit_code = LOCKED
