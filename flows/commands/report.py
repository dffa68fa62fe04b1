"""The command that gives the page of the current release."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Warehouse, settings_of


def report(
    warehouse: Warehouse = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write the page into this file.", show_default=False)
    ] = None,
) -> None:
    """Print the path of the current release's page, report.html, or write the page elsewhere.

    The page is one file that needs no network: open it in a browser, print it, mail it. Choose a figure in it to see
    the sentence that it was read from.

    Examples:

        sitrep report

        sitrep report --out sitrep.html
    """
    from flows.deliver.report.copy import path_of_page, write_page

    settings = settings_of(warehouse)
    print(write_page(settings, out) if out else path_of_page(settings))
