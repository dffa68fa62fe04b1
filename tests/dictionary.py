"""docs/dictionary.md, from a release of the samples: `python -m tests.dictionary` writes it anew."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from flows import releases
from flows.deliver.dictionary import as_markdown, read_dictionary
from flows.settings import PROJECT, Settings
from tests.readme import release_of_the_samples

PAGE = PROJECT / "docs" / "dictionary.md"


def page_of(settings: Settings) -> str:
    """The dictionary of the current release; its words are the same whatever the release holds."""
    with duckdb.connect(str(releases.required(settings).database), read_only=True) as connection:
        return as_markdown(read_dictionary(connection))


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        PAGE.write_text(page_of(release_of_the_samples(Path(scratch))), encoding="utf-8")
