"""The errors that a user can cause, each with its exit code and one line that says what, where and what to do."""

from __future__ import annotations

CLEAN = 0
HELD = 10  # published, but something was quarantined or held
STOPPED = 20  # a release-level check or a dbt test kept the old release
LOCKED = 30  # another run holds the lock
ENVIRONMENT = 40  # disk, permission, damaged record, missing folder
INTERNAL = 50  # our fault


class SitrepError(Exception):
    """An error with a sentence for the user and the exit code of the command."""

    exit_code = INTERNAL


class EnvironmentFault(SitrepError):
    """The machine or the folders are not as a run needs them."""

    exit_code = ENVIRONMENT


class ReleaseStopped(SitrepError):
    """A release-level check or a dbt test failed: the old release stays."""

    exit_code = STOPPED


class AnotherRun(SitrepError):
    """Another run holds the warehouse."""

    exit_code = LOCKED
