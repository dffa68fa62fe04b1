"""Which addresses a process and its children listen on and talk to, as the kernel tells it, and as Python does."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

GUARD = Path(__file__).parent / "guard"
PAUSE = 0.02  # seconds between two looks
FILES = ("tcp", "tcp6", "udp", "udp6")


def is_local(host: str) -> bool:
    """True for addresses of this machine alone."""
    if host in ("localhost", "", "None"):
        return True
    found = ip_address(host.removeprefix("::ffff:"))
    return found.is_loopback


class Watch(threading.Thread):
    """Looks at the sockets of a process and its children again and again, until the process has ended."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.seen: set[tuple[str, str]] = set()  # (local address, remote address), in words
        self.looks = 0

    def run(self) -> None:
        while self.process.poll() is None:
            self.look()
            threading.Event().wait(PAUSE)

    def look(self) -> None:
        """Note every socket that belongs to one of the processes now."""
        self.looks += 1
        inodes = {inode for pid in _family(self.process.pid) for inode in _sockets(pid)}
        for name in FILES:
            for local, remote, inode in _table(self.process.pid, name):
                if inode in inodes:
                    self.seen.add((local, remote))


@contextmanager
def start_listener(host: str) -> Iterator[subprocess.Popen[str]]:
    """A process that listens, so that the watch itself can be tried."""
    code = f"import socket; s = socket.create_server(({host!r}, 0)); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        yield process
        process.kill()


def _family(pid: int) -> list[int]:
    found = [pid]
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = path.read_text(encoding="ascii").split()
        except OSError:
            continue
        found += [each for child in children for each in _family(int(child))]
    return found


def _sockets(pid: int) -> Iterator[str]:
    try:
        links = [str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:
        return
    for link in links:
        found = re.fullmatch(r"socket:\[(\d+)\]", link)
        if found:
            yield found[1]


def _table(pid: int, name: str) -> Iterator[tuple[str, str, str]]:
    try:
        rows = Path(f"/proc/{pid}/net/{name}").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return
    for row in rows:
        parts = row.split()
        yield _address(parts[1]), _address(parts[2]), parts[9]


def _address(written: str) -> str:
    """An address as /proc/net writes it: four bytes at a time in the order of the machine."""
    digits = bytes.fromhex(written.split(":")[0])
    turned = b"".join(digits[start : start + 4][::-1] for start in range(0, len(digits), 4))
    return str(ip_address(turned))
