"""A process that has everything imported and makes runs by forking: a run then takes two seconds and not ten.

    python -m tests.chaos.nursery FD      one JSON request per line on the socket, one JSON answer for each

Each run is a process of its own with the code of `sitrep run --direct` in it. Of its imports, the parse of the dbt
project and the start of Great Expectations nothing is left to be killed; the cold moments of the harness do that.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import socket
import sys
import time
from io import FileIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from types import SimpleNamespace
from typing import Any, NoReturn

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import duckdb  # noqa: F401

from expectations import run as expectations_run
from flows import build, cli, inputs, intake, pipeline, publish, releases, running, steps, validate  # noqa: F401
from flows.deliver import summary  # noqa: F401
from flows.errors import CLEAN, SitrepError
from flows.read import MODEL
from flows.read.reading import read
from flows.settings import read_settings

DOCUMENTS_PER_PACKAGE = 2  # so that a small delivery is several packages, and a kill can come between them


class ForkedJudge(validate.Judge):
    """The real judge in a child that is forked and not started: Great Expectations is imported already."""

    def __enter__(self) -> ForkedJudge:
        self._errors = TemporaryFile()
        questions, answers = os.pipe(), os.pipe()
        pid = os.fork()
        if pid == 0:
            os.dup2(questions[0], 0)
            os.dup2(answers[1], 1)
            os.dup2(self._errors.fileno(), 2)
            for end in (*questions, *answers):
                os.close(end)
            FAULTS.faults_disarm()
            sys.stdin, sys.stdout = TextIOWrapper(FileIO(0)), TextIOWrapper(FileIO(1, "w"))
            expectations_run.main()
            os._exit(0)
        os.close(questions[0])
        os.close(answers[1])
        self._process = SimpleNamespace(  # type: ignore[assignment]
            stdin=os.fdopen(questions[1], "w", encoding="utf-8"),
            stdout=os.fdopen(answers[0], encoding="utf-8"),
            kill=lambda: os.kill(pid, signal.SIGKILL),
            communicate=lambda: os.waitpid(pid, 0),
        )
        return self


def main() -> None:
    """Answer requests until the socket closes."""
    requests = socket.socket(fileno=int(sys.argv[1])).makefile("rw", encoding="utf-8")
    intake.MAX_PACKAGE = DOCUMENTS_PER_PACKAGE
    validate.Judge = ForkedJudge  # type: ignore[misc]
    read("Russia launched 30 drones.", name="warm.txt", model=MODEL)
    for line in requests:
        request = json.loads(line)
        if "parse" in request:
            build._manifest(Path(request["parse"]).resolve(), build.DBT_PROJECT)
            answer: dict[str, Any] = {}
        else:
            answer = _run(request)
        try:
            requests.write(json.dumps(answer) + "\n")
            requests.flush()
        except BrokenPipeError:  # whoever asked was stopped
            return


def _run(request: dict[str, Any]) -> dict[str, Any]:
    """Fork a run, kill it after the seconds that are asked for, and say how and when it ended."""
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        _be_the_run(request)
    deadline = request.get("kill_after")
    while not (ended := os.waitpid(pid, os.WNOHANG))[0]:
        if deadline is not None and time.monotonic() - started > deadline:
            os.kill(pid, signal.SIGKILL)
            deadline = None
        time.sleep(0.002)
    return {"status": os.waitstatus_to_exitcode(ended[1]), "seconds": round(time.monotonic() - started, 3)}


def _be_the_run(request: dict[str, Any]) -> NoReturn:
    os.environ.update(request["environment"])
    output = os.open(request["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.stdout = sys.stderr = TextIOWrapper(FileIO(1, "w"), write_through=True)
    if request.get("plan"):
        FAULTS.faults_arm(*(part if isinstance(part, int) else part.encode() for part in request["plan"]))
    code = _publish(request) if "build" in request else _command(request["arguments"])
    FAULTS.faults_disarm()
    os._exit(code)


def _command(arguments: list[str]) -> int:
    sys.argv = ["sitrep", *arguments]
    return cli._run_app(cli._Stop())


def _publish(request: dict[str, Any]) -> int:
    """The last step of a run alone, with the exit code that the run would have."""
    settings = read_settings()
    page = settings.current / publish.PAGE
    try:
        with pipeline.exclusive(settings), pipeline._naming_the_machine():
            publish.publish(settings, Path(request["build"]), request["about"], page=page)
            releases.prune(settings)
    except SitrepError as problem:
        return cli._explain(problem)
    return CLEAN


FAULTS = ctypes.CDLL(None)  # faults.so is preloaded
FAULTS.faults_arm.argtypes = [*[ctypes.c_char_p] * 3, ctypes.c_long, *[ctypes.c_char_p] * 2]

if __name__ == "__main__":
    gc.freeze()
    main()
