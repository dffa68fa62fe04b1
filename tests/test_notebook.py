"""The notebook of ten questions runs from its first cell to its last, and its answers are those of SQL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import nbformat
import pytest
from nbclient import NotebookClient

from flows import releases
from flows.settings import PROJECT, Settings
from tests.readme import release_of_the_samples

NOTEBOOK = PROJECT / "docs" / "notebooks" / "ten_questions.ipynb"
QUESTIONS = 10
# What the notebook's own variables hold after its last cell.
TOLD = """
import json

print(json.dumps({
    "release": release_id,
    "drones": float(nights[nights["metric_id"] == "drones_launched"]["value"].sum()),
    "destroyed": int(weapons["destroyed"].sum()),
    "killed": int(tolls["killed"].sum()),
    "attacks": int(places["attacks"].sum()),
    "committed": round(float(donors["committed"].sum()), 2),
    "revised": [int(number) for number in revised["last"]],
    "numbers": int(coverage["numbers"].sum()),
}))
"""
ASKED = {
    "drones": "select sum(launched) from fct_attack_weapons where weapon_type = 'drone'",
    "destroyed": "select sum(destroyed) from fct_attack_weapons where launched > 0",
    "killed": "select sum(coalesce(killed_best, killed_low)) from fct_attacks",
    "attacks": "select count(*) from fct_attacks",
    "committed": "select round(sum(committed_usd) / 1e6, 2)::double from agg_aid_by_donor",
    "numbers": "select count(*) from fct_figures",
}


def ran(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, dict[str, Any]]:
    """The notebook as it stands after a run on the current release, and what its variables hold."""
    monkeypatch.setenv("SITREP_RELEASE", str(releases.required(settings).database))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(TOLD))
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    return notebook, json.loads(notebook.cells[-1].outputs[0]["text"])


@pytest.mark.slow
def test_its_answers_are_those_of_sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = release_of_the_samples(tmp_path)
    notebook, told = ran(settings, monkeypatch)
    with duckdb.connect(str(releases.required(settings).database), read_only=True) as connection:
        asked = {name: connection.execute(query).fetchall()[0][0] for name, query in ASKED.items()}
    assert {name: told[name] for name in asked} == asked
    assert told["revised"] == [31]  # Kremenchuk, as the README shows
    assert told["release"] == releases.required(settings).release_id
    charts = [
        output for cell in notebook.cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})
    ]
    assert len(charts) == QUESTIONS


@pytest.mark.slow
def test_it_runs_where_next_to_nothing_is_told(published: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    _, told = ran(published, monkeypatch)
    assert (told["drones"], told["killed"], told["revised"]) == (30, 2, [])


def test_it_is_kept_small_and_without_outputs() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert [cell["id"] for cell in notebook.cells if cell.get("outputs") or cell.get("execution_count")] == []
    assert NOTEBOOK.stat().st_size < 50_000
    asked = [cell["source"].split("\n")[0] for cell in notebook.cells if cell["source"].startswith("## ")]
    assert [question.split(".")[0] for question in asked] == [f"## {number}" for number in range(1, QUESTIONS + 1)]
    assert all(question.endswith("?") for question in asked)
