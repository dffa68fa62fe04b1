"""The index of the catalogue is whole, and every test that it names exists."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from flows.settings import PROJECT

CASES = range(1, 114)
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", flags=re.M)
# Section G is shown by the harness of tests/chaos; a checkout without that folder cannot look its tests up.
ABSENT = () if (PROJECT / "tests" / "chaos").is_dir() else ("chaos/",)
ROWS = {
    int(case): (outcome, re.findall(r"`([\w/]+)::(\w+)`", shown))
    for case, _, outcome, shown in ROW.findall((PROJECT / "docs" / "faults.md").read_text(encoding="utf-8"))
}


@cache
def names_in(module: str) -> frozenset[str]:
    """The names of the tests of a module below tests/."""
    path = PROJECT / "tests" / f"{module}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_case_stands_in_the_index() -> None:
    assert list(ROWS) == list(CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_shown_by_tests_that_exist(case: int) -> None:
    outcome, shown = ROWS[case]
    assert outcome.strip()
    assert shown, "no test is named"
    assert [
        f"{module}::{name}" for module, name in shown if not module.startswith(ABSENT) and name not in names_in(module)
    ] == []
