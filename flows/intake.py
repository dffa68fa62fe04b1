"""What lies in raw/, what is new in it, and what becomes of each new file: loaded, duplicate or quarantined.

Nothing in raw/ is ever changed, and no link out of it, pipe, socket or device is opened. A file that is still being
written is left for the next run.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from flows import record
from flows.decode import decode
from flows.errors import EnvironmentFault
from flows.read.split.digest import read_date
from flows.settings import Settings
from flows.terminal import printable

OWN_FILES = frozenset({"README.md", "source.yml"})  # they describe the deliveries and are none themselves
TEMPORARY = (".part", ".tmp", ".swp", ".partial", ".crdownload", "~")
MAX_PACKAGE = 200  # documents, half a minute of reading: what is lost at most when a run is stopped
LOOSE_SOURCE = "unknown"  # files straight in raw/
SOURCE_FIELDS = ("publisher", "address", "licence", "language")
ID_LENGTH = 16  # hexadecimal digits of a content hash: 64 bits


@dataclass(frozen=True)
class Delivery:
    """One file as it was found: its bytes, or the reason why they were not taken."""

    path: str  # relative to raw/, printable
    content: bytes | None = None
    reason: str | None = None
    detail: str | None = None
    byte_count: int | None = None

    @property
    def sha256(self) -> str | None:
        """The hash of the bytes."""
        return None if self.content is None else hashlib.sha256(self.content).hexdigest()

    @property
    def key(self) -> str:
        """What tells this delivery from an earlier one of the same path: its hash, or why it has none."""
        return self.sha256 or str(self.reason)


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
    for entry in _walk(settings.raw, found):
        delivery = _examine(Path(entry.path), settings)
        if delivery is None:
            found.settling.append(entry.path)
        elif known.get(delivery.path) == delivery.key:
            found.known += 1
        else:
            found.new.append(delivery)
    return found


def take_in(settings: Settings, deliveries: list[Delivery]) -> list[dict[str, Any]]:
    """Write deliveries into the record, in packages of a bounded size, and return their rows."""
    documents = settings.record / "documents"
    loaded = {delivery.key for delivery in record.deliveries(settings.record) if delivery.state == "loaded"}
    written = []
    for first in range(0, len(deliveries), MAX_PACKAGE):
        packed = deliveries[first : first + MAX_PACKAGE]
        rows = document_rows(packed, loaded, settings)
        noted = [
            [row["path"], delivery.key, row["state"], row["reason"]] for row, delivery in zip(rows, packed, strict=True)
        ]
        record.write_package(
            documents, record.next_package_id(documents), {"documents": rows}, notes={"deliveries": noted}
        )
        written += rows
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


def _walk(raw: Path, found: Survey) -> Iterator[os.DirEntry[str]]:
    """The entries under raw/ that may be deliveries, in a fixed order; folders are not followed through links."""
    try:
        entries = sorted(os.scandir(raw), key=lambda entry: os.fsencode(entry.name))
    except OSError as problem:
        raise EnvironmentFault(
            f"cannot list {raw}: {problem.strerror}; name the folder of the digests with --raw"
        ) from problem
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name.endswith(".txt"):
                found.ignored["directory"] += 1
            elif not entry.name.startswith("."):
                yield from _walk(Path(entry.path), found)
        elif entry.name in OWN_FILES:
            continue
        elif entry.name.startswith(".") or entry.name.endswith(TEMPORARY):
            found.ignored["temporary name"] += 1
        elif not entry.name.endswith(".txt"):
            found.ignored["not a .txt file"] += 1
        else:
            yield entry


def _examine(path: Path, settings: Settings) -> Delivery | None:
    """One file's delivery, or None while it is still being written or has just gone."""
    name = _shown(path.relative_to(settings.raw))
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            target = path.resolve(strict=True)
            if not target.is_relative_to(settings.raw.resolve()) or not target.is_file():
                return Delivery(name, reason="symlink", detail="a link that leaves raw/; copy the file instead")
        elif not stat.S_ISREG(status.st_mode):
            return Delivery(name, reason="not-regular", detail="a pipe, socket or device; deliver a plain file")
        return _read(path, name, settings.max_document_bytes)
    except FileNotFoundError:
        dangling = path.is_symlink()
        return Delivery(name, reason="symlink", detail="a link that leads nowhere") if dangling else None
    except PermissionError:
        return Delivery(name, reason="permission", detail="not readable by this user; it is tried again at every run")
    except RuntimeError:  # so Python up to 3.12 reports a loop of links
        return Delivery(name, reason="symlink", detail="a link that leads nowhere")
    except OSError as problem:
        if problem.errno == errno.ELOOP:
            return Delivery(name, reason="symlink", detail="a link that leads nowhere")
        return Delivery(name, reason="io-error", detail=f"{problem}; it is tried again at every run")


def _read(path: Path, name: str, limit: int) -> Delivery | None:
    # O_NONBLOCK: a pipe that took the file's place since we looked must not hang the run.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            return Delivery(name, reason="not-regular", detail="a pipe, socket or device; deliver a plain file")
        if before.st_size > limit:
            return Delivery(
                name,
                reason="too-large",
                detail=f"{before.st_size} bytes, more than {limit}; split it into digests",
                byte_count=before.st_size,
            )
        content = file.read(limit + 1)
        after = os.fstat(handle)
    if _signature(before) != _signature(after) or len(content) != after.st_size:
        return None
    return Delivery(name, content=content, byte_count=len(content))


def _signature(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _shown(path: Path) -> str:
    """A path as text that is safe to store and to print; bytes that are not UTF-8 are written out."""
    return printable(os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace"))


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
    row |= {"encoding": decoded.encoding, "text": decoded.text}
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
        described = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {"detail": "source.yml could not be read"}
    if not isinstance(described, dict):
        return {"detail": "source.yml does not hold named fields"}
    return {name: str(described[name]) for name in SOURCE_FIELDS if described.get(name)}
