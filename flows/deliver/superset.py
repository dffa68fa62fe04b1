"""The Apache Superset bundle: connection, data sets over the marts, charts and one dashboard, as one file to import.

What is on it lies as YAML in docs/bi/superset/; the columns come from the marts' descriptions and the metrics from
their seed, so that each definition has one home.
"""

from __future__ import annotations

import csv
import json
import uuid
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flows.errors import EnvironmentFault
from flows.settings import PROJECT

TEMPLATES = PROJECT / "docs" / "bi" / "superset"
MARTS = PROJECT / "dbt_project" / "models" / "marts"
METRICS = PROJECT / "dbt_project" / "seeds" / "metrics.csv"

# Ids are made of names under this one, so that a second import updates what the first one made.
NAMESPACE = uuid.UUID("8c0d1f5e-53a3-5d0e-9d6c-2f6b1c7f4a10")
VERSION = "1.0.0"  # of Superset's bundle format
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold: the same bundle has the same bytes

# One expression per way of aggregation in the seed; `value` is null on a day without a digest.
EXPRESSIONS = {
    "sum": "SUM(CASE WHEN metric_id = '{0}' THEN value END)",
    "max": "MAX(CASE WHEN metric_id = '{0}' THEN value END)",
    "ratio": "SUM(CASE WHEN metric_id = '{0}' AND is_covered THEN numerator END)"
    " / NULLIF(SUM(CASE WHEN metric_id = '{0}' AND is_covered THEN denominator END), 0)",
}
# What must not be added over its dimension is given for one value of it only.
WITHIN_ONE = "CASE WHEN COUNT(DISTINCT CASE WHEN metric_id = '{0}' THEN dimension END) = 1 THEN {1} END"


def write_bundle(warehouse: Path, out: Path, *, postgres: str | None = None) -> Path:
    """The bundle as a zip at `out`, which Superset imports; the same input gives the same bytes.

    Args:
        warehouse: its `current/sitrep.duckdb` is what the bundle reads, by absolute path and read-only; it may be the
            folder as another machine sees it.
        postgres: the address of a database that holds the marts in the schema `sitrep`, to read instead.

    Raises:
        EnvironmentFault: the address is none of PostgreSQL, or holds a password.
    """
    connection, schema = _duckdb(warehouse) if postgres is None else _postgres(postgres)
    database = _template("database") | connection | {"uuid": _id("database"), "version": VERSION}
    datasets = {name: _dataset(name, schema) for name in _names("datasets")}
    charts = {name: _chart(name, datasets) for name in _names("charts")}
    files = {
        "metadata.yaml": {"version": VERSION, "type": "Dashboard", "timestamp": "1980-01-01T00:00:00+00:00"},
        "databases/Sitrep.yaml": database,
        **{f"datasets/Sitrep/{name}.yaml": dataset for name, dataset in datasets.items()},
        **{f"charts/{name}.yaml": chart for name, chart in charts.items()},
        "dashboards/sitrep.yaml": _dashboard(charts),
    }
    _write(files, out)
    return out


def _duckdb(warehouse: Path) -> tuple[dict[str, Any], str]:
    path = warehouse.absolute() / "current" / "sitrep.duckdb"
    extra = {"engine_params": {"connect_args": {"read_only": True}}, "allows_virtual_table_explore": True}
    return {"sqlalchemy_uri": f"duckdb:///{path}", "extra": extra}, "main"


def _postgres(address: str) -> tuple[dict[str, Any], str]:
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise EnvironmentFault("--postgres needs an address such as postgresql://reader@host:5432/database")
    if parts.password is not None or {"password", "sslpassword"} & parse_qs(parts.query, keep_blank_values=True).keys():
        raise EnvironmentFault(
            "--postgres holds a password, and a bundle must not; leave it out and give it to Superset "
            "(its connection form, or PGPASSWORD or ~/.pgpass of its server)"
        )
    uri = parts._replace(scheme="postgresql+psycopg2").geturl()
    return {"sqlalchemy_uri": uri, "extra": {"allows_virtual_table_explore": True}}, "sitrep"


def _dataset(name: str, schema: str) -> dict[str, Any]:
    """A data set over one mart, or over a query on it."""
    template = _template(f"datasets/{name}")
    mart = _described(template.pop("mart", name))
    columns = [*mart["columns"], *template.pop("columns", [])]
    labels = template.pop("labels", {})
    defined = _metrics() if name == "agg_metrics_daily" else []
    told = {metric["metric_name"]: metric["description"] for metric in _metrics()}
    told |= {column["column_name"]: column["description"] for column in mart["columns"]}
    metrics = [{"description": told.get(metric["metric_name"]), **metric} for metric in template.pop("metrics", [])]
    sql = template.pop("sql", None)
    return {
        "table_name": name,
        "schema": schema,
        "description": mart["description"],
        "sql": sql.format(schema=schema) if sql else None,
        "main_dttm_col": None,
        **template,
        "columns": [_column(column, labels) for column in columns],
        "metrics": [*defined, *metrics],
        "uuid": _id(f"datasets/{name}"),
        "database_uuid": _id("database"),
        "version": VERSION,
    }


