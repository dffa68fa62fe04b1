"""The commands that make releases."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import AsJson, Raw, Warehouse, print_json, settings_of


def run(
    raw: Raw = None,
    warehouse: Warehouse = None,
    direct: Annotated[bool, typer.Option("--direct", help="Without Prefect: the same steps in this process.")] = False,
    reread: Annotated[
        bool, typer.Option("--reread", help="Build and validate again even where nothing is new.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Take in what is new in raw/, read it, build, validate, and publish a release.

    Exit codes: 0 clean; 10 published, but something was quarantined or held; 20 a check stopped the release and the
    old one stays; 30 another run holds the warehouse; 40 the machine or a folder is not fit; 50 internal error.

    Examples:

        sitrep run

        sitrep run --raw /data/digests --warehouse /data/warehouse --direct
    """
    from flows import running
    from flows.deliver import summary as summaries

    settings = settings_of(warehouse, raw)
    summary = running.run(settings, direct=direct, reread=reread)
    if as_json:
        print_json(summaries.as_dict(summary))
    else:
        print(summaries.as_text(settings, summary))
    return summary.exit_code
