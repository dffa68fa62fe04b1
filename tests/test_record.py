"""Packages are whole or absent, never change, and notice damage."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from flows import record
from flows.errors import EnvironmentFault


def figure(**fields: Any) -> dict[str, Any]:
    return {**dict.fromkeys(record.TABLES["figures"]), **fields}


def test_rows_come_back_as_they_were_written_and_in_their_order(tmp_path: Path) -> None:
    rows = [figure(text=text, value_low=Decimal("1.25"), start=9) for text in ("b", "a", 'quote " \\ Ω \x1b[0m \n')]
    package = record.write_package(tmp_path, "00000001", {"figures": rows})
    read = list(record.read_rows(package, "figures", ("text", "value_low", "start", "reason")))
    assert read == [{"text": row["text"], "value_low": Decimal("1.25"), "start": 9, "reason": None} for row in rows]


def test_bytes_survive(tmp_path: Path) -> None:
    content = bytes(range(256))
    row = {**dict.fromkeys(record.TABLES["documents"]), "content": content}
    package = record.write_package(tmp_path, "00000001", {"documents": [row]})
    assert list(record.read_rows(package, "documents", ("content",))) == [{"content": content}]


def test_ids_count_up_and_an_unfinished_package_does_not_count(tmp_path: Path) -> None:
    assert record.next_package_id(tmp_path) == "00000001"
    record.write_package(tmp_path, "00000001", {"figures": []})
    (tmp_path / ".00000002.unfinished").mkdir()
    assert record.next_package_id(tmp_path) == "00000002"
    assert [package.package_id for package in record.packages(tmp_path)] == ["00000001"]
    record.write_package(tmp_path, "00000002", {"figures": []})
    assert [package.package_id for package in record.packages(tmp_path)] == ["00000001", "00000002"]


@pytest.mark.parametrize("damage", ["flip", "truncate", "remove", "manifest"])
def test_damage_is_noticed_and_named(tmp_path: Path, damage: str) -> None:
    package = record.write_package(tmp_path, "00000001", {"figures": [figure(text="twelve")]})
    record.verify(package)
    path = package.folder / "figures.parquet"
    content = path.read_bytes()
    if damage == "flip":
        path.write_bytes(content[:40] + bytes([content[40] ^ 1]) + content[41:])
    elif damage == "truncate":
        path.write_bytes(content[:-1])
    elif damage == "remove":
        path.unlink()
    else:
        (package.folder / "manifest.json").write_text('{"files": ', encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="restore this folder from a backup"):
        record.verify(package)
    if damage in ("truncate", "remove"):
        with pytest.raises(EnvironmentFault, match="restore this folder from a backup"):
            list(record.read_rows(package, "figures", ["text"]))


def test_deliveries_are_known_from_the_manifests_alone(tmp_path: Path) -> None:
    noted = [["a.txt", "0" * 64, "loaded", None], ["b.txt", "empty", "quarantined", "empty"]]
    record.write_package(tmp_path / "documents", "00000001", {"documents": []}, notes={"deliveries": noted})
    known = record.deliveries(tmp_path)
    assert [(delivery.path, delivery.state, delivery.is_quarantined) for delivery in known] == [
        ("a.txt", "loaded", False),
        ("b.txt", "quarantined", True),
    ]
