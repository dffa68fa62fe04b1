"""The Superset bundle as a file: whole, of columns that exist, without a secret, and the same each time."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from flows.deliver.superset import write_bundle
from flows.errors import EnvironmentFault
from flows.settings import Settings

POSTGRES = "postgresql://reader@db.example.org:5433/news"


def parts(bundle: Path) -> dict[str, dict[str, Any]]:
    """Every file of a bundle."""
    with zipfile.ZipFile(bundle) as packed:
        return {name.removeprefix("sitrep/"): yaml.safe_load(packed.read(name)) for name in packed.namelist()}


def of_kind(files: dict[str, dict[str, Any]], kind: str) -> dict[str, dict[str, Any]]:
    return {content["uuid"]: content for name, content in files.items() if name.startswith(kind)}


@pytest.fixture(scope="module")
def bundle(published: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bundle(published.warehouse, tmp_path_factory.mktemp("bundle") / "sitrep.zip")


@pytest.fixture(scope="module")
def files(bundle: Path) -> dict[str, dict[str, Any]]:
    return parts(bundle)


def test_it_reads_the_current_release_and_cannot_write(files: dict[str, Any], published: Settings) -> None:
    (database,) = of_kind(files, "databases/").values()
    assert database["sqlalchemy_uri"] == f"duckdb:///{published.warehouse}/current/sitrep.duckdb"
    assert database["extra"]["engine_params"]["connect_args"] == {"read_only": True}
    assert database["cache_timeout"] == -1


def test_every_column_and_expression_runs_on_a_release(files: dict[str, Any], published: Settings) -> None:
    datasets = of_kind(files, "datasets/")
    assert len(datasets) == 6
    with duckdb.connect(str(published.current / "sitrep.duckdb"), read_only=True) as connection:
        for dataset in datasets.values():
            source = f"({dataset['sql']})" if dataset["sql"] else f"{dataset['schema']}.{dataset['table_name']}"
            found = {row[0]: row[1] for row in connection.execute(f"describe from {source}").fetchall()}
            told = {column["column_name"]: column["type"] for column in dataset["columns"]}
            assert told == found, dataset["table_name"]
            for metric in dataset["metrics"]:
                connection.execute(f"select {metric['expression']} from {source}")
                assert metric["description"], metric["metric_name"]


def named(value: object) -> set[str]:
    """The columns and metrics that the parameters of a chart name."""
    if isinstance(value, list):
        return set().union(*map(named, value)) if value else set()
    if isinstance(value, dict):
        return {value["subject"]} if "subject" in value else set()
    if isinstance(value, str) and value.startswith("["):
        return {json.loads(value)[0]}
    return {value} if isinstance(value, str) else set()


NAMING = [
    "metric",
    "metrics",
    "metrics_b",
    "groupby",
    "groupby_b",
    "x_axis",
    "x_axis_sort",
    "all_columns",
    "order_by_cols",
]
NAMING += ["adhoc_filters", "adhoc_filters_b", "entity", "timeseries_limit_metric"]


def test_charts_name_only_what_their_data_set_has(files: dict[str, Any]) -> None:
    datasets, charts = of_kind(files, "datasets/"), of_kind(files, "charts/")
    assert len(charts) == 15
    for chart in charts.values():
        dataset = datasets[chart["dataset_uuid"]]
        known = {column["column_name"] for column in dataset["columns"]}
        known |= {metric["metric_name"] for metric in dataset["metrics"]}
        asked = set().union(*(named(chart["params"].get(key)) for key in NAMING))
        assert asked - known == set(), chart["slice_name"]
        assert asked, chart["slice_name"]
        assert chart["description"], chart["slice_name"]


def test_the_dashboard_shows_every_chart_once_and_fills_its_rows(files: dict[str, Any]) -> None:
    (dashboard,) = of_kind(files, "dashboards/").values()
    position = dashboard["position"]
    cells = [cell for cell in position.values() if isinstance(cell, dict) and cell["type"] == "CHART"]
    shown = [cell["meta"]["uuid"] for cell in cells]
    assert sorted(shown) == sorted(of_kind(files, "charts/"))
    for row_id in position["GRID_ID"]["children"]:
        assert sum(position[cell]["meta"]["width"] for cell in position[row_id]["children"]) == 12


def test_metrics_have_the_definition_of_the_seed(files: dict[str, Any]) -> None:
    daily = next(one for one in of_kind(files, "datasets/").values() if one["table_name"] == "agg_metrics_daily")
    rate = next(metric for metric in daily["metrics"] if metric["metric_name"] == "interception_rate")
    assert rate["description"].startswith("Share of the launched weapons that were shot down (share; version 1): ")
    regions = next(one for one in of_kind(files, "datasets/").values() if one["table_name"] == "attacks_by_region")
    killed = next(metric for metric in regions["metrics"] if metric["metric_name"] == "killed")
    assert killed["description"].startswith(
        "People killed in attacks (person; version 1): killed_best, else killed_low"
    )


def value_of(files: dict[str, Any], table: str, metric: str, rows: str) -> object:
    """What a metric gives on rows that we made up."""
    dataset = next(one for one in of_kind(files, "datasets/").values() if one["table_name"] == table)
    expression = next(one["expression"] for one in dataset["metrics"] if one["metric_name"] == metric)
    return duckdb.sql(f"select {expression} from ({rows})").fetchall()[0][0]


DAYS = """
from (values
    ('attacks', null, true, 3, 3, null), ('attacks', null, true, 0, 0, null), ('attacks', null, false, null, 5, null),
    ('interception_rate', null, true, 0.5, 1, 2), ('interception_rate', null, true, 0.9, 9, 10),
    ('interception_rate', null, false, null, 0, 100),
    ('aid_committed_usd', 'pledged', true, 7, 7, null), ('aid_committed_usd', 'delivered', true, 5, 5, null)
) as days (metric_id, dimension, is_covered, value, numerator, denominator)
"""


@pytest.mark.parametrize(
    ("metric", "where", "value"),
    [
        ("attacks", "true", 3),
        ("attacks", "not is_covered", None),  # a day without a digest is not zero
        ("attacks", "is_covered and value = 0", 0),
        ("interception_rate", "true", pytest.approx(10 / 12)),  # not the mean of the days, nor with the uncovered one
        ("aid_committed_usd", "dimension = 'pledged'", 7),
        ("aid_committed_usd", "true", None),  # statuses are never added up
        ("days_without_digest", "metric_id = 'attacks'", 1),
        ("days_without_digest", "metric_id = 'attacks' and is_covered", None),
    ],
)
def test_a_metric_keeps_to_its_definition(files: dict[str, Any], metric: str, where: str, value: object) -> None:
    assert value_of(files, "agg_metrics_daily", metric, f"{DAYS} where {where}") == value


def test_aid_of_two_statuses_gives_no_sum(files: dict[str, Any]) -> None:
    rows = "select unnest([5, 7]) as amount_usd, unnest({}) as aid_status"
    assert value_of(files, "agg_aid_by_month", "amount_usd_of_one_status", rows.format("['pledged', 'pledged']")) == 12
    assert value_of(files, "agg_aid_by_month", "amount_usd_of_one_status", rows.format("['pledged', 'asked']")) is None
    assert value_of(files, "agg_aid_by_month", "amount_usd_of_one_status", rows.format("['pledged', null]")) is None


def test_the_same_release_gives_the_same_bytes(bundle: Path, published: Settings, tmp_path: Path) -> None:
    again = write_bundle(published.warehouse, tmp_path / "again.zip")
    assert again.read_bytes() == bundle.read_bytes()


def test_for_postgres_only_address_and_schema_differ(
    files: dict[str, Any], published: Settings, tmp_path: Path
) -> None:
    other = parts(write_bundle(published.warehouse, tmp_path / "postgres.zip", postgres=POSTGRES))
    (database,) = of_kind(other, "databases/").values()
    assert database["sqlalchemy_uri"] == "postgresql+psycopg2://reader@db.example.org:5433/news"
    assert {dataset["schema"] for dataset in of_kind(other, "datasets/").values()} == {"sitrep"}
    assert of_kind(other, "charts/") == of_kind(files, "charts/")
    assert of_kind(other, "dashboards/") == of_kind(files, "dashboards/")
    (query,) = [dataset["sql"] for dataset in of_kind(other, "datasets/").values() if dataset["sql"]]
    assert re.findall(r"(\w+)\.(?:fct_attacks|dim_place)", query) == ["sitrep", "sitrep"]


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://reader:secret@localhost/news",
        "postgresql://reader:@localhost/news",
        "postgresql://reader@localhost/news?password=secret",
        "postgresql://reader@localhost/news?sslpassword=secret",
    ],
)
def test_a_password_is_refused_and_not_repeated(published: Settings, tmp_path: Path, address: str) -> None:
    with pytest.raises(EnvironmentFault, match="holds a password") as refused:
        write_bundle(published.warehouse, tmp_path / "bundle.zip", postgres=address)
    assert "secret" not in str(refused.value)
    assert not (tmp_path / "bundle.zip").exists()


@pytest.mark.parametrize("address", ["mysql://reader@localhost/news", "postgresql://localhost", "news"])
def test_an_address_of_something_else_is_refused(published: Settings, tmp_path: Path, address: str) -> None:
    with pytest.raises(EnvironmentFault, match="needs an address such as postgresql://"):
        write_bundle(published.warehouse, tmp_path / "bundle.zip", postgres=address)
