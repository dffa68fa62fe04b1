"""A flow whose first attempt at taking in the digests fails as a busy disk does; run by tests/test_flow.py."""

from __future__ import annotations

import dataclasses
import errno

from prefect import flow

from flows import intake, pipeline, steps
from flows.progress import Progress
from flows.settings import Settings, read_settings
from flows.stages import Ingested
from flows.tasks import RETRIED_TASK, TASKS

attempts: list[int] = []


def ingest_on_a_busy_disk(settings: Settings, found: intake.Survey) -> Ingested:
    attempts.append(1)
    if len(attempts) == 1:
        raise OSError(errno.EBUSY, "Device or resource busy")
    return steps.ingest(settings, found)


@flow(name="flaky")
def flaky() -> None:
    stages = dataclasses.replace(TASKS, ingest=RETRIED_TASK(ingest_on_a_busy_disk, name="ingest"))
    pipeline.run(read_settings(), stages=stages, progress=Progress())


if __name__ == "__main__":
    flaky()
