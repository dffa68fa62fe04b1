"""The command that writes files for people who have no database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Warehouse, settings_of
from flows.errors import EnvironmentFault

Format = Annotated[
    str, typer.Argument(metavar="FORMAT", help="csv, xlsx, parquet, geojson or superset.", show_default=False)
]
Out = Annotated[
    Path,
    typer.Option(
        "--out", metavar="PATH", help="File to write; for csv and parquet a folder or a .zip.", show_default=False
    ),
]
Since = Annotated[
    str | None,
    typer.Option(metavar="RELEASE|DATE", help="Only events that changed since a release, or were told since a day."),
]
Marts = Annotated[
    list[str] | None, typer.Option("--mart", metavar="NAME", help="Only this table; may be given several times.")
]
Root = Annotated[
    Path | None,
    typer.Option("--root", metavar="DIR", help="superset: the warehouse's folder as Superset's machine sees it."),
]
ReadPostgres = Annotated[
    str | None,
    typer.Option("--postgres", metavar="URL", help="superset: read this PostgreSQL instead; without a password."),
]


def export(
    file_format: Format,
    out: Out,
    since: Since = None,
    mart: Marts = None,
    root: Root = None,
    postgres: ReadPostgres = None,
    warehouse: Warehouse = None,
) -> None:
    """Write the current release, or what is new in it, as CSV, Excel, Parquet or GeoJSON.

    Every file says its release, the day of access, how to cite it and the licences of what it quotes. It appears whole
    or not at all. docs/exports.md has more. The format superset is a dashboard to import into Apache Superset, which
    then reads every new release by itself (docs/bi.md).

    Examples:

        sitrep export xlsx --out sitrep.xlsx

        sitrep export csv --since 2024-03-01 --mart fct_attacks --mart fct_claims --out march.zip

        sitrep export geojson --out attacks.geojson

        sitrep export superset --out sitrep-superset.zip
    """
    from flows.deliver.exports.export import export as write_export
    from flows.deliver.exports.export import export_dashboard

    settings = settings_of(warehouse)
    if file_format == "superset":
        if since or mart:
            raise EnvironmentFault("superset takes neither --since nor --mart: its dashboard reads every release whole")
        print(export_dashboard(settings, out, root=root, postgres=postgres))
    elif root or postgres:
        raise EnvironmentFault(f"--root and --postgres are for superset and mean nothing for {file_format}")
    else:
        print(write_export(settings, file_format, out, since=since, marts=mart or ()))
