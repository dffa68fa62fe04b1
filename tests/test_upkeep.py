"""Keeping a warehouse in order: what was set aside, rolling back, checking the hashes, looking for trouble."""

from __future__ import annotations

import csv
import json
import os
import shutil
import time
from pathlib import Path

import pytest

from flows import decode, doctor, pipeline, quarantine, record, releases, verify
from flows.deliver import upkeep
from flows.deliver.query import query
from flows.deliver.status import status
from flows.errors import EnvironmentFault
from flows.progress import Progress
from flows.read import READER_VERSION
from flows.settings import PROJECT, Settings
from flows.steps import PLAIN
from tests.digests import CLEAN_NIGHT, RAID
from tests.test_cli import sitrep
from tests.test_releases import make

# A table that today's rules take for no text: too few letters.
FIGURES = (
    " date 2031-03-08 Raid\n\n" + "12 34 56 78 90 " * 30 + "\nRussia launched 7 attack drones, the Air Force said.\n"
)


def run(settings: Settings) -> pipeline.RunSummary:
    return pipeline.run(settings, stages=PLAIN, progress=Progress())


def put(settings: Settings, name: str, text: str) -> None:
    (settings.raw / name).write_text(text, encoding="utf-8")


def deliveries(settings: Settings) -> list[tuple[str, str, str | None]]:
    return [(known.path, known.state, known.reason) for known in record.deliveries(settings.record)]


