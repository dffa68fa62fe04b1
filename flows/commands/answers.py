"""The commands that answer questions: about texts, about the current release, about one figure."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import AsJson, Raw, Warehouse, print_json, settings_of


def read(
    files: Annotated[list[Path], typer.Argument(help="Texts to read.", show_default=False)],
    out: Annotated[Path | None, typer.Option("--out", help="Write <name>.json per text into this folder.")] = None,
) -> int:
    """Read texts into facts and print one JSON object per text, without a warehouse.

    Examples:

        sitrep read raw/samples/2023/2023-09-14.txt

        sitrep read texts/*.txt --out facts/
    """
    from flows.deliver.read_files import read_files

    return read_files(files, out, model=settings_of(None).spacy_model)


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

    answer = answers.query(settings_of(warehouse), sql)
    if as_json:
        print(answers.as_json(answer))
    elif as_csv:
        print(answers.as_csv(answer), end="")
    else:
        answers.print_table(answer)


def explain(
    what: Annotated[
        str, typer.Argument(metavar="ID|TEXT", help="An id of any mart, or a text in quotes.", show_default=False)
    ],
    raw: Raw = None,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Say why a figure exists (by the id of an event, claim or figure), or what a text is read as and why.

    An id shows its event, every claim under it with the file and the line, the words of each figure marked in their
    sentence, the patterns that found them and why the claims are one event. The first eight digits are enough. A text
    shows how each word was tagged, the parse, the patterns that fired, the facts, and the numbers left over.

    Examples:

        sitrep query "select attack_id, launched, destroyed from fct_attacks where launched > 30"

        sitrep explain 0114f1635cf209a7

        sitrep explain "Russia launched 30 drones and 24 of them were shot down." --json
    """
    from flows.deliver import explain as explaining

    settings = settings_of(warehouse, raw)
    if explaining.is_id(what):
        found = explaining.explain_id(settings, what)
        print_json(found) if as_json else print(explaining.as_text(found, bold=sys.stdout.isatty()))
        return
    from flows.deliver import explain_text  # spaCy

    told = explain_text.explain_text(what, model=settings.spacy_model)
    print_json(told) if as_json else print(explain_text.as_text(told, bold=sys.stdout.isatty()))


def status(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Say which release is current, how fresh it is, and what was set aside or held.

    Examples:

        sitrep status

        sitrep status --json
    """
    from flows.deliver import status as statuses

    found = statuses.status(settings_of(warehouse))
    print_json(found) if as_json else print(statuses.as_text(found))


def changes(
    warehouse: Warehouse = None,
    since: Annotated[
        str | None, typer.Option(metavar="RELEASE|DATE", help="Compare with this release, or the last before a day.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the events that are new, revised, merged, split or withdrawn, and whether news, reader or rules did it.

    Examples:

        sitrep changes

        sitrep changes --since 2024-03-01

        sitrep changes --since 20240301T053000123Z --json
    """
    from flows.deliver import changes as changed

    found = changed.found_since(settings_of(warehouse), since)
    print_json(found) if as_json else print(changed.as_text(found))


def review(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """List warnings, held events, disputes, weak merges and numbers in no fact, with the correction row to add.

    Examples:

        sitrep review

        sitrep review --json
    """
    from flows.deliver import doubts
    from flows.deliver import review as reviews

    settings = settings_of(warehouse)
    held, warnings, doubtful = reviews.held_events(settings), reviews.warnings(settings), doubts.found_in(settings)
    if as_json:
        print_json({"held": held, "warnings": warnings, **doubtful})
    else:
        parts = [reviews.warnings_text(warnings), reviews.held_text(held), doubts.as_text(doubtful)]
        print("\n\n".join(filter(None, parts)))


def validate(warehouse: Warehouse = None, as_json: AsJson = False) -> int:
    """Run the expectations alone on the current release and print which rows failed, with their words.

    Exit codes: 0 all passed; 10 events would be held, or a check warns; 20 a release-level check failed.

    Examples:

        sitrep validate

        sitrep validate --json
    """
    from flows.deliver import review as reviews

    verdict = reviews.judge_release(settings_of(warehouse))
    print_json(verdict.as_json()) if as_json else print(reviews.verdict_text(verdict))
    return reviews.verdict_code(verdict)
