"""The queries of the README with their real output: `python -m tests.readme` writes the output anew.

A block of the README starts with `$ sitrep query "..."`; what follows is what the command prints for the sample
digests, but for the line that names the release.
"""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from flows import pipeline
from flows.deliver.query import print_table, query
from flows.progress import Progress
from flows.settings import PROJECT, Settings
from flows.steps import PLAIN

README = PROJECT / "README.md"
BLOCK = re.compile(r'```console\n\$ sitrep query "(?P<sql>[^"]*)"\n(?P<shown>.*?)```', flags=re.S)


def release_of_the_samples(folder: Path) -> Settings:
    """A warehouse in a folder, published from the sample digests."""
    settings = Settings(raw=PROJECT / "raw", warehouse=folder / "warehouse")
    pipeline.run(settings, stages=PLAIN, progress=Progress())
    return settings


def filled(settings: Settings) -> str:
    """The README with the output that its queries give now."""
    return BLOCK.sub(lambda block: _block(settings, block["sql"]), README.read_text(encoding="utf-8"))


def _block(settings: Settings, sql: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        print_table(query(settings, sql))
    lines = [line.rstrip() for line in printed.getvalue().splitlines() if line.strip()]
    shown = "\n".join(lines[:-1])
    return f'```console\n$ sitrep query "{sql}"\n{shown}\n```'


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        README.write_text(filled(release_of_the_samples(Path(scratch))), encoding="utf-8")
