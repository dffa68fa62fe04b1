"""What changed between releases, for a person and for programs."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from flows import changes, releases
from flows.errors import EnvironmentFault
from flows.releases import Release
from flows.settings import Settings
from flows.sql import connected, rows
from flows.terminal import printable

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MAX_LISTED = 40


def found_since(settings: Settings, since: str | None) -> dict[str, Any]:
    """The changes of the current release.

    Args:
        since: a release, or a date, which means the last release that was published before that day (UTC); by default
            the release before the current one, with the list that the current one carries.

    Raises:
        EnvironmentFault: there is no release yet, or none such.
    """
    release = releases.required(settings)
    if since is None:
        return {"since": None, "release_id": release.release_id, "changes": _carried(release.folder)}
    older = _older(settings, since)
    return {
        "since": older.release_id,
        "release_id": release.release_id,
        "changes": changes.since(older.database, release.database),
    }


def as_text(found: dict[str, Any]) -> str:
    """The changes for a person: how many of each kind and why, then one line each."""
    listed = found["changes"]
    since = found["since"] or "the release before"
    if not listed:
        return f"Nothing changed from {since} to {found['release_id']}."
    events = Counter((row["change"], row["because"]) for row in _one_per_event(listed))
    lines = [f"from {since} to {found['release_id']}:"]
    lines += [f"  {count:>6} {change}, because of {because}" for (change, because), count in sorted(events.items())]
    lines += ["", *(_line(row) for row in listed[:MAX_LISTED])]
    if len(listed) > MAX_LISTED:
        lines.append(f"... and {len(listed) - MAX_LISTED} more; --json has all of them")
    return "\n".join(lines)


def _carried(folder: Path) -> list[dict[str, Any]]:

    with connected() as connection:
        return rows(connection, "select * from read_parquet(?) order by all", str(folder / "changes.parquet"))


def _older(settings: Settings, since: str) -> Release:
    kept = [releases.opened(folder) for folder in releases.published(settings)]
    if DATE.fullmatch(since):
        found = [release for release in kept if release.about["published_at"][:10] < since]
    else:
        found = [release for release in kept if release.release_id == since]
    if not found:
        oldest = f"; the oldest that is kept is {kept[-1].release_id}" if kept else ""
        what = "published before that day" if DATE.fullmatch(since) else "of that id"
        raise EnvironmentFault(f"--since {since}: no release {what} is kept{oldest} (`sitrep releases` lists them)")
    return found[0]


def _one_per_event(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first row of each event and kind of change: a revised event has a row per column."""
    return list({(row["event_id"], row["change"], row["other_event_id"]): row for row in reversed(listed)}.values())


def _line(row: dict[str, Any]) -> str:
    head = f"{row['change']:<9} {row['mart']} {row['event_id']}"
    if row["change"] == "revised":
        values = f"{_value(row['old_value'])} -> {_value(row['new_value'])}"
        return f"{head}  {row['column_name']}: {values} ({row['because']})"
    if row["other_event_id"]:
        word = "with" if row["change"] == "merged" else "from"
        return f"{head}  {word} {row['other_event_id']} ({row['because']})"
    reason = f"; {printable(row['reason'])}" if row["reason"] else ""
    return f"{head}  ({row['because']}{reason})"


def _value(value: str | None) -> str:
    return "nothing" if value is None else printable(value)
