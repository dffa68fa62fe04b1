"""`sitrep`: thin calls into plain functions. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import gc
import json
import signal
import sys
import traceback
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import FrameType
from typing import Annotated, NoReturn

import typer

from flows.errors import INTERNAL, SitrepError
from flows.settings import Settings, read_settings
from flows.terminal import printable

app = typer.Typer(
    name="sitrep",
    help="News digests about the Russia-Ukraine war, read into a warehouse whose figures lead back to their words.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Warehouse = Annotated[
    Path | None, typer.Option("--warehouse", help="Folder of the warehouse.", show_default="warehouse")
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


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
    code = _run_app(_Stop())
    gc.freeze()  # or the interpreter takes a second and a half to tear down what the libraries made
    sys.exit(code)


def _run_app(stop: _Stop) -> int:
    try:
        return int(app(standalone_mode=False) or 0)
    except (KeyboardInterrupt, Exception) as problem:  # noqa: BLE001 - the last line of defence
        return _fail("stopped; nothing half done is visible", 128 + stop.number) if stop.number else _explain(problem)


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


def _settings(warehouse: Path | None, raw: Path | None = None) -> Settings:
    return read_settings(raw=raw, warehouse=warehouse)


@app.command()
def run(
    raw: Annotated[Path | None, typer.Option("--raw", help="Folder of the digests.", show_default="raw")] = None,
    warehouse: Warehouse = None,
    direct: Annotated[bool, typer.Option("--direct", help="Without Prefect: the same steps in this process.")] = False,
    reread: Annotated[
        bool, typer.Option("--reread", help="Build and validate again even where nothing is new.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Take in what is new in raw/, read it, build, validate, and publish a release.

    Exit codes: 0 clean; 10 published, but something was quarantined or held; 20 a check stopped the release and the
    old one stays; 30 another run holds the warehouse; 40 the machine or a folder is not fit; 50 internal error.

    Examples:

        sitrep run

        sitrep run --raw /data/digests --warehouse /data/warehouse --direct
    """
    from flows import running
    from flows.deliver import summary as summaries

    settings = _settings(warehouse, raw)
    summary = running.run(settings, direct=direct, reread=reread)
    print(json.dumps(summaries.as_dict(summary), indent=1) if as_json else summaries.as_text(settings, summary))
    return summary.exit_code


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Texts to read.", show_default=False)],
    out: Annotated[Path | None, typer.Option("--out", help="Write <name>.json per text into this folder.")] = None,
) -> int:
    """Read texts into facts and print one JSON object per text; needs no warehouse.

    Examples:

        sitrep read raw/samples/2023/2023-09-14.txt

        sitrep read texts/*.txt --out facts/
    """
    from flows.deliver.read_files import read_files

    return read_files(files, out, model=_settings(None).spacy_model)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="One SQL statement.", show_default=False)],
    warehouse: Warehouse = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Answer in CSV.")] = False,
) -> None:
    """Answer SQL from the current release, read-only and locked down.

    Examples:

        sitrep query "select event_date, launched, destroyed from fct_attacks where launched is not null order by 1"

        sitrep query "from fct_aid" --csv > aid.csv
    """
    from flows.deliver import query as answers

    answer = answers.query(_settings(warehouse), sql)
    if as_json:
        print(answers.as_json(answer))
    elif as_csv:
        print(answers.as_csv(answer), end="")
    else:
        answers.print_table(answer)


@app.command()
def status(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Say which release is current, how fresh it is, and what was quarantined or held.

    Examples:

        sitrep status

        sitrep status --json
    """
    from flows.deliver import status as statuses

    found = statuses.status(_settings(warehouse))
    print(json.dumps(found, indent=1) if as_json else statuses.as_text(found))


@app.command()
def review(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """List the events that validation held, each with its sentence and the correction row that would accept it.

    Examples:

        sitrep review
    """
    from flows.deliver import review as reviews

    found = reviews.held_events(_settings(warehouse))
    print(json.dumps(found, indent=1, ensure_ascii=False) if as_json else reviews.held_text(found))


@app.command()
def validate(warehouse: Warehouse = None, as_json: AsJson = False) -> int:
    """Run the expectations alone on the current release and print which rows failed, with their words.

    Exit codes: 0 all passed; 10 events would be held; 20 a release-level check failed.

    Examples:

        sitrep validate
    """
    from flows.deliver import review as reviews

    verdict = reviews.judge_release(_settings(warehouse))
    print(json.dumps(verdict.as_json(), indent=1, ensure_ascii=False) if as_json else reviews.verdict_text(verdict))
    return reviews.verdict_code(verdict)
