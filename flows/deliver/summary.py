"""What a run did, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.deliver.counts import listed, listed_events
from flows.releases import left_by_rollback
from flows.terminal import printable

if TYPE_CHECKING:
    from flows.pipeline import RunSummary
    from flows.settings import Settings

MAX_LISTED = 10
FIRST_QUERY = "select event_date, launched, destroyed from fct_attacks where launched is not null"


def as_dict(summary: RunSummary) -> dict[str, Any]:
    """The summary for programs."""
    release = summary.release
    return {
        "nothing_new": release is None,
        "exit_code": summary.exit_code,
        "release_id": release.release_id if release else None,
        "release_folder": str(release.folder) if release else None,
        "files": summary.ingested.states if summary.ingested else {},
        "set_aside": list(summary.ingested.set_aside) if summary.ingested else [],
        "documents_read": summary.documents_read,
        **(
            {key: release.about[key] for key in ("counts", "rows", "checks", "held", "warnings", "replaces_damaged")}
            if release
            else {}
        ),
    }


def as_text(settings: Settings, summary: RunSummary) -> str:
    """The summary for a person: what came in, what was found, what was held, where it is, what to do next."""
    if summary.release is None or summary.ingested is None:
        return f"Nothing new in {_short(settings.raw)}; the current release stays as it is{_rolled_back(settings)}."
    about = summary.release.about
    counts = about["counts"]
    lines = [
        f"files      {listed(summary.ingested.states)}",
        f"read       {summary.documents_read} new documents; all: {_documents(counts)}",
        f"events     {listed_events(about['rows'])}",
        f"figures    {counts['figures_placed']} placed in claims, {counts['figures_unplaced']} set down with a reason",
        f"checks     {listed(about['checks'])}",
        *_set_aside(summary),
        f"release    {summary.release.release_id}, in {_short(settings.current)}",
        "",
        *_next_steps(summary),
    ]
    return "\n".join(lines)


def _rolled_back(settings: Settings) -> str:
    left = left_by_rollback(settings)
    return f" (rolled back from {left}; `sitrep run --reread` makes a new one)" if left else ""


def _documents(counts: dict[str, int]) -> str:
    return f"{counts['documents']}, of {counts['stories']} stories"


def _set_aside(summary: RunSummary) -> list[str]:
    lines = []
    if summary.ingested:
        files = summary.ingested.set_aside
        lines += [f"set aside  {item['path']}: {item['detail']} ({item['reason']})" for item in files[:MAX_LISTED]]
        lines += [f"set aside  and {len(files) - MAX_LISTED} more"] if len(files) > MAX_LISTED else []
    damaged = summary.release.about["replaces_damaged"] if summary.release else []
    lines += [f"damaged    {printable(finding)}; this release replaces it" for finding in damaged[:MAX_LISTED]]
    held = summary.verdict.held if summary.verdict else ()
    lines += [f"held       {printable(item.finding)} ({item.event_id})" for item in held[:MAX_LISTED]]
    warned_of = summary.verdict.warned_of if summary.verdict else []
    lines += [f"warning    {printable(finding)}" for finding in warned_of[:MAX_LISTED]]
    return lines


def _next_steps(summary: RunSummary) -> list[str]:
    steps = []
    if summary.ingested and summary.ingested.set_aside:
        steps.append(
            "Some files were set aside: sitrep quarantine list; mend them in raw/, or: sitrep quarantine replay ID"
        )
    if summary.verdict and summary.verdict.held:
        steps.append("Some events were held back; see them with their sentences: sitrep review")
    return steps or [f'Ask it: sitrep query "{FIRST_QUERY}"']


def _short(path: Path) -> str:
    """A path as a person typed it: below the working directory where it lies there."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
