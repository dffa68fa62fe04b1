"""`sitrep serve`: a Prefect server with its pages on this machine, and the runner that keeps the schedule.

Both are processes of their own. This one watches them, and when it is told to stop it ends the runner first, which
cancels a run that is going on and takes the schedule off the server, and then the server.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NoReturn

from flows import pipeline, prefect_server, record
from flows.errors import AnotherRun, EnvironmentFault
from flows.settings import PROJECT, Settings

RUNNER_STOP_SECONDS = 60  # it cancels a run that is going on and removes the slots
WATCH_SECONDS = 0.5


def serve(settings: Settings, cron: str, port: int) -> None:
    """Keep the schedule until a signal comes; then stop both processes and return.

    Raises:
        AnotherRun: another `sitrep serve` is at work on this warehouse.
        EnvironmentFault: the port is taken, the cron line is none, or one of the processes ended by itself.
    """
    check_cron(cron)
    pipeline.prepare(settings)
    with _alone(settings):
        _check_port(settings, port)
        try:
            with prefect_server.temporary_server(settings, port=port, lean=False) as server:
                server.wait()
                with _runner(settings, cron, server) as runner:
                    print(f"Runs at {cron!r} UTC, one at a time; see them at http://127.0.0.1:{port}", flush=True)
                    _watch(server.process, runner)
        except KeyboardInterrupt:
            print("stopped; the schedule rests", flush=True)
        finally:
            settings.server_note.unlink(missing_ok=True)


def check_cron(cron: str) -> None:
    """Make sure that a cron line is one.

    Raises:
        EnvironmentFault: it is not.
    """
    from cronsim import CronSim, CronSimError

    try:
        CronSim(cron, datetime.now(UTC))
    except CronSimError as problem:
        raise EnvironmentFault(f"{cron!r} is no cron line ({problem}); five fields such as '0 5 * * *'") from problem


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """The kernel frees this lock with its process, so that none is ever stale."""
    from filelock import FileLock, Timeout

    lock = FileLock(settings.warehouse / "serve.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as problem:
        raise AnotherRun(
            f"another `sitrep serve` keeps the schedule of {settings.warehouse}; stop it first"
        ) from problem
    try:
        yield
    finally:
        lock.release()


def _check_port(settings: Settings, port: int) -> None:
    """Make sure that nothing answers at the port, and that no server of a killed `sitrep serve` has our database."""
    left = _left_over(settings)
    if left:
        raise EnvironmentFault(
            f"a killed `sitrep serve` left its server at {left['url']}; end process {left['server_pid']}"
        )
    settings.server_note.unlink(missing_ok=True)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a server that has just stopped is no hindrance
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise EnvironmentFault(
                f"cannot use port {port} ({problem.strerror}); choose another with --port"
            ) from problem


def _left_over(settings: Settings) -> dict[str, Any] | None:
    try:
        left: dict[str, Any] = json.loads(settings.server_note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return left if prefect_server.is_healthy(left["url"]) else None


@contextmanager
def _runner(settings: Settings, cron: str, server: prefect_server.Server) -> Iterator[subprocess.Popen[bytes]]:
    """The process that starts the runs; what it says goes to a log beside Prefect's database."""
    log_path = settings.prefect_home / "runner.log"
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.scheduled", cron, str(settings.raw), str(settings.warehouse)],
            env={**os.environ, **prefect_server.environment(settings), "PREFECT_API_URL": server.url},
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    note = {"url": server.url, "server_pid": server.process.pid}
    record.write_whole(settings.server_note, json.dumps(note) + "\n")
    try:
        yield process
    finally:
        prefect_server.end(process, seconds=RUNNER_STOP_SECONDS)


def _watch(server: subprocess.Popen[bytes], runner: subprocess.Popen[bytes]) -> NoReturn:
    while True:
        for process, name in ((server, "server"), (runner, "runner")):
            if process.poll() is not None:
                raise EnvironmentFault(f"the {name} of `sitrep serve` ended by itself; see prefect/{name}.log")
        time.sleep(WATCH_SECONDS)
