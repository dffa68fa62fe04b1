"""The command that writes files for people who have no database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Warehouse, settings_of


def export(
    file_format: Annotated[
        str, typer.Argument(metavar="FORMAT", help="csv, xlsx, parquet or geojson.", show_default=False)
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="PATH", help="File to write; for csv and parquet a folder or a .zip.", show_default=False
        ),
    ],
    since: Annotated[
        str | None,
        typer.Option(
            metavar="RELEASE|DATE", help="Only events that changed since a release, or were told since a day."
        ),
    ] = None,
    mart: Annotated[
        list[str] | None, typer.Option("--mart", metavar="NAME", help="Only this table; may be given several times.")
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Write the current release, or what is new in it, as CSV, Excel, Parquet or GeoJSON.

    Every file says its release, the day of access, how to cite it and the licences of what it quotes. It appears whole
    or not at all. docs/exports.md has more.

    Examples:

        sitrep export xlsx --out sitrep.xlsx

        sitrep export csv --since 2024-03-01 --mart fct_attacks --mart fct_claims --out march.zip

        sitrep export geojson --out attacks.geojson
    """
    from flows.deliver.exports.export import export as write_export

    print(write_export(settings_of(warehouse), file_format, out, since=since, marts=mart or ()))
