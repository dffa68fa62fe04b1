"""The steps as Prefect tasks: retries where a retry helps, artifacts of what came out, nothing stored but that."""

from __future__ import annotations

from functools import partial
from typing import Any

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows import releases, steps, validate
from flows.deliver import postgres
from flows.errors import SitrepError
from flows.settings import Settings
from flows.stages import Build, Stages

# A disk or a share that is busy may be free again in a moment; a failed check stays failed.
RETRY_DELAYS = [1, 10]


def _may_help(_task: Any, _run: Any, state: Any) -> bool:
    """True where the failure is of the machine and not of the data."""
    problem = state.result(raise_on_failure=False)  # gives the exception as a value; the task fails all the same
    return isinstance(problem, OSError) and not isinstance(problem, SitrepError)


def _publish(settings: Settings, made: Build, verdict: validate.Verdict, seconds: dict[str, float]) -> releases.Release:
    release = steps.publish_release(settings, made, verdict, seconds)
    create_table_artifact(
        key="row-counts",
        table=[{"mart": mart, "rows": rows} for mart, rows in release.about["rows"].items()],
        description=f"Rows of every mart in release {release.release_id}",
    )
    create_markdown_artifact(key="validation", markdown=_as_markdown(verdict), description="What was checked")
    return release


def _as_markdown(verdict: validate.Verdict) -> str:
    lines = [f"- {outcome}: {count} checks" for outcome, count in sorted(verdict.outcomes.items())]
    held = [f"- held: `{held.event_id}` in {held.mart}, by {held.expectation}" for held in verdict.held]
    warned_of = [f"- warning: {finding}" for finding in verdict.warned_of]
    return "\n".join(["## Validation", *lines, *held, *warned_of])


# Nothing is cached or pickled: the record and the release are what a run leaves behind.
PLAIN_TASK = partial(task, cache_policy=NO_CACHE, persist_result=False)
RETRIED_TASK = partial(
    PLAIN_TASK, retries=len(RETRY_DELAYS), retry_delay_seconds=RETRY_DELAYS, retry_condition_fn=_may_help
)

TASKS = Stages(
    ingest=RETRIED_TASK(steps.ingest, name="ingest"),
    read=RETRIED_TASK(steps.read, name="read"),
    build=PLAIN_TASK(steps.build_events, name="build"),
    validate=PLAIN_TASK(steps.judge, name="validate"),
    publish=RETRIED_TASK(_publish, name="publish"),
    load=PLAIN_TASK(postgres.load, name="postgres"),
)
