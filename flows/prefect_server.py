"""Find or start the Prefect server that a run reports to, and the settings under which Prefect stays quiet.

Prefect reads its settings when it is imported: nothing here imports it.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from flows.errors import EnvironmentFault
from flows.settings import Settings

START_LIMIT = 120  # seconds; the first start migrates the database
HEALTH_TIMEOUT = 0.5

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # the server keeps tracebacks, the terminal gets one line
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_CLI_PROMPT": "false",
}
# Services that a server which lives for one run has no use for.
SERVICES = (
    "CANCELLATION_CLEANUP",
    "CLEANUP_RECONCILER",
    "EVENT_PERSISTER",
    "FOREMAN",
    "LATE_RUNS",
    "PAUSE_EXPIRATIONS",
    "REPOSSESSOR",
    "SCHEDULER",
    "TRIGGERS",
)
LEAN = {
    "PREFECT_SERVER_UI_ENABLED": "false",
    **{f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in SERVICES},
}


def environment(settings: Settings) -> dict[str, str]:
    """The environment in which Prefect keeps to this warehouse and says nothing; its home exists afterwards."""
    home = settings.prefect_home.resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)  # a missing home makes Prefect's server restart for ever
    return {"PREFECT_HOME": str(home), **QUIET}


def standing_server(settings: Settings) -> str | None:
    """The API address of a server that answers now: PREFECT_API_URL, that of `sitrep serve`, or the configured port."""
    told = os.environ.get("PREFECT_API_URL")
    urls = [told] if told else [*_served(settings), address(settings.prefect_port)]
    return next((url for url in urls if is_healthy(url)), None)


def address(port: int) -> str:
    """The API address of a server on this machine."""
    return f"http://127.0.0.1:{port}/api"


def _served(settings: Settings) -> list[str]:
    try:
        return [str(json.loads(settings.server_note.read_text(encoding="utf-8"))["url"])]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def is_healthy(url: str) -> bool:
    """True where a Prefect server answers at an API address."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=HEALTH_TIMEOUT) as answer:  # noqa: S310 - what is opened is an API that we or the user name
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False


class Server:
    """A Prefect server of our own: started at once, waited for only when it is needed, stopped by us.

    Args:
        port: where it answers, on this machine alone; without one it takes a free one.
        lean: without its services and its pages, for the time of one run.
    """

    def __init__(self, settings: Settings, *, port: int | None = None, lean: bool = True) -> None:
        self._home = Path(environment(settings)["PREFECT_HOME"])
        self._migrated = self._home / f"migrated-{version('prefect')}"
        port = port or _free_port()
        self.url = address(port)
        migrate = {"PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false"} if self._migrated.exists() else {}
        self._log = self._home / "server.log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
                env={
                    **os.environ,
                    **environment(settings),
                    **(LEAN if lean else {}),
                    **migrate,
                    "PREFECT_API_URL": self.url,
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # an interrupt at the terminal reaches the run, which then stops the server
            )

    def wait(self) -> None:
        """Return when the server answers.

        Raises:
            EnvironmentFault: it ended, or did not answer within START_LIMIT seconds.
        """
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline:
            if is_healthy(self.url):
                self._migrated.touch()
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise EnvironmentFault(f"the Prefect server did not start, see {self._log}; `sitrep run --direct` needs none")

    def stop(self) -> None:
        """End the server and wait for it."""
        end(self.process, seconds=10)


def end(process: subprocess.Popen[bytes], *, seconds: float) -> None:
    """Ask a process to end, wait, and kill it where it does not within some seconds."""
    process.terminate()
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def temporary_server(settings: Settings, *, port: int | None = None, lean: bool = True) -> Iterator[Server]:
    """A server that is stopped whatever happens."""
    server = Server(settings, port=port, lean=lean)
    try:
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
