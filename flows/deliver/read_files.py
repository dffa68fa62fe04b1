"""Read texts from files into JSON, without any warehouse."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from flows.decode import decode
from flows.errors import CLEAN, ENVIRONMENT, EnvironmentFault
from flows.read import MODEL
from flows.read.reading import as_output, read
from flows.terminal import printable


def read_files(files: list[Path], out: Path | None, *, model: str = MODEL) -> int:
    """Print one JSON object per text, or write <stem>.json per text into a folder; return the exit code.

    A file that cannot be read is named on stderr; the others are read all the same.
    """
    code = CLEAN
    if out:
        out.mkdir(parents=True, exist_ok=True)
    for path in files:
        try:
            if out:
                write_reading(path, out, model=model)
            else:
                print(_reading_json(path, model))
        except EnvironmentFault as problem:
            print(f"sitrep: {printable(str(problem))}", file=sys.stderr)
            code = ENVIRONMENT
    return code


def write_reading(path: Path, out: Path, *, model: str = MODEL) -> None:
    """Write one text's facts as <stem>.json into an existing folder.

    Raises:
        EnvironmentFault: the file cannot be opened or is no English text.
    """
    (out / f"{path.stem}.json").write_text(_reading_json(path, model) + "\n", encoding="utf-8")


def _reading_json(path: Path, model: str) -> str:
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise EnvironmentFault(f"cannot read {path}: {problem.strerror}") from problem
    decoded = decode(content)
    if decoded.text is None:
        raise EnvironmentFault(f"cannot read {path}: {decoded.detail} ({decoded.reason})")
    return json.dumps(as_output(read(decoded.text, name=path.name, model=model)), ensure_ascii=False)
