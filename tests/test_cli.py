"""The command line: help, outcomes, exit codes, one line per error."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows import cli
from flows.commands import upkeep
from flows.commands.options import first_sentence
from flows.settings import PROJECT, Settings
from tests.digests import RAID

# `sitrep quarantine` has commands of its own.
COMMANDS = (
    *"run serve build postgres read query explain status changes review validate report export".split(),
    *"releases rollback verify doctor quarantine".split(),
)
NAMED = {**{command.__name__: command for command in cli.COMMANDS}, "quarantine": upkeep.of_quarantine}


def start(settings: Settings, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import main; main()", *arguments],
        env={**os.environ, "SITREP_RAW": str(settings.raw), "SITREP_WAREHOUSE": str(settings.warehouse)},
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def sitrep(settings: Settings, *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    process = start(settings, *arguments)
    out, err = process.communicate()
    return process.returncode, out, err


def test_help_lists_every_command_and_every_command_shows_an_example(settings: Settings) -> None:
    code, out, _ = sitrep(settings, "--help")
    assert code == 0
    assert tuple(re.findall(r"^  ([a-z]+)  ", out, flags=re.M)) == COMMANDS
    for command in (*COMMANDS, *(f"quarantine {name}" for name in ("list", "show", "replay"))):
        code, out, _ = sitrep(settings, *command.split(), "--help")
        assert (code, f"sitrep {command}" in out.split("Examples:")[1]) == (0, True)
        assert ("--json" in out) == (command not in ("read", "serve", "report", "export", "quarantine"))


def test_the_readme_lists_every_command_in_the_words_of_its_help() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `sitrep ([a-z]+)[^|]* \| (.+) \|$", readme, flags=re.M))
    assert tuple(rows) == COMMANDS
    assert rows == {name: first_sentence(command) for name, command in NAMED.items()}


def test_a_run_tells_what_it_did_and_the_next_one_that_there_was_nothing(settings: Settings) -> None:
    (settings.raw / "2031-03-04.txt").write_text(RAID, encoding="utf-8")
    code, out, err = sitrep(settings, "run", "--direct")
    assert (code, err) == (0, "")
    told = {line.split(" ", 1)[0]: line.split(" ", 1)[1].strip() for line in out.splitlines() if line.strip()}
    assert told["files"] == "1 loaded"
    assert told["read"] == "1 new documents; all: 1, of 3 stories"
    assert told["events"].startswith("2 attacks, 1 aid measures")
    assert told["release"].split(",")[0] == settings.current.resolve().name
    code, out, err = sitrep(settings, "run", "--direct")
    assert (code, out.startswith("Nothing new"), err) == (0, True, "")
    code, out, _ = sitrep(settings, "run", "--direct", "--json")
    assert (code, json.loads(out)["nothing_new"]) == (0, True)


def test_status_and_review_show_what_was_set_aside_and_held(published: Settings) -> None:
    code, out, _ = sitrep(published, "status", "--json")
    found = json.loads(out)
    assert (code, found["quarantined"]) == (0, [{"path": "empty.txt", "reason": "empty"}])
    assert found["deliveries"] == {"loaded": 2, "quarantined": 1}
    told = sitrep(published, "status")[1]
    assert "set aside  empty.txt (empty)" in told
    assert "held       1 events, see `sitrep review`" in told, "one event, though it breaks two rules"
    code, out, _ = sitrep(published, "review")
    assert code == 0
    assert "50 of 40 attack drones launched by Russia overnight were shot down" in out
    (event_id,) = {event["event_id"] for event in json.loads(sitrep(published, "review", "--json")[1])["held"]}
    assert f"accept,{event_id}," in out


def test_validate_names_the_rows_that_failed_with_their_words(published: Settings) -> None:
    code, out, _ = sitrep(published, "validate")
    assert code == 10
    assert "50 of 40 attack drones" in out
    assert re.search(r"^failed +fct_attacks\.", out, flags=re.M)


def test_reading_needs_no_warehouse_and_a_bad_file_costs_no_good_one(settings: Settings, tmp_path: Path) -> None:
    good, bad = settings.raw / "2031-03-04.txt", settings.raw / "bad.txt"
    good.write_text(RAID, encoding="utf-8")
    bad.write_bytes(b"Caf\xe9")
    code, out, err = sitrep(settings, "read", str(bad), str(good))
    assert code == 40
    assert err == f"sitrep: cannot read {bad}: not UTF-8: unexpected end of data at byte 3 (encoding)\n"
    facts = json.loads(out)
    assert next(attack["weapons"][0]["launched"] for attack in facts["attacks"] if attack["weapons"]) == 30
    assert sitrep(settings, "read", str(good), "--out", str(tmp_path / "facts"))[0] == 0
    assert json.loads((tmp_path / "facts" / "2031-03-04.json").read_text(encoding="utf-8")) == facts
    assert not (settings.warehouse / "record").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("query", "select 1"), 40, "no release in"),
        (("run", "--raw", "missing"), 40, "name the folder of the digests with --raw"),
        (("nonsense",), 2, "No such command"),
        (("run", "--nonsense"), 2, "No such option"),
    ],
)
def test_an_error_is_one_sentence_and_an_exit_code(
    settings: Settings, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    found, out, err = sitrep(settings, *arguments)
    assert (found, sentence in err, "Traceback" in err, out) == (code, True, False, "")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_stopped_leaves_nothing_half_done(settings: Settings, number: signal.Signals, code: int) -> None:
    (settings.raw / "2031-03-04.txt").write_text(RAID, encoding="utf-8")
    process = start(settings, "run", "--direct")
    deadline = time.monotonic() + 60
    while not settings.scratch.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code, err
    assert "Traceback" not in err
    assert not settings.current.exists()
    assert sitrep(settings, "run", "--direct")[0] == 0
