"""What a version promises: columns stay, and a warehouse of another layout is refused with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import pipeline, releases
from flows.errors import EnvironmentFault
from flows.pipeline import LAYOUT
from flows.publish import SCHEMA_VERSION
from flows.settings import PROJECT, Settings
from tests.schema import contracted, promised


def test_promised_columns_stay_until_a_new_version() -> None:
    gone = promised() - contracted()
    assert not gone, (
        "rename or drop only with the next SCHEMA_VERSION and a line in CHANGELOG.md, see docs/operations.md"
    )


def test_every_column_is_promised() -> None:
    new = contracted() - promised()
    assert not new, "write the new columns down: python -m tests.schema"


def test_a_release_says_its_version_and_the_guide_its_rule(published: Settings) -> None:
    assert releases.required(published).about["schema_version"] == SCHEMA_VERSION
    guide = (PROJECT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert f"now {SCHEMA_VERSION}" in guide


@pytest.mark.parametrize(
    ("layout", "way_out"),
    [("0", "cp -a .*/record NEW/record && sitrep run --warehouse NEW"), ("9", "use the Sitrep that made it")],
)
def test_a_warehouse_of_another_layout_is_refused_with_what_helps(tmp_path: Path, layout: str, way_out: str) -> None:
    (tmp_path / "layout").write_text(f"{layout}\n", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match=f"has layout {layout}, this Sitrep knows layout {LAYOUT}; .*{way_out}"):
        pipeline.prepare(Settings(raw=tmp_path, warehouse=tmp_path))
