"""Plain dbt in its project works on what `sitrep build --dev` leaves."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from flows import dev, inputs
from flows.build import DBT_PROJECT
from flows.errors import EnvironmentFault
from flows.settings import Settings
from tests.test_cli import sitrep


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the dbt project, as a developer has it after a clone."""
    left_over = shutil.ignore_patterns("target", "logs", "*.duckdb", ".user.yml")
    return Path(shutil.copytree(DBT_PROJECT, tmp_path / "dbt_project", ignore=left_over))


@pytest.mark.slow
def test_dbt_builds_tests_and_documents_on_the_database_that_was_left(published: Settings, project: Path) -> None:
    before = inputs.tree_hash(project)
    rows = dev.load_for_dbt(published, project / "sitrep.duckdb")
    assert (rows["documents"], rows["held_events"]) == (3, 0)
    for arguments in (["build"], ["test"], ["docs", "generate"]):
        ran = subprocess.run(
            [sys.executable, "-m", "dbt.cli.main", *arguments], cwd=project, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout[-3000:]
    with duckdb.connect(str(project / "sitrep.duckdb"), read_only=True) as connection:
        launched = connection.execute(
            "select launched from fct_attacks where launched is not null order by 1"
        ).fetchall()
    assert launched == [(30,), (40,)]  # the impossible raid too: nothing is held here
    assert (project / "target" / "catalog.json").is_file()
    assert inputs.tree_hash(project) == before


def test_a_rehearsal_builds_everything_and_leaves_nothing(published: Settings) -> None:
    before = sorted(published.releases.iterdir())
    code, out, err = sitrep(published, "build")
    assert (code, err) == (0, "")
    assert out.endswith("models, seeds and tests are well; nothing was published\n")
    assert sorted(published.releases.iterdir()) == before
    assert not published.scratch.exists()


def test_an_empty_record_is_told(settings: Settings) -> None:
    with pytest.raises(EnvironmentFault, match="fill it with `sitrep run`"):
        dev.load_for_dbt(settings)
