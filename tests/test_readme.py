"""The README says what is so: its queries print what it shows, its links lead somewhere, its commands exist."""

from __future__ import annotations

import re
from pathlib import Path

from flows.settings import PROJECT
from tests.readme import README, filled, release_of_the_samples


def test_the_queries_print_what_is_shown(tmp_path: Path) -> None:
    settings = release_of_the_samples(tmp_path)
    assert filled(settings) == README.read_text(encoding="utf-8"), "run python -m tests.readme and look at the change"


def test_links_and_folders_exist() -> None:
    text = README.read_text(encoding="utf-8")
    assert [link for link in re.findall(r"\]\(([^)]+)\)", text) if not (PROJECT / link).exists()] == []


def test_the_targets_of_make_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    assert set(re.findall(r"make ([a-z-]+)", README.read_text(encoding="utf-8"))) <= targets