def test_kept_bytes_are_taken_in_again_after_a_rule_change(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    put(settings, "2031-03-04.txt", RAID)
    put(settings, "2031-03-08.txt", FIGURES)
    run(settings)
    (item,) = quarantine.set_aside(settings)
    assert (item.path, item.reason) == ("2031-03-08.txt", "binary-like")
    shown = quarantine.show(settings, item.delivery_id[:8])
    assert shown["begins"].startswith(" date 2031-03-08 Raid")
    assert shown["today"] == "binary-like: fewer letters than a text has"

    (settings.raw / "2031-03-08.txt").unlink()
    assert [(done.state, done.is_changed) for done in quarantine.replay(settings)] == [("quarantined", False)]
    assert len(record.packages(settings.record / "documents")) == 1

    monkeypatch.setattr(decode, "MIN_LETTER_SHARE", 0.01)
    assert quarantine.show(settings, item.delivery_id)["today"] == "loaded"
    (done,) = quarantine.replay(settings, item.delivery_id)
    assert (done.state, done.is_changed) == ("loaded", True)
    assert quarantine.set_aside(settings) == []
    assert status(settings)["quarantined"] == []
    assert deliveries(settings)[-2:] == [
        ("2031-03-08.txt", "quarantined", "binary-like"),
        ("2031-03-08.txt", "loaded", None),
    ]
    run(settings)
    assert query(settings, "select launched from fct_attacks where launched is not null order by 1").rows == [
        (7,),
        (30,),
    ]


def test_what_was_replaced_or_not_kept_is_not_replayed(settings: Settings) -> None:
    put(settings, "2031-03-04.txt", "")
    (settings.raw / "link.txt").symlink_to("/etc/hostname")
    put(settings, "2031-03-06.txt", CLEAN_NIGHT)
    run(settings)
    by_path = {item.path: item for item in quarantine.set_aside(settings)}
    assert not by_path["link.txt"].has_bytes
    with pytest.raises(EnvironmentFault, match=r"no bytes of link.txt were kept \(symlink\)"):
        quarantine.replay(settings, by_path["link.txt"].delivery_id)
    put(settings, "2031-03-04.txt", RAID)
    run(settings)
    empty = next(item for item in quarantine.set_aside(settings) if item.path == "2031-03-04.txt")
    assert empty.replaced_at
    with pytest.raises(EnvironmentFault, match=r"a readable 2031-03-04\.txt came at"):
        quarantine.replay(settings, empty.delivery_id)
    assert quarantine.replay(settings) == []
    with pytest.raises(EnvironmentFault, match="nothing that is set aside has the id ffff"):
        quarantine.show(settings, "ffff")


@pytest.mark.slow
def test_a_rollback_lasts_until_something_new_comes(settings: Settings) -> None:
    put(settings, "2031-03-04.txt", RAID)
    first = run(settings).release.folder
    put(settings, "2031-03-06.txt", CLEAN_NIGHT)
    second = run(settings).release.folder
    assert releases.roll_back(settings).folder == first
    assert status(settings)["rolled_back_from"] == second.name
    assert run(settings).release is None
    assert releases.required(settings).folder == first
    with pytest.raises(EnvironmentFault, match=f"no release before {first.name}"):
        releases.roll_back(settings)

    put(settings, "2031-03-09.txt", CLEAN_NIGHT.replace("03-06", "03-09").replace("12", "13"))
    third = run(settings).release.folder
    assert releases.required(settings).folder == third
    assert status(settings)["rolled_back_from"] is None
    assert query(settings, "select count(*) from dim_document").rows == [(3,)]
    assert releases.roll_back(settings, second.name).folder == second
    assert releases.roll_back(settings, third.name).folder == third
    assert releases.left_by_rollback(settings) is None


@pytest.mark.slow
def test_a_release_whose_run_was_killed_before_the_pointer_moved_is_no_rollback(settings: Settings) -> None:
    put(settings, "2031-03-04.txt", RAID)
    first = run(settings).release.folder
    put(settings, "2031-03-06.txt", CLEAN_NIGHT)
    run(settings)
    releases.point(settings, first)
    assert releases.decisive(settings).folder == first
    third = run(settings).release.folder
    assert releases.required(settings).folder == third


def test_a_release_that_was_served_within_the_last_day_is_kept(settings: Settings) -> None:
    settings = Settings(raw=settings.raw, warehouse=settings.warehouse, keep_releases=1)
    made = [make(settings, count) for count in range(4)]
    long_ago = time.time() - 9 * 24 * 3600
    for release in made:
        os.utime(release.folder, (long_ago, long_ago))
    releases.roll_back(settings, made[1].release_id)
    newest = make(settings, 9)
    assert set(releases.prune(settings)) == {made[0].release_id, made[2].release_id}
    assert {path.name for path in releases.published(settings)} == {
        made[1].release_id,  # served until a moment ago
        made[3].release_id,  # left by the rollback a moment ago
        newest.release_id,
    }


def test_a_damaged_release_is_not_rolled_back_to(settings: Settings) -> None:
    first, _ = make(settings, 1), make(settings, 2)
    (first.folder / "fct_aid.parquet").unlink()
    with pytest.raises(EnvironmentFault, match=r"fct_aid.parquet is missing; choose another"):
        releases.roll_back(settings)
    with pytest.raises(EnvironmentFault, match="there is no release 2031"):
        releases.roll_back(settings, "2031")


def test_a_damaged_pointer_can_be_led_elsewhere(settings: Settings) -> None:
    first, second = make(settings, 1), make(settings, 2)
    (second.folder / "release.json").write_text("{", encoding="utf-8")
    listed = upkeep.list_releases(settings)
    assert [(release["release_id"], bool(release["damage"])) for release in listed] == [
        (second.release_id, True),
        (first.release_id, False),
    ]
    assert releases.roll_back(settings, first.release_id) == first


def test_verify_finds_what_is_damaged_missing_or_foreign(published: Settings, tmp_path: Path) -> None:
    copied = Settings(raw=published.raw, warehouse=tmp_path / "copy")
    shutil.copytree(published.warehouse, copied.warehouse, symlinks=True)
    assert {item.kind for item in verify.verify(copied)} == {
        "documents",
        f"readings v{READER_VERSION}",
        "release",
        "pointer",
    }
    assert [item for item in verify.verify(copied) if item.wrong] == []
    mart = copied.current.resolve() / "fct_aid.parquet"
    mart.write_bytes(mart.read_bytes()[:-1])
    claims = next((copied.record / "readings").rglob("claims.parquet"))
    claims.unlink()
    package = copied.record / "documents" / "00000001"
    package.rename(package.with_name("00000002"))
    code, out, _ = sitrep(copied, "verify", "--json")
    wrong = {item["kind"]: item["wrong"] for item in json.loads(out) if item["wrong"]}
    assert code == 40
    assert "is not as it was published" in wrong["release"][0]
    assert "claims.parquet is missing or damaged" in wrong[f"readings v{READER_VERSION}"][0]
    assert "was made from other packages" in wrong["record"][0]
    assert "package 00000001 is missing" in " ".join(sitrep(copied, "verify")[1].splitlines())


def test_doctor_says_what_would_stop_a_run(published: Settings, tmp_path: Path) -> None:
    found = {finding.what: finding for finding in doctor.examine(published)}
    assert {finding.state for name, finding in found.items() if name != "quarantine"} == {doctor.OK}
    assert found["quarantine"].sentence == "1 files are set aside, see `sitrep quarantine list`"
    with pipeline.exclusive(published):
        code, out, _ = sitrep(published, "doctor", "--json")
    stops = [finding["sentence"] for finding in json.loads(out) if finding["state"] == doctor.STOP]
    assert (code, stops) == (40, ["a run is going on; wait for it to end"])
    (tmp_path / "layout").write_text("7\n", encoding="utf-8")
    other = Settings(raw=tmp_path / "none", warehouse=tmp_path, spacy_model="no_such_model")
    stops = {finding.what for finding in doctor.examine(other) if finding.state == doctor.STOP}
    assert stops == {"model", "warehouse"} | {"raw"}


def test_a_damaged_package_is_named_by_whoever_reads_it(published: Settings, tmp_path: Path) -> None:
    copied = Settings(raw=published.raw, warehouse=tmp_path / "copy")
    shutil.copytree(published.warehouse, copied.warehouse, symlinks=True)
    path = copied.record / "documents" / "00000001" / "documents.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    sentence = f"{path} is missing or damaged; restore this folder from a backup"
    assert [finding.sentence for finding in doctor.examine(copied) if finding.state == doctor.STOP] == [sentence]
    assert sitrep(copied, "quarantine", "list") == (40, "", f"sitrep: {sentence}\n")


def test_the_hashes_of_the_model_are_those_of_the_documentation() -> None:
    documented = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    with doctor.MODELS.open(encoding="utf-8", newline="") as rows:
        assert all(f"`{row['file']}`" in documented and row["sha256"] in documented for row in csv.DictReader(rows))


def test_the_commands_tell_it_to_people(published: Settings) -> None:
    code, out, _ = sitrep(published, "quarantine", "list")
    assert (code, out.split("  ", 1)[1]) == (0, "empty.txt: the file holds no words (empty)\n")
    delivery_id = out.split()[0]
    assert "today         empty: the file holds no words" in sitrep(published, "quarantine", "show", delivery_id)[1]
    assert sitrep(published, "quarantine", "replay")[:2] == (10, "empty.txt: quarantined (empty)\n")
    code, out, _ = sitrep(published, "releases")
    assert (code, out.startswith(f"-> {published.current.resolve().name}  until 2031-03-05: ")) == (0, True)
    assert sitrep(published, "verify")[1].startswith(
        f"All is as it was written: 1 documents, 1 readings v{READER_VERSION}, 1 release"
    )
    assert "Nothing here would stop a run." in sitrep(published, "doctor")[1]
    code, _, err = sitrep(published, "rollback")
    assert (code, err.startswith("sitrep: there is no release before")) == (40, True)
