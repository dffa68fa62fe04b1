"""The daily flow: ingest -> read -> build -> validate -> publish, in the order that flows/pipeline.py gives them."""

from __future__ import annotations

from pathlib import Path

from prefect import flow

from flows import alerts, pipeline
from flows.progress import Progress
from flows.settings import read_settings
from flows.tasks import TASKS


@flow(name="sitrep-daily", persist_result=False, log_prints=False)
def daily(
    raw: str | None = None,
    warehouse: str | None = None,
    reread: bool = False,
    wait_minutes: float = 0,
    alert: bool = True,
) -> pipeline.RunSummary:
    """Bring the warehouse up to date with raw/; the run fails, with one line that says why, where a release is stopped.

    Args:
        raw: folder of the digests; else SITREP_RAW, else raw.
        warehouse: folder of the warehouse; else SITREP_WAREHOUSE, else warehouse.
        reread: build and validate again even where nothing is new.
        wait_minutes: how long to wait for another run to end; a scheduled run that gave up would miss its night.
        alert: tell the receivers of SITREP_ALERTS; `sitrep run` does so itself.
    """
    settings = read_settings(raw=Path(raw) if raw else None, warehouse=Path(warehouse) if warehouse else None)

    def run() -> pipeline.RunSummary:
        return pipeline.run(settings, stages=TASKS, progress=Progress(), reread=reread, patience=60 * wait_minutes)

    return alerts.told(settings, run) if alert else run()
