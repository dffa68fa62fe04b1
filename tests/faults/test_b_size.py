"""Section B: size and shape."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from flows import intake
from flows.decode import decode
from flows.read.reading import read
from flows.settings import Settings
from tests.faults.conftest import Faults
from tests.faults.delivered import PLAIN, REFUSED, TAKEN


def test_21_file_over_the_cap_is_never_read(faults: Faults) -> None:
    row = faults.rows["b21-large.txt"]
    assert (row["state"], row["reason"], row["content"]) == ("quarantined", "too-large", None)
    assert row["byte_count"] == len(REFUSED["b21-large.txt"][0])
    assert f"more than {4 << 20}; split it into digests" in row["detail"]


def test_21_and_22_no_memory_is_spent_on_what_is_too_large(settings: Settings) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        with (settings.raw / name).open("wb") as handle:
            handle.truncate(1 << 40)
    tracemalloc.start()
    found = intake.survey(settings, {})
    assert [(each.reason, each.byte_count) for each in found.new] == [("too-large", 1 << 40)] * 3
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()


def test_22_sparse_file_of_a_terabyte_is_set_aside(faults: Faults) -> None:
    row = faults.rows["b22-sparse.txt"]
    assert (row["reason"], row["byte_count"], row["content"]) == ("too-large", 1 << 40, None)


def test_23_endless_line_is_set_aside(faults: Faults) -> None:
    assert faults.state("b23-line.txt") == ("quarantined", "line-too-long")


def test_24_text_of_too_many_lines_is_set_aside(faults: Faults) -> None:
    assert faults.state("b24-items.txt") == ("quarantined", "too-many-lines")
    assert faults.state("b24-blank.txt") == ("quarantined", "too-many-lines")


def test_25_other_formats_are_set_aside_and_never_unpacked(faults: Faults) -> None:
    packed = [name for name in REFUSED if name.startswith("b25")]
    assert len(packed) > 8
    assert {faults.state(name) for name in packed} == {("quarantined", "not-text")}
    rooms = Path(intake.__file__).parent
    code = [path for path in rooms.rglob("*.py") if "deliver" not in path.parts]  # exports may pack what they write
    imports = "\n".join(path.read_text(encoding="utf-8") for path in code)
    for module in ("gzip", "zipfile", "tarfile", "lzma", "bz2", "zlib", "pickle", "xml"):
        assert f"import {module}" not in imports


def test_27_text_without_words_is_set_aside(faults: Faults) -> None:
    assert faults.state("b27-base64.txt") == ("quarantined", "binary-like")
    assert faults.state("b27-table.txt") == ("quarantined", "binary-like")


def test_28_markup_is_set_aside_and_a_letter_is_read(faults: Faults) -> None:
    for name in ("b28-page.txt", "b28-object.txt", "b28-message.txt"):
        assert faults.state(name) == ("quarantined", "not-text")
    assert faults.state("b28-letter.txt") == ("loaded", None)
    assert decode(b'[The mayor] said: <five> of {ten} "bridges" &lt; were closed.').text


def test_29_deep_nesting_is_read_without_recursion(faults: Faults) -> None:
    assert faults.state("b29-nested.txt") == ("loaded", None)
    nested = read(f"{PLAIN}The Air Force said {'(' * 3000} 30 drones {')' * 3000} and {'[' * 3000} fell.\n")
    assert [entry.low for entry in nested.ledger] == [30]
    assert TAKEN["b29-nested.txt"][0].count(b"(") == 20_000
