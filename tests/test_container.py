"""The container recipe, carried out by a real builder on a fresh root, and the container's life on a volume.

The recipe's base image comes from a registry; here a root made of Debian's packages stands in for it. What is not tried
by this is that very image, and an engine's own restarts.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.settings import PROJECT
from tests.digests import RAID
from tests.machine import needs

pytestmark = [pytest.mark.machine, needs("buildah", "mmdebstrap", "pgrep", root=True)]
RECIPE = PROJECT / "docs" / "operations" / "Containerfile"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")  # the machine's own, which its pip may need
PIP_SETTINGS = Path("/etc/pip.conf")
START = 120  # seconds
DELIVER = (
    "mkdir -p /data/raw/courier && cat > /data/raw/courier/.x.part && mv /data/raw/courier/{.x.part,2031-03-04.txt}"
)


@dataclass(frozen=True)
class Builder:
    """A store of images and containers of its own."""

    folder: Path

    def command(self, *arguments: str | Path) -> list[str]:
        store = ("--root", self.folder / "store", "--runroot", self.folder / "run", "--storage-driver", "overlay")
        return ["buildah", *map(str, (*store, *arguments))]

    def __call__(self, *arguments: str | Path, say: str = "") -> str:
        """What a command prints; it must succeed."""
        ran = subprocess.run(self.command(*arguments), input=say, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout.strip()


@dataclass(frozen=True)
class Container:
    """The image at work with a volume of its own; each command is run as `podman exec` would."""

    builder: Builder
    name: str

    @property
    def volume(self) -> Path:
        """The folder of this machine that the container sees as /data."""
        number = self.builder("inspect", "--format", "{{.ContainerID}}", self.name)
        (folder,) = self.builder.folder.glob(f"store/overlay-containers/{number}/userdata/buildah-volumes/*")
        return folder

    def command(self, *command: str) -> list[str]:
        return self.builder.command("run", "--isolation", "chroot", "--network", "host", self.name, "--", *command)

    def run(self, *command: str, say: str = "") -> tuple[int, str]:
        """The exit code and all that was printed."""
        ran = subprocess.run(self.command(*command), input=say, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    made = Builder(tmp_path_factory.mktemp("builder"))
    yield made
    made("rm", "--all")
    made("rmi", "--all", "--force")


@pytest.fixture(scope="module")
def image(builder: Builder) -> dict[str, Any]:
    """The configuration of the image that the recipe builds."""
    base = re.findall(r"^FROM (\S+)$", RECIPE.read_text(encoding="utf-8"), flags=re.M)
    assert len(base) == 1
    make_base(builder, f"docker.io/library/{base[0]}")
    settings = ["--volume", f"{PIP_SETTINGS}:{PIP_SETTINGS}:ro"] if PIP_SETTINGS.exists() else []
    how = ("--isolation", "chroot", "--network", "host", "--pull-never", "--format", "docker")
    builder("build", *how, *settings, "--tag", "sitrep", "--file", RECIPE, PROJECT)
    return dict(json.loads(builder("inspect", "--type", "image", "sitrep"))["Docker"]["config"])


def make_base(builder: Builder, name: str) -> None:
    """A fresh root with nothing but Debian's smallest set and Python, under the name that the recipe starts from."""
    release = re.search(r"-slim-(\w+)$", name)
    assert release
    root = builder.folder / "root.tar"
    packages = "python3,python3-venv,ca-certificates"
    subprocess.run(
        ["mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", f"--include={packages}", release[1], root],
        check=True,
    )
    base = builder("from", "scratch")
    builder("add", base, root, "/")
    root.unlink()
    if CERTIFICATES.exists():
        builder("copy", base, CERTIFICATES, CERTIFICATES)
    builder("run", "--isolation", "chroot", base, "--", "ln", "-s", "/usr/bin/python3", "/usr/local/bin/python3")
    path = "PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
    builder("config", "--env", path, "--env", f"SSL_CERT_FILE={CERTIFICATES}", base)
    builder("commit", base, name)


@pytest.fixture
def container(builder: Builder, image: dict[str, Any]) -> Container:
    return Container(builder, builder("from", "--pull-never", "sitrep"))


def test_the_image_says_what_it_runs_as_whom_and_what_to_keep(image: dict[str, Any]) -> None:
    assert (image["User"], image["Entrypoint"], image["Cmd"]) == ("sitrep", ["sitrep"], ["serve"])
    assert (image["Volumes"], image["StopSignal"]) == ({"/data": {}}, "SIGTERM")
    assert image["Healthcheck"]["Interval"] == 60 * 10**9


def test_a_digest_in_the_volume_becomes_a_release_in_the_volume(container: Container) -> None:
    assert container.run("id", "-un") == (0, "sitrep\n")
    assert container.run("find", "/opt/sitrep", "-maxdepth", "1", "-regex", r".*/\(.git\|warehouse\)") == (0, "")
    assert container.run("bash", "-c", DELIVER, say=RAID) == (0, "")
    code, told = container.run("sitrep", "run")
    assert (code, told.splitlines()[0]) == (0, "files      1 loaded"), told
    database = container.volume / "warehouse" / "current" / "sitrep.duckdb"
    with duckdb.connect(str(database), read_only=True) as client:  # as a BI tool outside the container would
        assert client.execute("select max(launched) from fct_attacks").fetchall() == [(30,)]
    assert database.stat().st_uid == 10001
    code, told = container.run("sitrep", "doctor")
    assert (code, told.splitlines()[-1]) == (0, "Nothing here would stop a run.")


def test_the_schedule_is_healthy_until_it_is_told_to_stop(container: Container, image: dict[str, Any]) -> None:
    kind, check = image["Healthcheck"]["Test"]
    assert kind == "CMD-SHELL"
    assert container.run("sh", "-c", check)[0] == 1, "port 4200 is taken"
    command = container.command(*image["Entrypoint"], *image["Cmd"])
    serve = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        deadline = time.monotonic() + START
        while container.run("sh", "-c", check)[0] != 0:
            assert serve.poll() is None, serve.communicate()[0]
            assert time.monotonic() < deadline
            time.sleep(1)
    finally:
        stop(container)
    told, _ = serve.communicate(timeout=90)
    assert told.splitlines()[-1] == "stopped; the schedule rests", told
    assert serve.returncode == 0
    assert container.run("sh", "-c", check)[0] == 1


def stop(container: Container) -> None:
    """Send the image's signal to the container's own process, as an engine does; the builder passes none on."""
    found = subprocess.run(
        ["pgrep", "-u", "10001", "-f", r"^/opt/sitrep/\S+/python\S* \S+/sitrep serve$"], capture_output=True, text=True
    )
    for pid in found.stdout.split():
        os.kill(int(pid), signal.SIGTERM)
