"""Progress for a person who waits: one line per stage on stderr, only where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TextIO


class Progress:
    """Prints each stage with its time as it ends; keeps the times for release.json."""

    def __init__(self, out: TextIO = sys.stderr) -> None:
        self._out = out if out.isatty() else None
        self._stage_started = 0.0
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage; its name stands on the terminal while it runs."""
        started = self._stage_started = time.monotonic()
        self.say(f"  {name} ...")
        try:
            yield
        finally:
            self.seconds[name] = round(time.monotonic() - started, 2)
        self.say(f"  {name:<10} {self.seconds[name]:6.2f} s\n")

    def count(self, done: int, total: int) -> None:
        """Show how many documents of how many the current stage has done, how fast, and how long the rest takes."""
        seconds = time.monotonic() - self._stage_started
        left = timedelta(seconds=round(seconds / done * (total - done)))
        self.say(f"  {done} of {total} documents, {done / max(seconds, 0.001):.1f} a second, {left} left ...")

    def say(self, line: str) -> None:
        """Write over the current line of the terminal."""
        if self._out:
            self._out.write(f"\r\x1b[K{line}")
            self._out.flush()
