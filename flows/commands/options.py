"""What several commands share: their options, their settings, and the way they print."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.settings import Settings, read_settings

Warehouse = Annotated[
    Path | None, typer.Option("--warehouse", help="Folder of the warehouse.", show_default="warehouse")
]
Raw = Annotated[Path | None, typer.Option("--raw", help="Folder of the digests.", show_default="raw")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def settings_of(warehouse: Path | None, raw: Path | None = None, postgres: str | None = None) -> Settings:
    """The settings of a command: its options, else the environment, else the defaults."""
    if postgres:  # dbt writes the command line into its artifacts, and a password may be in it
        sys.argv[:] = [argument.replace(postgres, "***") for argument in sys.argv]
    return read_settings(raw=raw, warehouse=warehouse, postgres=postgres)


def first_sentence(command: Callable[..., Any]) -> str:
    """What a command does, in one sentence: for the list of commands, here and in the README."""
    return (command.__doc__ or "").split("\n", 1)[0].removesuffix(".")


def print_json(answer: Any) -> None:
    """Print an answer as JSON; what JSON has no form for (a date) as text."""
    print(json.dumps(answer, indent=1, ensure_ascii=False, default=str))