def _described(mart: str) -> dict[str, Any]:
    """A mart's description and columns, out of the file that dbt reads; `release` is none of dbt's."""
    path = MARTS / f"{mart}.yml"
    if not path.is_file():
        return {"description": None, "columns": []}
    model = _read(path)["models"][0]
    columns = [
        {"column_name": column["name"], "type": column["data_type"].upper(), "description": column["description"]}
        for column in model["columns"]
    ]
    return {"description": model["description"].strip(), "columns": columns}


def _column(column: dict[str, Any], labels: dict[str, str]) -> dict[str, Any]:
    is_time = column["type"].startswith(("DATE", "TIMESTAMP"))
    label = labels.get(column["column_name"])
    return {"verbose_name": label, "is_dttm": is_time, "groupby": True, "filterable": True, **column}


def _metrics() -> list[dict[str, Any]]:
    """The metrics of the seed, each with the definition that people read and its SQL on agg_metrics_daily."""
    with METRICS.open(encoding="utf-8", newline="") as lines:
        return [_metric(row) for row in csv.DictReader(lines)]


def _metric(row: dict[str, str]) -> dict[str, Any]:
    name, is_ratio = row["metric_id"], row["aggregation"] == "ratio"
    expression = EXPRESSIONS[row["aggregation"]].format(name)
    what = f"{row['numerator']} / {row['denominator']}" if is_ratio else row["numerator"]
    return {
        "metric_name": name,
        "verbose_name": row["name"],
        "description": f"{row['description']} ({row['unit']}; version {row['version']}): {what}. "
        "Days without a digest are left out.",
        "expression": WITHIN_ONE.format(name, expression) if row["dimension"] else expression,
        "d3format": ".1%" if is_ratio else ",.0f",
    }


def _chart(name: str, datasets: dict[str, Any]) -> dict[str, Any]:
    """A chart; one of a single metric is described by the metric's definition."""
    template = _template(f"charts/{name}")
    dataset = datasets[template.pop("dataset")]
    told = {metric["metric_name"]: metric["description"] for metric in dataset["metrics"]}
    return {
        "description": told.get(template["params"].get("metric")),
        **template,
        "params": {"viz_type": template["viz_type"], **template["params"]},
        "uuid": _id(f"charts/{name}"),
        "dataset_uuid": dataset["uuid"],
        "version": VERSION,
    }


def _dashboard(charts: dict[str, Any]) -> dict[str, Any]:
    template = _template("dashboard")
    rows, text = template.pop("rows"), template.pop("text")
    position: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "parents": ["ROOT_ID"], "children": []},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": template["dashboard_title"]}},
    }
    for number, row in enumerate(rows):
        row_id = f"ROW-{number}"
        parents = ["ROOT_ID", "GRID_ID", row_id]
        cells = [_cell(name, width, row["height"], parents, charts, text) for name, width in row["charts"].items()]
        position |= {cell["id"]: cell for cell in cells}
        position[row_id] = {"type": "ROW", "id": row_id, "parents": parents[:2]}
        position[row_id] |= {
            "children": [cell["id"] for cell in cells],
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
        }
        position["GRID_ID"]["children"].append(row_id)
    return {**template, "position": position, "published": True, "uuid": _id("dashboard"), "version": VERSION}


def _cell(name: str, width: int, height: int, parents: list[str], charts: dict[str, Any], text: str) -> dict[str, Any]:
    cell = {"id": f"CHART-{name}", "parents": parents, "children": []}
    size = {"width": width, "height": height}
    if name == "text":
        return {**cell, "type": "MARKDOWN", "meta": {**size, "code": text}}
    chart = charts[name]
    # Superset puts its own number in for chartId; here it only has to be another one for each chart.
    told = {"uuid": chart["uuid"], "sliceName": chart["slice_name"], "chartId": list(charts).index(name) + 1}
    return {**cell, "type": "CHART", "meta": {**size, **told}}


def _write(files: dict[str, Any], out: Path) -> None:
    import yaml

    with zipfile.ZipFile(out, "w") as bundle:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"sitrep/{name}", date_time=EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Through JSON, so that nothing is written as a reference to another place of the file.
            plain = json.loads(json.dumps(content))
            bundle.writestr(entry, yaml.safe_dump(plain, sort_keys=False, allow_unicode=True))


def _names(kind: str) -> list[str]:
    return sorted(path.stem for path in (TEMPLATES / kind).glob("*.yml"))


def _template(name: str) -> dict[str, Any]:
    return _read(TEMPLATES / f"{name}.yml")


def _read(path: Path) -> dict[str, Any]:
    import yaml

    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _id(name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, name))
