"""Section I: platform, secrets, supply chain."""

from __future__ import annotations

import ast
import os
import re
import stat
import sys
from pathlib import Path

import pytest

from flows import prefect_server
from flows.settings import PROJECT
from tests.faults.conftest import CANARY, Faults, Watched
from tests.faults.watch import Watch, is_local, start_listener

ASKED = re.compile(r"(?P<event>[\w.]+)\t\d+\t(?P<told>.+)")
LOCK_FILES = ("runtime.lock", "dev.lock")


def hosts(watched: Watched) -> set[str]:
    """The hosts that Python bound, connected to or looked up; addresses of the local kind (paths) left out."""
    found = set()
    for line in watched.asked:
        told = ASKED.fullmatch(line)
        assert told, line
        where = ast.literal_eval(told["told"])
        first = where[0][0] if isinstance(where[0], tuple) else where[0]
        if told["event"] == "socket.getaddrinfo" or isinstance(where[0], tuple):
            found.add(str(first))
    return found


def test_107_and_111_a_run_without_prefect_opens_no_socket_at_all(faults: Faults) -> None:
    assert faults.watched.looks > 50
    assert faults.watched.sockets == set()
    assert {host for host in hosts(faults.watched) if not is_local(host)} == set()


def test_107_and_111_a_run_with_prefect_stays_on_this_machine(hostile: Faults) -> None:
    assert hostile.watched.looks > 50
    assert {local for local, _ in hostile.watched.sockets} <= {"127.0.0.1", "::1"}
    assert {remote for _, remote in hostile.watched.sockets} <= {"127.0.0.1", "::1", "0.0.0.0", "::"}
    assert hosts(hostile.watched), "the server was asked"
    assert {host for host in hosts(hostile.watched) if not is_local(host)} == set()


def test_107_one_server_is_started_and_no_second_one(hostile: Faults) -> None:
    bound = {
        where[0][1]
        for line in hostile.watched.asked
        if line.startswith("socket.bind") and isinstance((where := ast.literal_eval(line.split("\t")[2]))[0], tuple)
    }
    assert len(bound - {0}) == 1


def test_the_watch_sees_a_listener_and_a_connection() -> None:
    with start_listener("0.0.0.0") as process:
        watch = Watch(process)
        for _ in range(200):
            watch.look()
            if watch.seen:
                break
        assert ("0.0.0.0", "0.0.0.0") in watch.seen
    assert not is_local("0.0.0.0")
    assert not is_local("192.0.2.7")
    assert is_local("127.0.0.53")


def test_110_a_secret_of_the_environment_is_written_nowhere(faults: Faults, hostile: Faults) -> None:
    searched = 0
    for each in (faults, hostile):
        assert CANARY not in each.ran.stdout + each.ran.stderr
        for path in each.settings.warehouse.rglob("*"):
            if path.is_file() and not path.is_symlink():
                searched += 1
                assert CANARY.encode() not in path.read_bytes(), path
    assert searched > 100


def test_111_every_library_is_told_to_report_nothing(hostile: Faults) -> None:
    assert prefect_server.QUIET["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert prefect_server.QUIET["DO_NOT_TRACK"] == "1"
    project = (PROJECT / "dbt_project" / "dbt_project.yml").read_text(encoding="utf-8")
    assert "send_anonymous_usage_stats: false" in project
    assert "version_check: false" in project
    code = "\n".join(path.read_text(encoding="utf-8") for path in (PROJECT / "expectations").glob("*.py"))
    assert re.search(r"os\.environ\[\"GX_ANALYTICS_ENABLED\"\] = \"false\"", code)


def test_106_nothing_is_pickled_by_prefect_and_its_home_is_private(hostile: Faults) -> None:
    home = hostile.settings.prefect_home
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [path for path in home.rglob("*") if path.parent.name == "storage"] == []
    assert "persist_result=False" in (PROJECT / "flows" / "tasks.py").read_text(encoding="utf-8")


def test_108_nothing_that_serves_a_database_is_shipped() -> None:
    runtime = (PROJECT / "requirements" / "runtime.lock").read_text(encoding="utf-8")
    for name in ("buenavista", "quack", "mydumper", "pgwire"):
        assert not re.search(rf"^{name}", runtime, flags=re.M | re.I)


def test_112_packages_come_as_wheels_with_their_hashes_and_dbt_fetches_none() -> None:
    install = (PROJECT / "requirements" / "install.sh").read_text(encoding="utf-8")
    assert "--require-hashes" in install
    assert "--only-binary" in install
    assert not (PROJECT / "dbt_project" / "packages.yml").exists()
    for name in LOCK_FILES:
        text = (PROJECT / "requirements" / name).read_text(encoding="utf-8")
        assert len(re.findall(r"^\S+==", text, flags=re.M)) > 100
        assert " @ " not in text


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of Unix")
def test_113_what_is_published_is_for_all_and_what_was_delivered_for_the_owner(faults: Faults) -> None:
    for package in (faults.settings.record).rglob("manifest.json"):
        assert stat.S_IMODE(package.parent.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in package.parent.iterdir()} == {0o600}
    release = faults.settings.current.resolve()
    assert stat.S_IMODE(release.stat().st_mode) == 0o755
    assert {stat.S_IMODE(path.stat().st_mode) for path in release.iterdir()} == {0o644}


def test_113_a_umask_changes_nothing_about_that(tmp_path: Path) -> None:
    from flows import record

    before = os.umask(0o077)
    try:
        package = record.write_package(tmp_path, "00000001", {"stories": []})
    finally:
        os.umask(before)
    assert stat.S_IMODE((package.folder / "stories.parquet").stat().st_mode) == 0o600
