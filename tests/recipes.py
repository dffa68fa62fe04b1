"""The commands of docs/bi.md, as the tests type them."""

from __future__ import annotations

import re
from pathlib import Path

from flows.settings import PROJECT, Settings

GUIDE = PROJECT / "docs" / "bi.md"
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```", flags=re.M | re.S)


def blocks(heading: str, language: str) -> list[str]:
    """The fenced blocks of a language under a heading of the guide.

    Raises:
        AssertionError: there is no such heading, or none of that language under it.
    """
    sections = GUIDE.read_text(encoding="utf-8").split("\n## ")
    under = [section for section in sections if section.startswith(f"{heading}\n")]
    found = [block["code"] for section in under for block in BLOCK.finditer(section) if block["language"] == language]
    assert found, f"docs/bi.md has no {language} under {heading!r}"
    return found


def desk(folder: Path, settings: Settings) -> Path:
    """A folder in which the commands of the guide find what they name."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "warehouse").symlink_to(settings.warehouse)
    (folder / "docs").symlink_to(PROJECT / "docs")
    return folder
