"""How `sitrep run` runs: not at all where nothing is new, in this process, or as a Prefect flow."""

from __future__ import annotations

import os
from importlib import import_module

from flows import pipeline, prefect_server
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
    with pipeline.exclusive(settings):
        if pipeline.look(settings, reread=reread) is None:
            return pipeline.RunSummary()
        if direct:
            from flows.steps import PLAIN

            return pipeline.run(settings, stages=PLAIN, progress=Progress(), reread=reread)
        # Prefect reads its settings when it is imported, so they have to stand before.
        os.environ.update(prefect_server.environment(settings))
        url = prefect_server.standing_server(settings)
        if url:
            return _run_flow(settings, url, reread=reread)
        with prefect_server.temporary_server(settings) as server:
            os.environ["PREFECT_API_URL"] = server.url  # before the import, or Prefect starts a server of its own too
            _warm_up(settings)
            server.wait()
            return _run_flow(settings, server.url, reread=reread)


def _run_flow(settings: Settings, url: str, *, reread: bool) -> pipeline.RunSummary:
    os.environ["PREFECT_API_URL"] = url
    from flows.daily import daily

    return daily(raw=str(settings.raw), warehouse=str(settings.warehouse), reread=reread)


def _warm_up(settings: Settings) -> None:
    """Import what the run will need while the server starts on another core."""
    for module in ("prefect", "dbt.cli.main", "flows.read.reading"):
        import_module(module)
    from flows.read.parse.grammar import load_model

    load_model(settings.spacy_model)
