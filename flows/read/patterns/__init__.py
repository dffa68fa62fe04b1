"""The pattern files: phrases as data, each with an id, examples that must match and examples that must not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@cache
def load_patterns(stem: str) -> list[dict[str, Any]]:
    """The entries of patterns/<stem>.yml, in their order."""
    with (FOLDER / f"{stem}.yml").open(encoding="utf-8") as handle:
        return list(yaml.load(handle, Loader=_Loader))  # noqa: S506 - both loaders are safe ones


@cache
def load_regexes(stem: str) -> dict[str, re.Pattern[str]]:
    """The compiled `match` of every entry of patterns/<stem>.yml by id."""
    return {entry["id"]: re.compile(entry["match"]) for entry in load_patterns(stem)}


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster
