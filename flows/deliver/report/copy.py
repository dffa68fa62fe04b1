"""The page of the current release, where it lies or written elsewhere."""

from __future__ import annotations

from pathlib import Path

from flows import releases
from flows.deliver.report import page
from flows.errors import EnvironmentFault
from flows.settings import Settings


def path_of_page(settings: Settings) -> Path:
    """Where the page of the current release lies.

    Raises:
        EnvironmentFault: there is no release yet, or it was published before releases had a page.
    """
    release = releases.required(settings)
    path = settings.current / page.NAME
    if not path.is_file():
        raise EnvironmentFault(
            f"release {release.release_id} has no {page.NAME}: it is older than that page; "
            "`sitrep report --out FILE` makes one of it"
        )
    return path


def write_page(settings: Settings, out: Path) -> Path:
    """Write the page of the current release into a file; one that has none gets it made now.

    Raises:
        EnvironmentFault: there is no release yet, or the file cannot be written.
    """
    release = releases.required(settings)
    made = release.folder / page.NAME
    try:
        text = made.read_bytes() if made.is_file() else page.made_of(release.folder, release.about).encode()
        out.write_bytes(text)
    except OSError as problem:
        raise EnvironmentFault(f"cannot write {out}: {problem.strerror}; choose another --out") from problem
    return out
