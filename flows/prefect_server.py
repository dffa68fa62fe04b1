"""Find or start the Prefect server that a run reports to, and the settings under which Prefect stays quiet.

Prefect reads its settings when it is imported: nothing here imports it.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
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
    """The API address of a server that answers now: PREFECT_API_URL, or the configured port on this machine."""
    url = os.environ.get("PREFECT_API_URL") or f"http://127.0.0.1:{settings.prefect_port}/api"
    return url if is_healthy(url) else None


def is_healthy(url: str) -> bool:
    """True where a Prefect server answers at an API address."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=HEALTH_TIMEOUT) as answer:  # noqa: S310 - http by us
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False


class TemporaryServer:
    """A server of our own for one run: started at once, waited for only when it is needed, stopped at the end."""

    def __init__(self, settings: Settings) -> None:
        self._home = Path(environment(settings)["PREFECT_HOME"])
        self._migrated = self._home / f"migrated-{version('prefect')}"
        self.url = f"http://127.0.0.1:{_free_port()}/api"
        port = self.url.rsplit(":", 1)[1].removesuffix("/api")
        migrate = {"PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false"} if self._migrated.exists() else {}
        self._log = self._home / "server.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port],
                env={**os.environ, **environment(settings), **LEAN, **migrate},
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
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise EnvironmentFault(f"the Prefect server did not start, see {self._log}; `sitrep run --direct` needs none")

    def stop(self) -> None:
        """End the server and wait for it."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextlib.contextmanager
def temporary_server(settings: Settings) -> Iterator[TemporaryServer]:
    """A temporary server that is stopped whatever happens."""
    server = TemporaryServer(settings)
    try:
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
