"""What was set aside: list it, look at it, and take kept bytes in again when the rules have changed.

A delivery is set aside once and stays in the record as it came. Taking it in again writes a new row about the same
bytes; nothing in raw/ or in an older package is touched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flows import intake, record
from flows.decode import decode
from flows.delivery import of_bytes
from flows.errors import EnvironmentFault
from flows.settings import Settings

COLUMNS = ("delivery_id", "path", "content_sha256", "byte_count", "state", "reason", "detail", "delivered_at")
MAX_SHOWN = 400  # bytes


@dataclass(frozen=True)
class SetAside:
    """One delivery that was set aside."""

    delivery_id: str
    path: str
    reason: str
    detail: str | None
    byte_count: int | None
    delivered_at: str
    has_bytes: bool
    package: record.Package
    replaced_at: str | None = None  # when something that could be read came under the same path

    def as_json(self) -> dict[str, Any]:
        """The delivery for programs."""
        told = ("delivery_id", "path", "reason", "detail", "byte_count", "delivered_at", "has_bytes", "replaced_at")
        replay = f"sitrep quarantine replay {self.delivery_id}" if self.has_bytes and not self.replaced_at else None
        return {**{name: getattr(self, name) for name in told}, "kept_in": str(self.package.folder), "replay": replay}


@dataclass(frozen=True)
class Replayed:
    """What became of a delivery that was taken in again; where the rules say the same as before nothing was written."""

    delivery_id: str
    path: str
    state: str
    reason: str | None
    is_changed: bool


def set_aside(settings: Settings) -> list[SetAside]:
    """What is still set aside, in the order in which it came; of a delivery that was taken in again the last row."""
    found: dict[str, SetAside] = {}
    for package in record.packages(settings.record / "documents"):
        waiting = {item.path for item in found.values()}
        noted = record.manifest(package).get("deliveries", [])
        if not any(state == "quarantined" or path in waiting for path, _, state, _ in noted):
            continue  # most packages: nothing of theirs has to be read
        for row in record.read_rows(package, "documents", COLUMNS):
            found.pop(row["delivery_id"], None)
            if row["state"] == "quarantined":
                found[row["delivery_id"]] = _set_aside(row, package)
            else:
                same_path = [item for item in found.values() if item.path == row["path"]]
                found |= {item.delivery_id: replace(item, replaced_at=row["delivered_at"]) for item in same_path}
    return list(found.values())


def show(settings: Settings, delivery_id: str) -> dict[str, Any]:
    """A delivery that was set aside, the first of its bytes in printable form, and what today's rules say of it.

    Raises:
        EnvironmentFault: nothing of that id is set aside.
    """
    item = _required(settings, delivery_id)
    content = _content(item)
    today = decode(content) if content is not None else None
    return {
        **item.as_json(),
        "begins": None if content is None else content[:MAX_SHOWN].decode("utf-8", "backslashreplace"),
        "today": None if today is None else ("loaded" if today.text is not None else f"{today.reason}: {today.detail}"),
    }


def replay(settings: Settings, delivery_id: str | None = None) -> list[Replayed]:
    """Take one delivery in again with today's rules, or all that nothing has replaced.

    Raises:
        EnvironmentFault: nothing of that id is set aside, its bytes were not kept, or something newer is in its place.
    """
    if delivery_id is None:
        chosen = [item for item in set_aside(settings) if item.has_bytes and item.replaced_at is None]
    else:
        chosen = [_replayable(_required(settings, delivery_id))]
    changed = [item for item in chosen if _verdict(item) != item.reason]
    deliveries = [of_bytes(item.path, _content(item) or b"") for item in changed]
    rows = {row["delivery_id"]: row for row in intake.take_in(settings, deliveries)} if deliveries else {}
    return [_replayed(item, rows.get(item.delivery_id)) for item in chosen]


def _set_aside(row: dict[str, Any], package: record.Package) -> SetAside:
    told = {name: row[name] for name in ("delivery_id", "path", "reason", "detail", "byte_count", "delivered_at")}
    return SetAside(**told, has_bytes=row["content_sha256"] is not None, package=package)


def _required(settings: Settings, delivery_id: str) -> SetAside:
    found = [item for item in set_aside(settings) if item.delivery_id.startswith(delivery_id)]
    if len(found) != 1:
        several = f"{len(found)} deliveries begin with" if found else "nothing that is set aside has"
        raise EnvironmentFault(f"{several} the id {delivery_id}; `sitrep quarantine list` shows the ids")
    return found[0]


def _replayable(item: SetAside) -> SetAside:
    if not item.has_bytes:
        raise EnvironmentFault(f"no bytes of {item.path} were kept ({item.reason}); mend it in raw/ and run again")
    if item.replaced_at:
        raise EnvironmentFault(
            f"a readable {item.path} came at {item.replaced_at}; to put the older text in its place, deliver it again"
        )
    return item


def _content(item: SetAside) -> bytes | None:
    """The kept bytes of a delivery; of a delivery that was taken in again all rows hold the same."""
    rows = record.read_rows(item.package, "documents", ("delivery_id", "content"))
    return next((row["content"] for row in rows if row["delivery_id"] == item.delivery_id), None)


def _verdict(item: SetAside) -> str | None:
    """Why today's rules set the bytes aside; None where they take them."""
    content = _content(item)
    return decode(content).reason if content is not None else item.reason


def _replayed(item: SetAside, row: dict[str, Any] | None) -> Replayed:
    state, reason = (row["state"], row["reason"]) if row else ("quarantined", item.reason)
    return Replayed(item.delivery_id, item.path, state, reason, is_changed=row is not None)
