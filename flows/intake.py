"""What lies in raw/, what is new in it, and what becomes of each new file: loaded, duplicate or quarantined.

Nothing in raw/ is ever changed. A file that is still being written is left for the next run.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from flows import record
from flows.decode import decode
from flows.delivery import SIDECAR, Delivery, examine
from flows.errors import EnvironmentFault
from flows.read.split.digest import read_date
from flows.settings import Settings

OWN_FILES = frozenset({"README.md", "source.yml"})  # they describe the deliveries and are none themselves
TEMPORARY = (".part", ".tmp", ".swp", ".partial", ".crdownload", "~")
MAX_DEPTH = 32  # folders in folders
MAX_PACKAGE = 200  # documents, half a minute of reading: what is lost at most when a run is stopped
MAX_PACKAGE_BYTES = 64 * 1024 * 1024  # so much of new files is in memory at once, with their texts some times that
LOOSE_SOURCE = "unknown"  # files straight in raw/
SOURCE_FIELDS = ("publisher", "address", "licence", "language")
MAX_SOURCE_BYTES = 64 * 1024  # of a source.yml
ID_LENGTH = 16  # hexadecimal digits of a content hash: 64 bits


@dataclass
class Survey:
    """All that lies in raw/: the new deliveries, how many are known, and what was left alone with its reason."""

    new: list[Delivery] = field(default_factory=list)
    known: int = 0
    ignored: Counter[str] = field(default_factory=Counter)
    settling: list[str] = field(default_factory=list)

    @property
    def delivered(self) -> int:
        """Everything that was found; the sum of all the states that it can have."""
        return len(self.new) + self.known + self.ignored.total() + len(self.settling)


def survey(settings: Settings, known: Mapping[str, str]) -> Survey:
    """Look through raw/ for what is new.

    Args:
        known: the key of what was delivered last under each path; a file that returns to an earlier text is new.

    Raises:
        EnvironmentFault: raw/ is missing or cannot be listed.
    """
    found = Survey()
    held = 0
    for file in _walk(settings.raw, settings.raw, found):
        delivery = examine(file, settings.raw, max_bytes=settings.max_document_bytes)
        if delivery is None:
            _leave(file, found)
        elif known.get(delivery.path) == delivery.key:
            found.known += 1
        else:
            held += len(delivery.content or b"")
            found.new.append(delivery if held <= MAX_PACKAGE_BYTES else delivery.without_bytes())
    # The second look: what has changed since is still being written.
    for delivery in [delivery for delivery in found.new if delivery.file and not delivery.is_still_so]:
        found.new.remove(delivery)
        _leave(delivery.file or settings.raw, found)
    return found


def take_in(settings: Settings, deliveries: list[Delivery]) -> list[dict[str, Any]]:
    """Write deliveries into the record, in packages of a bounded size, and return their rows without the texts."""
    documents = settings.record / "documents"
    loaded = {delivery.key for delivery in record.deliveries(settings.record) if delivery.state == "loaded"}
    written = []
    for packed in _packages(deliveries):
        whole = [delivery for each in packed if (delivery := _whole(each, settings)) is not None]
        if not whole:
            continue
        rows = document_rows(whole, loaded, settings)
        noted = [
            [row["path"], delivery.key, row["state"], row["reason"]] for row, delivery in zip(rows, whole, strict=True)
        ]
        record.write_package(
            documents, record.next_package_id(documents), {"documents": rows}, notes={"deliveries": noted}
        )
        written += [{**row, "content": None, "text": None} for row in rows]
    return written


def document_rows(deliveries: list[Delivery], loaded: set[str], settings: Settings) -> list[dict[str, Any]]:
    """The record's rows of new deliveries; `loaded` holds the hashes of earlier ones and grows with these."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = []
    for delivery in deliveries:
        row = _row(delivery, loaded, settings.raw)
        rows.append({**row, "delivered_at": now})
        if row["state"] == "loaded":
            loaded.add(row["content_sha256"])
    return rows


