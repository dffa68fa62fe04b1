"""The marts' columns as their contracts say, and the ones that were promised: python -m tests.schema writes these down.

Promised columns stay under their name and type as long as the first number of SCHEMA_VERSION stays; adding is free.
"""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

from flows.publish import SCHEMA_VERSION
from flows.settings import PROJECT

PROMISED = Path(__file__).with_name(f"schema_{SCHEMA_VERSION.split('.')[0]}.csv")
Column = tuple[str, str, str]  # mart, column, type


def contracted() -> set[Column]:
    """The columns of every mart as the dbt project enforces them."""
    found = set()
    for path in (PROJECT / "dbt_project" / "models" / "marts").glob("*.yml"):
        for model in yaml.safe_load(path.read_text(encoding="utf-8"))["models"]:
            found |= {(model["name"], column["name"], column["data_type"]) for column in model["columns"]}
    return found


def promised() -> set[Column]:
    """The columns that were written down for this version."""
    with PROMISED.open(encoding="utf-8", newline="") as rows:
        return {(row["mart"], row["column"], row["type"]) for row in csv.DictReader(rows)}


if __name__ == "__main__":
    with PROMISED.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("mart", "column", "type"))
        writer.writerows(sorted(contracted()))
