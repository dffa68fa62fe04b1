"""Every kind of thing that can lie in raw/ gets its state, and nothing in raw/ is touched."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import intake
from flows.errors import EnvironmentFault
from flows.settings import Settings

TEXT = " date 2031-05-06 Bridge closed in Ruritania\n\nThe bridge was closed on Monday, the mayor said.\n"


def put(settings: Settings, name: str, content: str | bytes = TEXT) -> Path:
    path = settings.raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(settings: Settings, loaded: set[str] | None = None) -> dict[str, dict[str, object]]:
    found = intake.survey(settings, {})
    return {row["path"]: row for row in intake.document_rows(found.new, loaded or set(), settings)}


def test_a_digest_is_loaded_with_its_source_and_date(settings: Settings) -> None:
    put(settings, "courier/2031/2031-05-06.txt")
    put(settings, "courier/source.yml", "publisher: The Courier\nlicence: CC BY 4.0\nlanguage: en\n")
    row = rows(settings)["courier/2031/2031-05-06.txt"]
    assert (
        row
        | {
            "state": "loaded",
            "source_id": "courier",
            "publisher": "The Courier",
            "licence": "CC BY 4.0",
            "address": None,
            "document_date": "2031-05-06",
            "date_basis": "date line",
            "text": TEXT,
            "byte_count": len(TEXT),
            "reason": None,
        }
        == row
    )


def test_the_date_comes_from_the_line_or_the_name_or_is_null_with_a_reason(settings: Settings) -> None:
    put(settings, "month.txt", " date 2031-05 Bridge closed\n")
    put(settings, "2031-07-08.txt", "Bridge closed\n")
    put(settings, "undated.txt", "Bridges closed\n")
    put(settings, "wrong.txt", " date 2031-02-30 Bridge shut\n")
    found = rows(settings)
    assert [
        (found[f"{name}.txt"]["document_date"], found[f"{name}.txt"]["date_basis"]) for name in ("month", "2031-07-08")
    ] == [
        ("2031-05", "date line"),
        ("2031-07-08", "file name"),
    ]
    assert found["undated.txt"]["document_date"] is None
    assert found["undated.txt"]["date_reason"] == "no date line and no date in the file name"
    assert found["wrong.txt"]["date_reason"] == "impossible date line"


def test_loose_files_are_of_an_unknown_source(settings: Settings) -> None:
    put(settings, "note.txt")
    assert rows(settings)["note.txt"]["source_id"] == "unknown"


def test_the_same_bytes_again_are_a_duplicate_and_a_changed_file_is_loaded(settings: Settings) -> None:
    put(settings, "a.txt")
    put(settings, "b.txt")
    first = rows(settings)
    assert (first["a.txt"]["state"], first["b.txt"]["state"]) == ("loaded", "duplicate")
    known = {path: str(first[path]["content_sha256"]) for path in ("a.txt", "b.txt")}
    put(settings, "a.txt", TEXT + "More.\n")
    found = intake.survey(settings, known)
    assert ([delivery.path for delivery in found.new], found.known) == (["a.txt"], 1)


def test_every_oddity_has_its_state_and_the_law_of_conservation_holds(settings: Settings) -> None:
    put(settings, "good.txt")
    put(settings, "empty.txt", b"")
    put(settings, "latin.txt", "Café closed".encode("latin-1"))
    put(settings, "big.txt", b"a" * (settings.max_document_bytes + 1))
    put(settings, ".hidden.txt")
    put(settings, "copying.txt.part")
    put(settings, "table.csv")
    put(settings, "README.md")
    (settings.raw / "folder.txt").mkdir()
    os.mkfifo(settings.raw / "pipe.txt")
    (settings.raw / "outside.txt").symlink_to("/etc/hostname")
    (settings.raw / "nowhere.txt").symlink_to("missing")
    (settings.raw / "loop.txt").symlink_to("loop.txt")
    (settings.raw / "up").symlink_to("..")
    found = intake.survey(settings, {})
    states = {row["path"]: (row["state"], row["reason"]) for row in intake.document_rows(found.new, set(), settings)}
    assert states == {
        "good.txt": ("loaded", None),
        "empty.txt": ("quarantined", "empty"),
        "latin.txt": ("quarantined", "encoding"),
        "big.txt": ("quarantined", "too-large"),
        "pipe.txt": ("quarantined", "not-regular"),
        "outside.txt": ("quarantined", "symlink"),
        "nowhere.txt": ("quarantined", "symlink"),
        "loop.txt": ("quarantined", "symlink"),
    }
    assert found.ignored == {"temporary name": 2, "not a .txt file": 2, "directory": 1}
    assert found.delivered == len(states) + 5


def test_a_link_inside_raw_and_raw_itself_as_a_link_are_followed(settings: Settings, tmp_path: Path) -> None:
    put(settings, "a.txt")
    (settings.raw / "b.txt").symlink_to("a.txt")
    linked = tmp_path / "linked"
    linked.symlink_to(settings.raw)
    found = rows(Settings(raw=linked, warehouse=settings.warehouse))
    assert {path: row["state"] for path, row in found.items()} == {"a.txt": "loaded", "b.txt": "duplicate"}


def test_names_are_stored_in_printable_form(settings: Settings) -> None:
    os.write(
        os.open(os.fsencode(settings.raw) + b"/a\n\x1b[2J\xff\xe2\x80\xae.txt", os.O_CREAT | os.O_WRONLY), TEXT.encode()
    )
    assert list(rows(settings)) == ["a\\n\\x1b[2J\\xff\\u202e.txt"]


def test_a_missing_folder_is_an_error_and_not_an_empty_one(settings: Settings) -> None:
    settings.raw.rmdir()
    with pytest.raises(EnvironmentFault, match="--raw"):
        intake.survey(settings, {})


def test_a_broken_source_file_costs_no_digest(settings: Settings) -> None:
    put(settings, "courier/2031-05-06.txt")
    put(settings, "courier/source.yml", "publisher: [unclosed\n")
    row = rows(settings)["courier/2031-05-06.txt"]
    assert (row["state"], row["publisher"], row["detail"]) == ("loaded", None, "source.yml could not be read")


@pytest.fixture
def plain_user_settings() -> Iterator[Settings]:
    """Settings in a folder of a user without privileges, whom the test is for its time: root could read everything."""
    folder = Path(tempfile.mkdtemp())
    (folder / "raw").mkdir()
    nobody = 65534
    is_root = os.geteuid() == 0
    if is_root:
        for path in (folder, folder / "raw"):
            os.chown(path, nobody, nobody)
        os.seteuid(nobody)
    yield Settings(raw=folder / "raw", warehouse=folder / "warehouse")
    if is_root:
        os.seteuid(0)
    shutil.rmtree(folder)


def test_an_unreadable_file_is_quarantined_and_tried_again(plain_user_settings: Settings) -> None:
    path = put(plain_user_settings, "a.txt")
    path.chmod(0)
    row = rows(plain_user_settings)["a.txt"]
    assert (row["state"], row["reason"]) == ("quarantined", "permission")
    path.chmod(0o600)
    found = intake.survey(plain_user_settings, {"a.txt": "permission"})
    assert [delivery.content for delivery in found.new] == [TEXT.encode()]
