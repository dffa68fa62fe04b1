"""A reader that reads differently has another version."""

from __future__ import annotations

from tests.read.freeze import FROZEN, lines


def test_what_is_read_changes_only_with_the_version() -> None:
    before = FROZEN.read_text(encoding="utf-8").splitlines()
    now = lines()
    changed = [line for line in now if line not in before] + [line for line in before if line not in now]
    assert now == before, (
        f"{len(changed)} facts of the samples read differently, such as {changed[:3]}: raise READER_VERSION, then run "
        "python -m tests.read.freeze and look at what changed"
    )
