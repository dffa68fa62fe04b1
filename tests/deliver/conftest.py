"""A PostgreSQL server of the tests' own, on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

# No letter of it needs an escape in a URL, and it stands nowhere else: whoever finds it has found a leak.
CANARY = "canary7f3ab1c9d2e5"
LOADER = "loader"


@dataclass(frozen=True)
class Server:
    """A running server; the user `owner` is its superuser, `loader` may log in and nothing else."""

    port: int

    def url(self, database: str, user: str = LOADER, password: str = CANARY) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def owner(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """A connection that may do everything."""
        return psycopg.connect(self.url(database, "owner"), autocommit=True)


def programs() -> Path | None:
    """Where initdb and postgres are: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return Path(found).parent if found else debian[-1].parent if debian else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server that asks for passwords; it refuses to run as root, so a user without rights runs it then."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("initdb is not there (Debian: apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="sitrep-postgres-"))
    user: dict[str, Any] = {"cwd": folder}
    if os.geteuid() == 0:
        user |= {"user": "nobody", "group": "nogroup", "extra_groups": []}
        shutil.chown(folder, "nobody", "nogroup")
    secret = folder / "secret"
    secret.write_text(CANARY, encoding="utf-8")
    secret.chmod(0o644)
    subprocess.run(
        [
            *[bin_folder / "initdb", "-D", folder / "data", "-U", "owner", "-A", "scram-sha-256"],
            *["--pwfile", secret, "-E", "UTF8", "--locale=C", "-N"],
        ],
        check=True,
        capture_output=True,
        **user,
    )
    server = Server(_free_port())
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [bin_folder / "postgres", "-D", folder / "data", "-p", str(server.port), "-h", "127.0.0.1", "-k", "", "-F"],
            stdout=log,
            stderr=log,
            **user,
        )
    try:
        _wait(server, process)
        with server.owner() as connection:
            connection.execute(f"create role {LOADER} login password '{CANARY}'")
        yield server
    finally:
        process.send_signal(signal.SIGINT)  # without waiting for who is connected
        process.wait(timeout=30)
        shutil.rmtree(folder)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            server.owner().close()
        except psycopg.OperationalError:
            continue
        return
    pytest.fail("the PostgreSQL server did not start")


_NUMBERS = count()


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """The name of an empty database that the loader owns; gone after the test."""
    name = f"db{next(_NUMBERS)}"
    with postgres.owner() as connection:
        connection.execute(f"create database {name} owner {LOADER}")
    yield name
    with postgres.owner() as connection:
        connection.execute(f"drop database {name} with (force)")
        for role in ("sitrep_reader", f"reader_{name}"):
            connection.execute(f"drop role if exists {role}")
