"""One file of raw/: opened without being led astray, its bytes read once, or the reason why they were not.

What lies there was put there by others. Nothing is opened that is no plain file inside raw/, even where it takes the
place of one while we look, and nothing is read that is larger than a digest can be.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from flows.terminal import printable

SIDECAR = ".sha256"  # beside a file, with the hash of its bytes when it is whole, as sha256sum writes it
MAX_SIDECAR_BYTES = 4096
Signature = tuple[int, ...]


@dataclass(frozen=True)
class Delivery:
    """One file as it was found: its bytes, or the reason why they were not taken."""

    path: str  # relative to raw/, printable
    content: bytes | None = None
    reason: str | None = None
    detail: str | None = None
    byte_count: int | None = None
    sha256: str | None = None  # of the bytes
    file: Path | None = None  # where it lies
    signature: Signature = ()  # of the file when its bytes were read

    @property
    def key(self) -> str:
        """What tells this delivery from an earlier one of the same path: its hash, or why it has none."""
        return self.sha256 or str(self.reason)

    @property
    def is_still_so(self) -> bool:
        """True unless the file has changed or gone since it was read; of what was not read, always."""
        try:
            return self.file is None or not self.signature or _signature(self.file.stat()) == self.signature
        except OSError:
            return False

    def without_bytes(self) -> Delivery:
        """The same delivery, which gives up its bytes to save memory; `examine` reads them again."""
        return replace(self, content=None)


def examine(file: Path, raw: Path, *, max_bytes: int) -> Delivery | None:
    """One file's delivery, or None while it is still being written or where it has just gone."""
    name = shown(file.relative_to(raw))
    try:
        found = _open(file, raw, name, max_bytes)
    except FileNotFoundError:
        return _refused(name, "symlink", "a link that leads nowhere") if file.is_symlink() else None
    except PermissionError:
        return _refused(name, "permission", "not readable by this user; it is tried again at every run")
    except RuntimeError:  # so Python up to 3.12 reports a loop of links
        return _refused(name, "symlink", "a link that leads nowhere")
    except OSError as problem:
        if problem.errno == errno.ELOOP:
            return _refused(name, "symlink", "a link that leads nowhere")
        return _refused(name, "io-error", f"{problem.strerror}; it is tried again at every run")
    return found and replace(found, file=file)


def shown(path: Path) -> str:
    """A path as text that is safe to store and to print, another one for every path.

    Bytes that are not UTF-8 and signs that cannot be printed are written out, and a backslash is doubled.
    """
    return printable(os.fsencode(path.as_posix()).replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace"))


def of_bytes(path: str, content: bytes) -> Delivery:
    """The delivery of some bytes under a path."""
    return Delivery(path, content, byte_count=len(content), sha256=hashlib.sha256(content).hexdigest())


def _open(file: Path, raw: Path, name: str, limit: int) -> Delivery | None:
    target = file.resolve(strict=True)
    leaves = _refused(name, "symlink", "a link that leaves raw/; copy the file instead")
    if not target.is_relative_to(raw.resolve()):
        return leaves
    mode = target.stat().st_mode
    if file.is_symlink() and not stat.S_ISREG(mode):
        return leaves
    if stat.S_ISDIR(mode):
        return _refused(name, "permission", "a folder that cannot be listed; it is tried again at every run")
    if not stat.S_ISREG(mode):
        return _not_regular(name)
    # O_NONBLOCK: a pipe that took the file's place since we looked must not hang the run. O_NOFOLLOW: nor must a link
    # that did so lead out of raw/.
    handle = os.open(target, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
    with os.fdopen(handle, "rb") as opened:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            return _not_regular(name)
        if before.st_size > limit:
            told = f"{before.st_size} bytes, more than {limit}; split it into digests"
            return replace(_refused(name, "too-large", told), byte_count=before.st_size)
        content = opened.read(limit + 1)
        after = os.fstat(handle)
    if _signature(before) != _signature(after) or len(content) != after.st_size:
        return None
    if file.resolve() != target:
        return leaves  # a folder above it became a link in the meantime
    found = replace(of_bytes(name, content), signature=_signature(after))
    return found if _is_whole(file, found) else _refused(name, "incomplete", f"its {SIDECAR} tells of other bytes")


def _is_whole(file: Path, found: Delivery) -> bool:
    """False where a sidecar names another hash: the writer died, or has not come to the end."""
    sidecar = file.with_name(file.name + SIDECAR)
    try:
        if sidecar.is_symlink() or not sidecar.is_file() or sidecar.stat().st_size > MAX_SIDECAR_BYTES:
            return True
        words = sidecar.read_bytes().split()
    except OSError:
        return True  # what cannot be read says nothing
    return not words or words[0].lower() == (found.sha256 or "").encode()


def _refused(name: str, reason: str, detail: str) -> Delivery:
    return Delivery(name, reason=reason, detail=detail)


def _not_regular(name: str) -> Delivery:
    return _refused(name, "not-regular", "a pipe, socket or device; deliver a plain file")


def _signature(status: os.stat_result) -> Signature:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
