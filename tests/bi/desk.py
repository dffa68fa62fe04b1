"""A Superset of its own: installed from its lock, set up in an empty folder, served on loopback."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from flows.settings import PROJECT
from tests.bi.environments import installed

LOCK = PROJECT / "requirements" / "superset.lock"
CONFIG = PROJECT / "docs" / "bi" / "superset" / "superset_config.py"
SECONDS_TO_START = 300


@dataclass(frozen=True)
class Superset:
    """One installation with its own folder: the command line, and where its server answers once it runs."""

    programs: Path
    home: Path
    key: str
    password: str

    def run(self, *command: str) -> str:
        """What a command of the environment printed.

        Raises:
            AssertionError: it ended with an error.
        """
        ran = subprocess.run(
            [self.programs / command[0], *command[1:]], env=self.environment(), capture_output=True, text=True
        )
        assert ran.returncode == 0, f"{' '.join(command)}: {ran.stdout[-2000:]}{ran.stderr[-4000:]}"
        return ran.stdout + ran.stderr

    def environment(self) -> dict[str, str]:
        """Nothing of ours but the path: no PYTHONPATH, no settings of another Superset."""
        return {
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "FLASK_APP": "superset",
            "SUPERSET_HOME": str(self.home),
            "SUPERSET_SECRET_KEY": self.key,
            "SUPERSET_CONFIG_PATH": str(CONFIG),
        }

    def set_up(self) -> None:
        """An empty metadata database with one user, `admin`."""
        self.run("superset", "db", "upgrade")
        who = "--username admin --firstname Sitrep --lastname Test --email admin@example.org".split()
        self.run("superset", "fab", "create-admin", *who, "--password", self.password)
        self.run("superset", "init")

    def take_in(self, bundle: Path) -> None:
        """Import a bundle; what an earlier one made is overwritten."""
        unpacked = self.home / "bundle"
        shutil.rmtree(unpacked, ignore_errors=True)
        with zipfile.ZipFile(bundle) as packed:
            packed.extractall(unpacked)
        said = self.run("superset", "import-directory", "--overwrite", str(unpacked / "sitrep"))
        assert "An error occurred" not in said, said[-4000:]

    @contextmanager
    def served(self) -> Iterator[str]:
        """The address of a running server, which is stopped in the end."""
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        command = f"gunicorn -w 1 -k gthread --threads 8 -b 127.0.0.1:{port} superset.app:create_app()".split()
        with (self.home / "server.log").open("w") as log:
            server = subprocess.Popen(
                [self.programs / command[0], *command[1:]],
                env=self.environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            try:
                wait_for(f"{address}/health", server)
                yield address
            finally:
                server.terminate()
                server.wait(30)


def new_superset(home: Path) -> Superset:
    """A Superset in an empty folder, with a key and a password that nobody else has."""
    made = Superset(installed(LOCK), home, key=secrets.token_urlsafe(42), password=secrets.token_urlsafe(12))
    made.set_up()
    return made


def free_port() -> int:
    """A port of loopback that nobody holds now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return as soon as the address answers.

    Raises:
        AssertionError: the server ended, or did not answer in time.
    """
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        assert server.poll() is None, "Superset's server ended; its log is server.log in its folder"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise AssertionError(f"{address} did not answer within {SECONDS_TO_START} s")
