"""What docs/operations.md tells people to type is typed here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows import pipeline, record, releases
from flows.deliver.status import status
from flows.progress import Progress
from flows.settings import PROJECT, Settings
from flows.steps import PLAIN
from tests.digests import CLEAN_NIGHT, RAID
from tests.machine import needs

GUIDE = (PROJECT / "docs" / "operations.md").read_text(encoding="utf-8")
FILES = PROJECT / "docs" / "operations"
CRON_PATIENCE = 120  # seconds after the minute, for the run itself


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A project's folder as the guide has it: the command in .venv/bin."""
    folder = tmp_path / "opt"
    command = folder / ".venv" / "bin" / "sitrep"
    command.parent.mkdir(parents=True)
    command.write_text(
        f"#!/bin/sh\nPYTHONPATH={PROJECT} exec {sys.executable} -c 'from flows.cli import main; main()' \"$@\"\n",
        encoding="utf-8",
    )
    command.chmod(0o755)
    return folder


def typed(name: str) -> str:
    """The commands under a mark of the guide."""
    block = re.search(rf"<!-- {name} -->\n\n((?: {{4}}.+\n)+)", GUIDE)
    assert block
    return re.sub(r"^ {4}", "", block[1], flags=re.M)


def shell(commands: str, programs: Path, **variables: Path) -> str:
    path = f"{programs / '.venv' / 'bin'}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, **{name: str(value) for name, value in variables.items()}}
    ran = subprocess.run(["sh", "-euc", commands], env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def run(settings: Settings) -> None:
    pipeline.run(settings, stages=PLAIN, progress=Progress())


def marts(settings: Settings) -> dict[str, str]:
    """The hash of every mart's rows."""
    folder = releases.required(settings).folder
    aside = {"release.parquet", "changes.parquet"}  # they name the release and the one before
    return {path.name: record.file_hash(path) for path in folder.glob("*.parquet") if path.name not in aside}


@pytest.mark.slow
@needs("flock")
def test_a_backup_restores_to_the_same_marts_and_grows_by_what_is_new(
    settings: Settings, programs: Path, tmp_path: Path
) -> None:
    backup, new = tmp_path / "backup", tmp_path / "new"
    (settings.raw / "2031-03-04.txt").write_text(RAID, encoding="utf-8")
    run(settings)
    shell(typed("back up"), programs, WAREHOUSE=settings.warehouse, BACKUP=backup)
    before = {path: path.stat().st_mtime_ns for path in backup.rglob("*.parquet")}
    (settings.raw / "2031-03-06.txt").write_text(CLEAN_NIGHT, encoding="utf-8")
    run(settings)
    shell(typed("back up"), programs, WAREHOUSE=settings.warehouse, BACKUP=backup)
    assert {path: path.stat().st_mtime_ns for path in before} == before

    told = shell(typed("restore"), programs, BACKUP=backup, NEW=new, SITREP_RAW=settings.raw)
    assert "All is as it was written" in told
    restored = Settings(raw=settings.raw, warehouse=new)
    assert marts(restored) == marts(settings)
    assert len(marts(restored)) > 10
    assert status(restored)["deliveries"] == {"loaded": 2}


def test_a_file_delivered_as_told_is_never_seen_half(settings: Settings, programs: Path, tmp_path: Path) -> None:
    digest = tmp_path / "digest.txt"
    digest.write_text(RAID, encoding="utf-8")
    written, renamed = typed("deliver").rsplit("mv ", 1)
    shell(written, programs, RAW=settings.raw, DIGEST=digest)
    assert [path.name for path in settings.raw.rglob("*.txt*")] == [".2031-03-04.txt.part"]
    from flows.intake import survey

    found = survey(settings, {})
    assert (found.new, found.ignored["temporary name"]) == ([], 1)
    shell(f"mv {renamed}", programs, RAW=settings.raw, DIGEST=digest)
    assert [delivery.path for delivery in survey(settings, {}).new] == ["courier/2031/2031-03-04.txt"]


@pytest.mark.slow
def test_the_crontab_line_works_in_the_bare_environment_of_cron(
    settings: Settings, programs: Path, tmp_path: Path
) -> None:
    (settings.raw / "2031-03-04.txt").write_text(RAID, encoding="utf-8")
    command = crontab_line(settings, programs).split(maxsplit=5)[5]
    bare = {"HOME": str(tmp_path), "LOGNAME": "nobody", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
    ran = subprocess.run(["/bin/sh", "-c", command], env=bare, cwd="/", capture_output=True, check=False)
    log = run_log(settings).read_text(encoding="utf-8")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b""), log
    assert "files      1 loaded" in log


@pytest.mark.machine
@needs("cron", "crontab", "unshare", root=True)
def test_a_cron_daemon_runs_the_line_at_its_minute(settings: Settings, programs: Path, tmp_path: Path) -> None:
    (settings.raw / "2031-03-04.txt").write_text(RAID, encoding="utf-8")
    # The hour and minute of 75 seconds from now: that minute begins in 15 seconds at least, when the daemon is up.
    due = datetime.now().astimezone() + timedelta(seconds=75)
    when, line = re.subn(r"^0 5 ", f"{due.minute} {due.hour} ", crontab_line(settings, programs))[::-1]
    assert when == 1
    (tmp_path / "crontab").write_text(f"{line}\n", encoding="utf-8")
    # The daemon sees this crontab and no other, and the machine's own cron sees nothing of it.
    log = run_log(settings)
    start = """
    mount -t tmpfs none /run
    mount -t tmpfs none /var/spool/cron/crontabs
    mount -t tmpfs none /etc/cron.d
    mount --bind /dev/null /etc/crontab
    crontab "$CRONTAB"
    exec cron -f
    """
    daemon = subprocess.Popen(
        ["unshare", "--mount", "sh", "-euc", start], env={**os.environ, "CRONTAB": str(tmp_path / "crontab")}
    )
    try:
        deadline = time.monotonic() + 75 + CRON_PATIENCE
        while "\nrelease " not in (told := log.read_text(encoding="utf-8") if log.exists() else ""):
            assert daemon.poll() is None
            assert time.monotonic() < deadline, told
            time.sleep(1)
    finally:
        daemon.terminate()
        daemon.wait()
    published = datetime.fromisoformat(releases.required(settings).about["published_at"])
    assert published >= due.replace(second=0, microsecond=0)
    assert "files      1 loaded" in told


def crontab_line(settings: Settings, programs: Path) -> str:
    """The line of the guide with the folders of this test."""
    (line,) = [row for row in (FILES / "crontab").read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    for told, here in (
        ("/var/lib/sitrep/raw", settings.raw),
        ("/var/lib/sitrep/warehouse", settings.warehouse),
        ("/var/lib/sitrep/run.log", run_log(settings)),
        ("/opt/sitrep", programs),
    ):
        assert told in line
        line = line.replace(told, str(here))
    return line


def run_log(settings: Settings) -> Path:
    return settings.raw.parent / "run.log"


@needs("systemd-analyze")
def test_systemd_finds_nothing_wrong_with_the_units(programs: Path, tmp_path: Path) -> None:
    units = []
    for path in (*sorted(FILES.glob("*.service")), FILES / "sitrep.timer"):
        text = (
            path.read_text(encoding="utf-8").replace("/opt/sitrep", str(programs)).replace("User=sitrep", "User=root")
        )
        units.append(tmp_path / path.name)
        units[-1].write_text(text, encoding="utf-8")
    checked = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_every_command_of_the_guide_exists() -> None:
    from tests.test_cli import COMMANDS

    assert set(re.findall(r"`sitrep ([a-z]+)", GUIDE)) <= set(COMMANDS)
    assert set(re.findall(r"\(operations/([\w.-]+)\)", GUIDE)) <= {path.name for path in FILES.iterdir()}
