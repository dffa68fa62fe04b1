"""The schedule, on real servers, runners and workers, at real minutes."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flows import prefect_server, releases
from flows.settings import PROJECT, Settings
from tests.digests import RAID
from tests.test_cli import sitrep
from tests.test_flow import ask, post

pytestmark = pytest.mark.slow
START = 60  # seconds, on a busy machine
FIRES = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(settings: Settings, port: int) -> subprocess.Popen[str]:
    """`sitrep serve` in a process of its own; its runner looks for slots every second."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from flows.cli import main; main()",
            "serve",
            "--cron",
            "* * * * *",
            "--port",
            str(port),
        ],
        env={
            **os.environ,
            "PREFECT_RUNNER_POLL_FREQUENCY": "1",
            "SITREP_RAW": str(settings.raw),
            "SITREP_WAREHOUSE": str(settings.warehouse),
        },
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(what: Callable[[], Any], seconds: float) -> Any:
    """What a function gives as soon as it gives something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = what()
        if found:
            return found
        time.sleep(0.5)
    pytest.fail(f"nothing after {seconds} seconds")


def address(settings: Settings) -> str | None:
    """Where the server of `sitrep serve` answers; None while there is none."""
    if not settings.server_note.exists():
        return None
    return str(json.loads(settings.server_note.read_text(encoding="utf-8"))["url"])


def runs(settings: Settings, **wanted: Any) -> list[dict[str, Any]]:
    """The flow runs that the server of `sitrep serve` knows, those with the wanted fields."""
    found = ask(str(address(settings)), "flow_runs", sort="START_TIME_DESC", limit=100)
    return [run for run in found if all(run[name] == value for name, value in wanted.items())]


def processes(*words: str) -> list[int]:
    """The ids of the processes whose command line holds all of some words."""
    listed = subprocess.run(["ps", "-wweo", "pid=,args="], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if all(word in line for word in words)]


def states(settings: Settings) -> dict[str, int]:
    """The states of all runs in Prefect's database, read without a server."""
    with sqlite3.connect(settings.prefect_home / "prefect.db") as connection:
        return dict(connection.execute("select state_type, count(*) from flow_run group by 1").fetchall())


def plan_a_run_of_another_flow(url: str) -> None:
    flow = post(f"{url}/flows/", name="other")
    planned = {"type": "SCHEDULED", "state_details": {"scheduled_time": "2199-01-01T00:00:00Z"}}
    post(f"{url}/flow_runs/", flow_id=flow["id"], state=planned)


@pytest.fixture
def served(settings: Settings) -> Iterator[tuple[Settings, subprocess.Popen[str], int]]:
    (settings.raw / "2031-03-04.txt").write_text(RAID, encoding="utf-8")
    port = free_port()
    process = started(settings, port)
    wait_for(settings.server_note.exists, START)
    yield settings, process, port
    if process.poll() is None:
        process.terminate()
        process.communicate(timeout=90)


def test_a_slot_fires_publishes_and_shows_why_a_run_failed(
    served: tuple[Settings, subprocess.Popen[str], int],
) -> None:
    settings, process, port = served
    (scheduled,) = wait_for(lambda: runs(settings, auto_scheduled=True, state_type="COMPLETED"), FIRES)[:1]
    assert scheduled["parameters"]["warehouse"] == str(settings.warehouse)
    first = releases.required(settings)
    assert first.about["counts"]["documents"] == 1
    assert len(runs(settings, name="catch-up", state_type="COMPLETED")) == 1

    again = sitrep(settings, "serve", "--port", str(free_port()))
    assert (again[0], again[2].count("\n")) == (30, 1)
    assert "another `sitrep serve` keeps the schedule" in again[2]
    elsewhere = Settings(raw=settings.raw, warehouse=settings.warehouse.parent / "other")
    refused = sitrep(elsewhere, "serve", "--port", str(port))
    assert (refused[0], refused[2]) == (
        40,
        f"sitrep: cannot use port {port} (Address already in use); choose another with --port\n",
    )

    (settings.raw / "2031-03-06.txt").write_text(RAID.replace("03-04", "03-06"), encoding="utf-8")
    damaged = settings.record / "documents" / "00000001" / "documents.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    failed = wait_for(lambda: runs(settings, state_type="FAILED"), FIRES)[0]
    assert "documents.parquet is missing or damaged; restore this folder from a backup" in failed["state"]["message"]
    assert "\n" not in failed["state"]["message"].strip()
    assert releases.required(settings) == first

    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=90)
    assert (process.returncode, err) == (0, "")
    assert out.splitlines()[-1] == "stopped; the schedule rests"
    assert set(states(settings)) <= {"COMPLETED", "FAILED", "CANCELLED"}
    assert not settings.server_note.exists()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_what_a_killed_serve_left_is_cleared_and_made_up_for_once(
    served: tuple[Settings, subprocess.Popen[str], int],
) -> None:
    settings, process, _ = served
    wait_for(lambda: runs(settings, name="catch-up", state_type="COMPLETED"), FIRES)
    left = json.loads(settings.server_note.read_text(encoding="utf-8"))
    (runner,) = processes("flows.scheduled", str(settings.warehouse))
    for pid in (runner, process.pid):
        os.kill(pid, signal.SIGKILL)
    process.wait()
    refused = sitrep(settings, "serve", "--port", str(free_port()))
    assert refused[0] == 40
    assert f"left its server at {left['url']}; end process {left['server_pid']}" in refused[2]
    os.kill(left["server_pid"], signal.SIGKILL)
    wait_for(lambda: not prefect_server.is_healthy(left["url"]), 10)
    assert states(settings)["SCHEDULED"] > 10
    time.sleep(65)  # a slot goes by while nobody is there

    again = started(settings, free_port())
    try:
        wait_for(lambda: address(settings) != left["url"] and address(settings), START)
        wait_for(lambda: len(runs(settings, name="catch-up", state_type="COMPLETED")) == 2, FIRES)
        assert not [run for run in runs(settings) if run["state_name"] == "Late"]
        slots = [run["expected_start_time"] for run in runs(settings, auto_scheduled=True, state_type="COMPLETED")]
        assert len(slots) == len(set(slots)) <= 4, "slots that were missed are not run one after the other"
    finally:
        again.send_signal(signal.SIGINT)
        again.communicate(timeout=90)
    assert again.returncode == 0
    assert "SCHEDULED" not in states(settings)


