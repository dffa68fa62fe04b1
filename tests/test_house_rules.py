"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
import doctest
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.settings import PROJECT

MAX_FUNCTION_LINES = 40
MAX_FILE_LINES = 300
MAX_MODEL_LINES = 130
READS_ENVIRONMENT = {"settings.py", "prefect_server.py", "running.py", "serve.py"}  # the last two hand it on to Prefect

CODE = sorted([*(PROJECT / "flows").rglob("*.py"), *(PROJECT / "expectations").rglob("*.py")])
MODELS = sorted((PROJECT / "dbt_project" / "models").rglob("*.sql"))
MARTS = sorted(path.stem for path in (PROJECT / "dbt_project" / "models" / "marts").glob("*.sql"))
# What is no fact of its own, or a copy of what the expectations said.
UNJUDGED = {"fct_validation_results", "fct_event_revisions", "fct_statements", "fct_former_claims"}


def name(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_file_holds_one_idea_and_its_functions_fit_a_screen(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES
    lengths = {function.name: (function.end_lineno or 0) - function.lineno + 1 for function in functions(path)}
    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION_LINES} == {}


@pytest.mark.parametrize("path", CODE, ids=name)
def test_what_is_public_says_what_it_gives(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    public = [
        node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", [path for path in CODE if ">>> " in path.read_text(encoding="utf-8")], ids=name)
def test_an_example_in_a_docstring_is_true(path: Path) -> None:
    module = importlib.import_module(".".join(path.relative_to(PROJECT).with_suffix("").parts))
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 0) == (0, True)


@pytest.mark.parametrize("path", MODELS, ids=name)
def test_a_model_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODEL_LINES


@pytest.mark.parametrize("mart", MARTS)
def test_every_mart_is_described_and_every_fact_judged(mart: str) -> None:
    described = (PROJECT / "dbt_project" / "models" / "marts" / f"{mart}.yml").read_text(encoding="utf-8")
    assert re.search(r"description: *[>|\"']?-?\s*[\"']?One row per", described), "a description opens with the grain"
    if mart.startswith("fct_") and mart not in UNJUDGED:
        assert (PROJECT / "expectations" / f"{mart}.py").is_file()


@pytest.mark.parametrize("path", CODE, ids=name)
def test_the_environment_is_read_in_one_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name not in READS_ENVIRONMENT:
        assert not re.search(r"os\.environ(?!\[\"GX_ANALYTICS_ENABLED\"\])|os\.getenv", text)


def test_the_reader_knows_nothing_of_warehouse_or_scheduler() -> None:
    imports = re.compile(r"^\s*(?:from|import) (duckdb|pandas|prefect|dbt|great_expectations)\b", flags=re.M)
    scripts = PROJECT / "flows" / "read" / "vocabulary" / "scripts"
    assert [
        name(path)
        for path in (PROJECT / "flows" / "read").rglob("*.py")
        if scripts not in path.parents and imports.search(path.read_text(encoding="utf-8"))
    ] == []
