"""What is current, how fresh it is, what was set aside: answered from manifests, without opening a database."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from flows import record, releases
from flows.deliver.counts import listed
from flows.settings import Settings
from flows.terminal import printable


def status(settings: Settings) -> dict[str, Any]:
    """The current release with its age in hours, its row counts, the held events, and every delivery by state."""
    release = releases.current(settings)
    about = release.about if release else {}
    # A delivery that was taken in again has several rows; what came under a path last decides what is set aside.
    noted = record.deliveries(settings.record)
    deliveries = {(delivery.path, delivery.key): delivery for delivery in noted}.values()
    last = {delivery.path: delivery for delivery in noted}.values()
    return {
        "release_id": release.release_id if release else None,
        "published_at": about.get("published_at"),
        "age_hours": _age_hours(about.get("published_at")),
        "rolled_back_from": releases.left_by_rollback(settings) if release else None,
        "newest_document_date": about.get("newest_document_date"),
        "rows": about.get("rows", {}),
        "held": about.get("held", []),
        "warnings": about.get("warnings", []),
        "checks": about.get("checks", {}),
        "deliveries": dict(Counter(delivery.state for delivery in deliveries)),
        "quarantined": [
            {"path": delivery.path, "reason": delivery.reason} for delivery in last if delivery.is_quarantined
        ],
    }


def as_text(found: dict[str, Any]) -> str:
    """The status for a person."""
    if found["release_id"] is None:
        return "no release yet; make one with `sitrep run`"
    left = found["rolled_back_from"]
    held = {finding["event_id"] for finding in found["held"]}  # one event may break several rules
    lines = [
        f"release    {found['release_id']}, published {found['published_at']}, {found['age_hours']} hours ago",
        *([f"           rolled back from {left}, until something new comes in"] if left else []),
        f"documents  newest of {found['newest_document_date']}; {listed(found['deliveries'])}",
        f"marts      {listed(found['rows'])}",
        f"checks     {listed(found['checks'])}",
        f"held       {len(held)} events" + (", see `sitrep review`" if held else ""),
        *(f"warning    {printable(finding)}" for finding in found["warnings"]),
        *(f"set aside  {item['path']} ({item['reason']})" for item in found["quarantined"]),
    ]
    return "\n".join(lines)


def _age_hours(published_at: str | None) -> float | None:
    if published_at is None:
        return None
    age = datetime.now(UTC) - datetime.fromisoformat(published_at)
    return round(age.total_seconds() / 3600, 1)
