"""The main job as a Prefect flow, on a real server: history, retries, artifacts, and the cause of a failure."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows import prefect_server, releases
from flows.settings import PROJECT, Settings
from tests.digests import CLEAN_NIGHT, NOTHING, RAID

pytestmark = pytest.mark.slow  # a server of Prefect


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[prefect_server.Server]:
    """A server of the tests' own, as the one of `sitrep run` without its lean settings' effect on what is tested."""
    folder = tmp_path_factory.mktemp("server")
    with prefect_server.temporary_server(Settings(raw=folder, warehouse=folder)) as started:
        started.wait()
        yield started


def process(settings: Settings, *command: str, url: str | None = None) -> subprocess.CompletedProcess[str]:
    """A process on the folders of the test, with Prefect's address where one is given."""
    environment = {
        **os.environ,
        **prefect_server.environment(settings),
        "SITREP_RAW": str(settings.raw),
        "SITREP_WAREHOUSE": str(settings.warehouse),
        **({"PREFECT_API_URL": url} if url else {"SITREP_PREFECT_PORT": "9"}),
    }
    return subprocess.run(
        [sys.executable, *command], env=environment, cwd=PROJECT, capture_output=True, text=True, check=False
    )


def sitrep(settings: Settings, *arguments: str, url: str | None = None) -> subprocess.CompletedProcess[str]:
    return process(settings, "-c", "from flows.cli import main; main()", *arguments, url=url)


def ask(url: str, what: str, **filters: Any) -> list[dict[str, Any]]:
    """What the server's API answers to a filter."""
    return list(post(f"{url}/{what}/filter", **filters))


def post(url: str, **fields: Any) -> Any:
    """What the server's API answers to some fields."""
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, data=json.dumps(fields).encode(), headers=headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def put(settings: Settings, name: str, text: str) -> Path:
    path = settings.raw / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_run_is_in_the_history_with_its_tasks_and_artifacts(
    settings: Settings, server: prefect_server.Server
) -> None:
    put(settings, "2031-03-04.txt", RAID)
    ran = sitrep(settings, "run", url=server.url)
    assert (ran.returncode, ran.stderr) == (0, "")
    (flow_run,) = ask(server.url, "flow_runs", sort="START_TIME_DESC", limit=1)
    assert flow_run["state_type"] == "COMPLETED"
    of_this_run = {"flow_runs": {"id": {"any_": [flow_run["id"]]}}}
    tasks = ask(server.url, "task_runs", **of_this_run)
    assert {task["name"].split("-")[0]: task["state_type"] for task in tasks} == dict.fromkeys(
        ("ingest", "read", "build", "validate", "publish"), "COMPLETED"
    )
    artifacts = {artifact["key"]: artifact for artifact in ask(server.url, "artifacts", **of_this_run)}
    counts = {row["mart"]: row["rows"] for row in json.loads(artifacts["row-counts"]["data"])}
    assert counts == releases.required(settings).about["rows"]
    assert "passed" in artifacts["validation"]["data"]
    assert not list(settings.prefect_home.rglob("storage"))


def test_a_task_that_fails_once_succeeds_on_retry(settings: Settings, server: prefect_server.Server) -> None:
    put(settings, "2031-03-06.txt", CLEAN_NIGHT)
    ran = process(settings, "-m", "tests.programs.flaky_flow", url=server.url)
    assert ran.returncode == 0, ran.stderr
    (flow_run,) = ask(server.url, "flow_runs", sort="START_TIME_DESC", limit=1)
    tasks = ask(server.url, "task_runs", flow_runs={"id": {"any_": [flow_run["id"]]}})
    assert {task["name"].split("-")[0]: task["run_count"] for task in tasks}["ingest"] == 2
    assert releases.required(settings).about["counts"]["documents"] == 1


def test_a_stopped_release_fails_the_flow_run_with_its_cause(settings: Settings, server: prefect_server.Server) -> None:
    put(settings, "2031-03-07.txt", NOTHING)
    ran = sitrep(settings, "run", url=server.url)
    assert ran.returncode == 20
    assert len(ran.stderr.splitlines()) == 1
    (flow_run,) = ask(server.url, "flow_runs", sort="START_TIME_DESC", limit=1)
    assert flow_run["state_type"] == "FAILED"
    assert "validation stopped the release" in flow_run["state"]["message"]


def test_without_a_standing_server_a_run_starts_and_stops_its_own(settings: Settings) -> None:
    put(settings, "2031-03-04.txt", RAID)
    ran = sitrep(settings, "run")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert releases.current(settings) is not None
    assert (settings.prefect_home / "prefect.db").is_file()
    listening = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(settings.prefect_home) not in listening
