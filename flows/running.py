"""How `sitrep run` runs: not at all where nothing is new, in this process, or as a Prefect flow."""

from __future__ import annotations

import logging
import os
from importlib import import_module

from flows import alerts, pipeline, prefect_server
from flows.progress import Progress
from flows.settings import Settings


def run(settings: Settings, *, direct: bool, reread: bool = False) -> pipeline.RunSummary:
    """Run the main job once.

    Args:
        direct: call the steps in this process, without Prefect.
        reread: build and validate again even where nothing is new.

    Raises:
        SitrepError: with the exit code and a sentence for the user.
    """
    return alerts.told(settings, lambda: _run(settings, direct=direct, reread=reread))


def _run(settings: Settings, *, direct: bool, reread: bool) -> pipeline.RunSummary:
    with pipeline.exclusive(settings):
        is_new = pipeline.look(settings, reread=reread) is not None
        if not is_new and settings.postgres is None:
            return pipeline.RunSummary()
        if direct or not is_new:
            from flows.steps import PLAIN

            return pipeline.run(settings, stages=PLAIN, progress=Progress(), reread=reread)
        # Prefect reads its settings when it is imported, so they have to stand before.
        os.environ.update(prefect_server.environment(settings))
        # Else a library that dbt imports gives the root logger a handler, and tracebacks come to the terminal.
        logging.getLogger().addHandler(logging.NullHandler())
        url = prefect_server.standing_server(settings)
        if url:
            os.environ["PREFECT_API_URL"] = url
            return _run_flow(settings, reread=reread)
        with prefect_server.temporary_server(settings) as server:
            os.environ["PREFECT_API_URL"] = server.url  # before the import, or Prefect starts a server of its own
            _warm_up(settings)
            server.wait()
            return _run_flow(settings, reread=reread)


def _run_flow(settings: Settings, *, reread: bool) -> pipeline.RunSummary:
    if settings.postgres:
        os.environ["SITREP_POSTGRES_URL"] = settings.postgres  # the server keeps a flow's parameters, and shows them
    from flows.daily import daily

    try:
        return daily(raw=str(settings.raw), warehouse=str(settings.warehouse), reread=reread, alert=False)
    finally:
        from prefect.logging.handlers import APILogHandler

        APILogHandler().flush()  # why a run failed must reach the server before it goes


def _warm_up(settings: Settings) -> None:
    """Import what the run will need while the server starts on another core."""
    for module in ("prefect", "dbt.cli.main", "flows.read.reading"):
        import_module(module)
    from flows.read.parse.grammar import load_model

    load_model(settings.spacy_model)
