"""What a command imports is what its user waits for."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = set(
    "spacy dbt great_expectations prefect pandas duckdb sqlalchemy numpy scipy currency_converter xlsxwriter"
    " psycopg apprise jinja2".split()
)


def imported(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after a statement."""
    program = (
        f"import sys, json\n{statement}\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    return set(json.loads(ran.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("import flows.cli", set()),
        ("import flows.running", set()),  # as far as a run goes that finds nothing new
        ("import flows.deliver.query", set()),
        ("import flows.deliver.status", set()),
        ("import flows.deliver.exports.export", set()),
        ("import flows.read.reading", {"spacy", "numpy"}),  # and neither warehouse nor scheduler
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(statement: str, allowed: set[str]) -> None:
    assert imported(statement) & HEAVY <= allowed
