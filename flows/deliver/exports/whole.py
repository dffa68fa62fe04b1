"""Nobody sees half an export: it is written under another name beside its place, and renamed when it is finished."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from flows import record
from flows.errors import EnvironmentFault


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """A path to write to; afterwards the file stands at `out`, in the place of one that was there before.

    Raises:
        EnvironmentFault: there is a folder of that name, or none to put it in.
    """
    if out.is_dir():
        raise EnvironmentFault(f"{out} is a folder; name a file")
    unfinished = _beside(out)
    try:
        yield unfinished
        record.sync(unfinished)
        unfinished.replace(out)
        record.sync(out.absolute().parent)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A folder to write into; afterwards it stands at `out`, as a zip file where that is the name's end.

    Raises:
        EnvironmentFault: there is something of that name that is not an empty folder, or no place to put it.
    """
    is_zip = out.suffix == ".zip"
    if not is_zip and out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise EnvironmentFault(f"{out} is there already and is not an empty folder; choose another name")
    unfinished = _beside(out).with_suffix(".folder")
    unfinished.mkdir()
    try:
        yield unfinished
        if is_zip:
            _zip(unfinished, out)
        else:
            for path in (*unfinished.iterdir(), unfinished):
                record.sync(path)
            unfinished.rename(out)
            record.sync(out.absolute().parent)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _zip(folder: Path, out: Path) -> None:
    with whole_file(out) as path, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)


def _beside(out: Path) -> Path:
    folder = out.absolute().parent
    if not folder.is_dir():
        raise EnvironmentFault(f"there is no folder {folder}; make it first")
    return folder / f".{out.name}.{os.getpid()}.unfinished"