def test_a_runner_stops_where_its_parent_was_killed(served: tuple[Settings, subprocess.Popen[str], int]) -> None:
    settings, process, _ = served
    left = json.loads(settings.server_note.read_text(encoding="utf-8"))
    wait_for(lambda: runs(settings, name="catch-up", state_type="COMPLETED"), FIRES)
    process.kill()
    process.wait()
    try:
        wait_for(lambda: not processes("flows.scheduled", str(settings.warehouse)), 60)
        assert "SCHEDULED" not in states(settings)
    finally:
        os.kill(left["server_pid"], signal.SIGTERM)


def test_a_stop_in_the_middle_of_a_run_leaves_the_next_one_free(
    served: tuple[Settings, subprocess.Popen[str], int],
) -> None:
    settings, process, _ = served
    wait_for(settings.scratch.exists, FIRES)
    plan_a_run_of_another_flow(str(address(settings)))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=90)
    assert process.returncode == 0
    left = states(settings)
    assert (left.pop("SCHEDULED"), {"RUNNING", "PENDING"} & set(left)) == (1, set()), "of the other flow, and no more"
    assert not settings.current.exists()
    assert sitrep(settings, "run", "--direct")[0] == 0


@pytest.mark.parametrize("cron", ["tomorrow", "99 5 * * *"])
def test_what_is_no_cron_line_is_refused(settings: Settings, cron: str) -> None:
    code, _, err = sitrep(settings, "serve", "--cron", cron)
    assert (code, err.startswith(f"sitrep: '{cron}' is no cron line")) == (40, True)


def test_a_process_worker_runs_the_deployment(settings: Settings, tmp_path: Path) -> None:
    (settings.raw / "2031-03-04.txt").write_text(RAID, encoding="utf-8")
    with prefect_server.temporary_server(settings) as server:
        server.wait()
        environment = {
            **os.environ,
            **prefect_server.environment(settings),
            "PREFECT_API_URL": server.url,
            "SITREP_RAW": str(settings.raw),
            "SITREP_WAREHOUSE": str(settings.warehouse),
        }
        steps = (
            ("work-pool", "create", "sitrep", "--type", "process"),
            ("--no-prompt", "deploy", "--all"),
            ("deployment", "run", "sitrep-daily/nightly"),
            ("worker", "start", "--pool", "sitrep", "--run-once"),
        )
        for arguments in steps:
            ran = subprocess.run(
                [sys.executable, "-m", "prefect", *arguments],
                env=environment,
                cwd=PROJECT,
                capture_output=True,
                text=True,
                check=False,
            )
            assert ran.returncode == 0, ran.stderr + ran.stdout
        (run,) = ask(server.url, "flow_runs")
        assert (run["state_type"], run["work_pool_name"]) == ("COMPLETED", "sitrep")
        (deployment,) = ask(server.url, "deployments")
        assert [schedule["schedule"]["cron"] for schedule in deployment["schedules"]] == ["0 5 * * *"]
        assert deployment["concurrency_options"]["collision_strategy"] == "ENQUEUE"
    assert releases.required(settings).about["counts"]["documents"] == 1
