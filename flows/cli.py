"""`sitrep`: thin calls into plain functions. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import gc
import signal
import sys
import traceback
from io import TextIOWrapper
from tempfile import NamedTemporaryFile
from types import FrameType
from typing import NoReturn

import typer

from flows.commands import answers, exports, main_job, report, upkeep
from flows.commands.options import first_sentence
from flows.errors import INTERNAL, SitrepError
from flows.terminal import printable

INTERRUPTED = 130  # what typer makes of a KeyboardInterrupt, whichever signal it was

app = typer.Typer(
    name="sitrep",
    help="News digests about the Russia-Ukraine war, read into a warehouse whose figures lead back to their words.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = (
    main_job.run,
    main_job.serve,
    main_job.build,
    main_job.postgres,
    answers.read,
    answers.query,
    answers.explain,
    answers.status,
    answers.changes,
    answers.review,
    answers.validate,
    report.report,
    exports.export,
    upkeep.releases,
    upkeep.rollback,
    upkeep.verify,
    upkeep.doctor,
)
for _command in COMMANDS:
    app.command(short_help=first_sentence(_command))(_command)
app.add_typer(upkeep.quarantine, name="quarantine", short_help=first_sentence(upkeep.of_quarantine))


class _Stop:
    """Turns SIGTERM and SIGINT into KeyboardInterrupt and remembers which it was.

    A library that is interrupted in its own code reports an error of its own, so the exception alone does not tell.
    """

    def __init__(self) -> None:
        self.number = 0
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self)

    def __call__(self, number: int, frame: FrameType | None) -> NoReturn:
        self.number = self.number or number  # a library that is interrupted may raise SIGINT again
        raise KeyboardInterrupt


def main() -> NoReturn:
    """Run the command line; every outcome has its exit code, every error one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whatever the locale of the machine is: programs read what we print
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = _run_app(_Stop())
    gc.freeze()  # or the interpreter takes a second and a half to tear down what the libraries made
    sys.exit(code)


def _run_app(stop: _Stop) -> int:
    try:
        code = int(app(standalone_mode=False) or 0)
    except (KeyboardInterrupt, Exception) as problem:  # noqa: BLE001 - the last line of defence
        return _stopped(stop) if stop.number else _explain(problem)
    return _stopped(stop) if code == INTERRUPTED else code


def _stopped(stop: _Stop) -> int:
    return _fail("stopped; nothing half done is visible", 128 + (stop.number or signal.SIGINT))


def _explain(problem: BaseException) -> int:
    """One line for the user, and the exit code."""
    if isinstance(problem, SitrepError):
        return _fail(str(problem), problem.exit_code)
    if isinstance(problem, typer.Exit):
        return problem.exit_code
    if hasattr(problem, "show") and hasattr(problem, "exit_code"):  # a usage error of the command line itself
        problem.show()
        return int(problem.exit_code)
    with NamedTemporaryFile("w", prefix="sitrep-", suffix=".log", delete=False, encoding="utf-8") as log:
        traceback.print_exception(problem, file=log)
    return _fail(f"internal error: {type(problem).__name__}: {problem}; please report it with {log.name}", INTERNAL)


def _fail(sentence: str, code: int) -> int:
    print(f"sitrep: {printable(sentence)}", file=sys.stderr)
    return code
