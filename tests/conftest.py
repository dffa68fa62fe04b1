"""What the tests share: a warehouse of their own, and texts that we wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings for an empty raw/ and a warehouse that does not exist yet."""
    raw = tmp_path / "raw"
    raw.mkdir()
    return Settings(raw=raw, warehouse=tmp_path / "warehouse")
