"""The dbt project itself: its unit tests, its contracts, its documentation."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows import build
from flows.validate import Verdict
from tests.build.conftest import Workshop

MODELS = build.DBT_PROJECT / "models"
Rows = Callable[..., list[tuple[Any, ...]]]


def test_unit_tests_pass(made: tuple[Path, Verdict], workshop: Workshop, tmp_path: Path) -> None:
    """They prove the SQL and not the data, so a run leaves them out; here they run on a copy of the scenes."""
    shutil.copyfile(made[0], tmp_path / build.DATABASE_NAME)
    told = build.unit_tests(tmp_path, workshop.folder / "target", project=workshop.project)
    assert {test.kind for test in told} == {"unit_test"}
    assert len(told) == sum(path.read_text(encoding="utf-8").count("    model: ") for path in MODELS.rglob("*.yml"))


def test_documentation_is_one_page(made: tuple[Path, Verdict], workshop: Workshop, tmp_path: Path) -> None:
    shutil.copyfile(made[0], tmp_path / build.DATABASE_NAME)
    page = build.docs(tmp_path, workshop.folder / "target", project=workshop.project).read_text(encoding="utf-8")
    assert "One row per attack: a strike on a place" in page
    assert "ISO 3166-2 code of the region" in page


def test_every_mart_has_a_key(rows: Rows) -> None:
    keys = "select table_name from duckdb_constraints() where schema_name = 'main' and constraint_type = 'PRIMARY KEY'"
    tables = "select table_name from duckdb_tables() where schema_name = 'main'"
    assert sorted(rows(keys)) == sorted(rows(tables))


@pytest.mark.parametrize(
    "path", sorted(MODELS.glob("*/*.sql")) + sorted(MODELS.glob("*/*.py")), ids=lambda path: path.stem
)
def test_every_model_is_described_beside_it(path: Path) -> None:
    (model,) = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))["models"]
    assert model["name"] == path.stem
    assert model["description"]


def test_facts_refer_to_what_exists() -> None:
    """Every fact that names another table's key has a test for it."""
    keys = {
        "place_id": "dim_place",
        "attack_id": "fct_attacks",
        "document_id": "dim_document",
        "weapon_id": "dim_weapon",
    }
    for path in MODELS.glob("marts/fct_*.yml"):
        (model,) = yaml.safe_load(path.read_text(encoding="utf-8"))["models"]
        tests = [
            test["references"]["arguments"]["columns"] for test in model.get("data_tests", []) if "references" in test
        ]
        named = {column["name"] for column in model["columns"][1:]} & set(keys)
        for column in named:
            assert tests, path
            assert tests[0][column] == f"{keys[column]}.{column}"
