"""The dictionary: every table and column of a release is explained, and the page in docs says the same."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import duckdb
import pytest
import yaml

from flows import releases
from flows.deliver.dictionary import Dictionary, read_dictionary
from flows.settings import PROJECT, Settings
from tests.dictionary import PAGE, page_of

MARTS = PROJECT / "dbt_project" / "models" / "marts"


@pytest.fixture
def dictionary(published: Settings) -> Iterator[Dictionary]:
    with duckdb.connect(str(releases.required(published).database), read_only=True) as connection:
        yield read_dictionary(connection)


def test_the_page_in_docs_is_fresh(published: Settings) -> None:
    assert PAGE.read_text(encoding="utf-8") == page_of(published), "run python -m tests.dictionary"


def test_every_table_and_column_is_explained(dictionary: Dictionary) -> None:
    assert [name for name, words in dictionary.tables.items() if not words.startswith("One row")] == []
    assert [column for column in dictionary.columns if not column.description] == []


def test_the_words_are_those_beside_the_models(dictionary: Dictionary) -> None:
    assert set(dictionary.tables) == {path.stem for path in MARTS.glob("*.sql")} | {"release"}
    (model,) = yaml.safe_load((MARTS / "acled_events.yml").read_text(encoding="utf-8"))["models"]
    assert dictionary.tables["acled_events"] == model["description"].strip()
    told = [(column.name, column.data_type, column.description) for column in dictionary.columns_of("acled_events")]
    assert told == [(column["name"], column["data_type"], column["description"].strip()) for column in model["columns"]]


def test_every_metric_says_what_it_does_not_mean(dictionary: Dictionary) -> None:
    with (PROJECT / "dbt_project" / "seeds" / "metrics.csv").open(encoding="utf-8", newline="") as handle:
        written = {row["metric_id"]: row["does_not_mean"] for row in csv.DictReader(handle)}
    assert {metric["metric_id"]: metric["does_not_mean"] for metric in dictionary.metrics} == written
    assert all(words.startswith("Not ") for words in written.values())
    page = PAGE.read_text(encoding="utf-8")
    assert [metric_id for metric_id, words in written.items() if words not in page] == []
