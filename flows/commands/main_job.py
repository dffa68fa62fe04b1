"""The commands that make releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import AsJson, Raw, Warehouse, print_json, settings_of
from flows.errors import EnvironmentFault, NotLoaded

if TYPE_CHECKING:
    from flows.pipeline import RunSummary
    from flows.settings import Settings

DEFAULT_CRON = "0 5 * * *"

Postgres = Annotated[
    str | None,
    typer.Option(
        "--postgres",
        metavar="URL",
        help="Load the release into this PostgreSQL too; SITREP_POSTGRES_URL says it out of others' sight.",
        show_default=False,
    ),
]


def run(
    raw: Raw = None,
    warehouse: Warehouse = None,
    direct: Annotated[bool, typer.Option("--direct", help="Without Prefect: the same steps in this process.")] = False,
    reread: Annotated[
        bool, typer.Option("--reread", help="Build and validate again even where nothing is new.")
    ] = False,
    postgres: Postgres = None,
    as_json: AsJson = False,
) -> int:
    """Take in what is new in raw/, read it, build, validate, and publish a release.

    Exit codes: 0 clean; 10 published, but something was quarantined, held or warned of; 15 published here, but not
    loaded into PostgreSQL; 20 a check stopped the release and the old one stays; 30 another run holds the warehouse;
    40 the machine or a folder is not fit; 50 internal error.

    Examples:

        sitrep run

        sitrep run --raw /data/digests --warehouse /data/warehouse --direct

        sitrep run --postgres postgresql://loader@db.example.org/news
    """
    from flows import running

    settings = settings_of(warehouse, raw, postgres)
    try:
        summary = running.run(settings, direct=direct, reread=reread)
    except NotLoaded as problem:
        _print(settings, problem.summary, as_json=as_json)
        raise
    _print(settings, summary, as_json=as_json)
    return summary.exit_code


def _print(settings: Settings, summary: RunSummary, *, as_json: bool) -> None:
    from flows.deliver import summary as summaries

    if as_json:
        print_json(summaries.as_dict(summary))
    else:
        print(summaries.as_text(settings, summary))


def postgres(postgres: Postgres = None, warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Load the current release into PostgreSQL once more, without a run: after a rollback, or on a new server.

    Exit codes: 0 it is loaded; 15 it is not, and what PostgreSQL held before stays; 30 a run is going on; 40 there is
    no release, or no URL.

    Examples:

        sitrep postgres --postgres postgresql://loader@db.example.org/news

        SITREP_POSTGRES_URL=service=news sitrep postgres
    """
    from flows import releases
    from flows.deliver.postgres import load
    from flows.deliver.postgres_tables import SCHEMA
    from flows.pipeline import exclusive

    settings = settings_of(warehouse, postgres=postgres)
    if settings.postgres is None:
        raise EnvironmentFault("no PostgreSQL is named; set SITREP_POSTGRES_URL, or use --postgres")
    release = releases.required(settings)
    with exclusive(settings):
        load(settings, release)
    if as_json:
        print_json({"release_id": release.release_id, "schema": SCHEMA})
    else:
        print(f"PostgreSQL holds release {release.release_id} now, in the schema {SCHEMA}")


def serve(
    raw: Raw = None,
    warehouse: Warehouse = None,
    cron: Annotated[str, typer.Option("--cron", help="When to run, five fields, UTC.")] = DEFAULT_CRON,
    port: Annotated[
        int | None, typer.Option("--port", help="Of the server's pages, on this machine alone.", show_default="4200")
    ] = None,
) -> None:
    """Run on a schedule, with a Prefect server that shows every run.

    One run at a time; a slot that was missed while the machine was off is made up for once, at the start. Ctrl-C or
    SIGTERM cancels a run that is going on, takes the schedule down and ends the server.

    Exit codes: 0 stopped by a signal; 30 another `sitrep serve` is at work; 40 the port is taken, or a part failed.

    Examples:

        sitrep serve

        sitrep serve --cron "30 4,16 * * *" --port 4300 --raw /data/digests --warehouse /data/warehouse
    """
    from flows import serve as serving

    settings = settings_of(warehouse, raw)
    serving.serve(settings, cron, port or settings.prefect_port)


def build(
    warehouse: Warehouse = None,
    dev: Annotated[
        bool, typer.Option("--dev", help="Load the raw tables only, into dbt_project/, for dbt by hand.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Build the warehouse from the record without publishing it, as a rehearsal or for work on the dbt project.

    With --dev the raw tables lie in dbt_project/sitrep.duckdb afterwards, and `dbt build`, `dbt test` and
    `dbt docs generate` work in the folder dbt_project. Without it every model and test is run and thrown away.

    Examples:

        sitrep build

        sitrep build --dev && cd dbt_project && dbt build --select stg_claims+
    """
    from flows import dev as developing

    settings = settings_of(warehouse)
    rows = developing.load_for_dbt(settings) if dev else developing.rehearse(settings)
    if as_json:
        print_json(rows)
    elif dev:
        print(f"{sum(rows.values())} rows in {developing.DATABASE}; now: cd {developing.DATABASE.parent} && dbt build")
    else:
        print(f"{rows['nodes']} models, seeds and tests are well; nothing was published")
