"""What the commands that keep a warehouse in order tell a person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from flows import releases
from flows.deliver.counts import listed, listed_events
from flows.errors import EnvironmentFault
from flows.settings import Settings
from flows.terminal import printable

if TYPE_CHECKING:
    from flows.doctor import Finding
    from flows.quarantine import Replayed, SetAside
    from flows.verify import Checked


def list_releases(settings: Settings) -> list[dict[str, Any]]:
    """Every release, the newest first: when it was published, what it holds, and whether it is the current one."""
    try:
        served = releases.current(settings)
    except EnvironmentFault:
        served = None  # a damaged pointer must not hide where to roll back to
    found = []
    for folder in releases.published(settings):
        try:
            about = releases.opened(folder).about
        except EnvironmentFault as problem:
            found.append({"release_id": folder.name, "is_current": False, "damage": str(problem)})
            continue
        found.append(
            {
                "release_id": folder.name,
                "is_current": served is not None and served.folder == folder,
                "published_at": about.get("published_at"),
                "newest_document_date": about.get("newest_document_date"),
                "schema_version": about.get("schema_version"),
                "reader_version": about.get("inputs", {}).get("reader_version"),
                "rows": about.get("rows", {}),
                "held": len({event["event_id"] for event in about.get("held", [])}),
                "damage": None,
            }
        )
    return found


def releases_text(found: list[dict[str, Any]]) -> str:
    """The releases for a person, an arrow at the current one."""
    return "\n".join(_release_line(release) for release in found) or "No release yet; make one with `sitrep run`."


def _release_line(release: dict[str, Any]) -> str:
    arrow = "->" if release["is_current"] else "  "
    if release["damage"]:
        return f"{arrow} {release['release_id']}  {release['damage']}"
    held = f", {release['held']} held" if release["held"] else ""
    events = listed_events(release["rows"])
    return f"{arrow} {release['release_id']}  until {release['newest_document_date']}: {events}{held}"


def quarantine_text(found: list[SetAside]) -> str:
    """What is set aside, a line each."""
    return "\n".join(_set_aside_line(item) for item in found) or "Nothing is set aside."


def _set_aside_line(item: SetAside) -> str:
    replaced = f"; replaced at {item.replaced_at}" if item.replaced_at else ""
    return f"{item.delivery_id}  {item.path}: {printable(item.detail or '')} ({item.reason}{replaced})"


def fields_text(found: dict[str, Any]) -> str:
    """A delivery's fields, a line each; the bytes in printable form."""
    return "\n".join(f"{name:<14}{printable(str(value))}" for name, value in found.items() if value is not None)


def replay_text(done: list[Replayed]) -> str:
    """What became of each delivery, and what to do next."""
    if not done:
        return "Nothing that is set aside can be taken in again."
    lines = [f"{item.path}: {item.state}" + (f" ({item.reason})" if item.reason else "") for item in done]
    if any(item.is_changed for item in done):
        lines.append("Read and publish it: sitrep run")
    return "\n".join(lines)


def verify_text(found: list[Checked]) -> str:
    """What is wrong, or how much was checked and is well."""
    wrong = [f"{item.kind} {item.name}: {sentence}" for item in found for sentence in item.wrong]
    counts = Counter(item.kind for item in found)
    return "\n".join(wrong) or "All is as it was written: " + listed(counts)


def doctor_text(found: list[Finding]) -> str:
    """Every finding on a line, then what would stop a run."""
    lines = [f"{item.state:<8} {item.what:<12} {printable(item.sentence)}" for item in found]
    stops = sum(item.state == "stop" for item in found)
    verdict = f"{stops} of these would stop a run." if stops else "Nothing here would stop a run."
    return "\n".join([*lines, "", verdict])