def _walk(folder: Path, raw: Path, found: Survey) -> Iterator[Path]:
    """The paths under raw/ that may be deliveries, in a fixed order; folders are not followed through links.

    Of a folder that cannot be listed, the folder itself.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as problem:
        if folder == raw:
            raise EnvironmentFault(
                f"cannot list {raw}: {problem.strerror}; name the folder of the digests with --raw"
            ) from problem
        yield folder  # so that it is set aside, and the others are taken in
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if entry.name.endswith(".txt"):
                found.ignored["directory"] += 1
            elif len(path.relative_to(raw).parts) > MAX_DEPTH:
                found.ignored["folder too deep"] += 1
            elif not entry.name.startswith("."):
                yield from _walk(path, raw, found)
        elif reason := _reason_to_ignore(entry.name):
            found.ignored[reason] += 1
        elif entry.name not in OWN_FILES and not entry.name.endswith(f".txt{SIDECAR}"):
            yield path


def _reason_to_ignore(name: str) -> str | None:
    if name.startswith(".") or name.endswith(TEMPORARY):
        return "temporary name"
    is_known = name.endswith((".txt", f".txt{SIDECAR}")) or name in OWN_FILES
    return None if is_known else "not a .txt file"


def _leave(file: Path, found: Survey) -> None:
    """Count a file that was not taken: it is still being written, or has gone."""
    if os.path.lexists(file):
        found.settling.append(str(file))
    else:
        found.ignored["vanished"] += 1


def _packages(deliveries: Sequence[Delivery]) -> Iterator[list[Delivery]]:
    """The deliveries in packages that are bounded in number and in bytes."""
    packed: list[Delivery] = []
    size = 0
    for delivery in deliveries:
        size += delivery.byte_count or 0
        if packed and (len(packed) == MAX_PACKAGE or size > MAX_PACKAGE_BYTES):
            yield packed
            packed, size = [], delivery.byte_count or 0
        packed.append(delivery)
    if packed:
        yield packed


def _whole(delivery: Delivery, settings: Settings) -> Delivery | None:
    """The delivery with its bytes, read again where the survey gave them up; None where the file is being written."""
    if delivery.sha256 is None or delivery.content is not None or delivery.file is None:
        return delivery
    return examine(delivery.file, settings.raw, max_bytes=settings.max_document_bytes)


def _row(delivery: Delivery, loaded: set[str], raw: Path) -> dict[str, Any]:
    source = delivery.path.split("/")[0] if "/" in delivery.path else LOOSE_SOURCE
    sha256 = delivery.sha256
    row: dict[str, Any] = {
        "delivery_id": hashlib.sha256(f"{delivery.path}|{delivery.key}".encode()).hexdigest()[:ID_LENGTH],
        "document_id": sha256[:ID_LENGTH] if sha256 else None,
        "path": delivery.path,
        "source_id": source,
        "content": delivery.content,
        "content_sha256": sha256,
        "byte_count": delivery.byte_count,
        **dict.fromkeys(("encoding", "text", "document_date", "date_basis", "date_reason")),
        "state": "quarantined",
        "reason": delivery.reason,
        "detail": delivery.detail,
        **dict.fromkeys(SOURCE_FIELDS),
    }
    if delivery.content is None:
        return row
    row |= _source(raw / source, source)
    decoded = decode(delivery.content)
    warnings = "; ".join(filter(None, (row["detail"], decoded.detail)))
    row |= {"encoding": decoded.encoding, "text": decoded.text, "detail": warnings or None}
    if decoded.text is None:
        row |= {"reason": decoded.reason, "detail": decoded.detail}
    else:
        date, _ = read_date(decoded.text, name=Path(delivery.path).name)
        row |= {"document_date": date.value, "date_basis": date.basis, "date_reason": date.reason}
        row["state"] = "duplicate" if sha256 in loaded else "loaded"
    return row


def _source(folder: Path, source: str) -> dict[str, str | None]:
    """What the source.yml beside a source's digests says; a broken one is noted and costs no digest."""
    path = folder / "source.yml"
    if source == LOOSE_SOURCE or path.is_symlink() or not path.is_file():
        return {}
    try:
        if path.stat().st_size > MAX_SOURCE_BYTES:
            return {"detail": "source.yml is too large"}
        described = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError):  # an impossible date is a ValueError
        return {"detail": "source.yml could not be read"}
    if not isinstance(described, dict):
        return {"detail": "source.yml does not hold named fields"}
    plain = {name: described.get(name) for name in SOURCE_FIELDS}
    return {name: str(value) for name, value in plain.items() if value and isinstance(value, str | int | float)}
