"""The runner of `sitrep serve`: starts a run of the daily flow at every slot of a cron line, one at a time.

Started as a process of its own with PREFECT_API_URL set: python -m flows.scheduled CRON RAW WAREHOUSE
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime
from typing import NoReturn
from uuid import UUID

from cronsim import CronSim
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.runner import Runner
from prefect.states import Crashed

from flows.daily import daily

DEPLOYMENT = "scheduled"
WAIT_MINUTES = 60  # for a run that somebody started by hand
STOP_SECONDS = 60
SETTLE_SECONDS = 1  # for what the server's scheduler had begun when the schedule was paused
PAGE = 200
FLOW = FlowFilter(name=FlowFilterName(any_=[daily.name]))


def keep_schedule(cron: str, raw: str, warehouse: str) -> None:
    """Start runs until a signal comes; then the schedule is paused and its slots are removed."""
    signal.signal(signal.SIGTERM, _leave)  # until the runner has a handler of its own
    threading.Thread(target=_stop_without_parent, args=(os.getppid(),), daemon=True).start()
    with get_client(sync_client=True) as client:
        clear_leftovers(client)
    try:
        _start(cron, {"raw": raw, "warehouse": warehouse, "wait_minutes": WAIT_MINUTES})
    finally:
        time.sleep(SETTLE_SECONDS)
        with get_client(sync_client=True) as client:
            remove_slots(client)


def _start(cron: str, parameters: dict[str, str | int]) -> None:
    """Run at every slot, and at once where one was missed; comes back when the runner is told to stop."""
    runner = Runner(name=DEPLOYMENT, limit=1, pause_on_shutdown=True)
    deployment = runner.add_flow(daily, name=DEPLOYMENT, cron=cron, paused=False, parameters=parameters)
    with get_client(sync_client=True) as client:
        if is_slot_missed(client, cron, datetime.now(UTC)):
            client.create_flow_run_from_deployment(_id(deployment), name="catch-up")
    asyncio.run(runner.start(webserver=False))


def clear_leftovers(client: SyncPrefectClient) -> None:
    """Remove the slots that a killed `sitrep serve` left, and call crashed what it was doing.

    Otherwise every missed slot would be run one after the other, all but the first for nothing.
    """
    remove_slots(client)
    for flow_run in _runs(client, StateType.RUNNING, StateType.PENDING, StateType.CANCELLING):
        client.set_flow_run_state(flow_run.id, Crashed(message="its `sitrep serve` was killed"), force=True)


def remove_slots(client: SyncPrefectClient) -> None:
    """Remove the runs of this schedule that have not begun; those of other deployments stay."""
    for flow_run in _runs(client, StateType.SCHEDULED):
        client.delete_flow_run(flow_run.id)


def is_slot_missed(client: SyncPrefectClient, cron: str, moment: datetime) -> bool:
    """True where no run that ended has started since the last slot before a moment."""
    since_slot = FlowRunFilterStartTime.model_validate({"after_": next(CronSim(cron, moment, reverse=True))})
    ended = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.COMPLETED, StateType.FAILED]))
    since = FlowRunFilter(state=ended, start_time=since_slot)
    return not client.read_flow_runs(flow_filter=FLOW, flow_run_filter=since, limit=1)


def _runs(client: SyncPrefectClient, *states: StateType) -> list[FlowRun]:
    """The runs of this schedule that are in some states."""
    found = client.read_flow_runs(
        flow_filter=FLOW,
        deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=[DEPLOYMENT])),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states)))),
        limit=PAGE,
    )
    return list(found)


def _leave(*_: object) -> NoReturn:
    sys.exit(0)


def _stop_without_parent(parent: int) -> None:
    """Stop this runner as its `sitrep serve` would, where that was killed and could not."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os._exit(1)  # the server has gone too, and Prefect waits for it


def _id(deployment: object) -> UUID:
    assert isinstance(deployment, UUID)
    return deployment


if __name__ == "__main__":
    keep_schedule(*sys.argv[1:4])
