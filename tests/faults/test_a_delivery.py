"""Section A: delivery and file system."""

from __future__ import annotations

import json
import os
import tracemalloc
from pathlib import Path

import pytest

from flows import delivery, intake, pipeline, record
from flows.deliver.query import query
from flows.errors import HELD, EnvironmentFault
from flows.progress import Progress
from flows.settings import Settings
from flows.steps import PLAIN as STAGES
from tests.digests import CLEAN_NIGHT, RAID
from tests.faults.conftest import Faults, picture, sitrep
from tests.faults.delivered import ODD_NAMES, PLAIN, REFUSED, TWINS


def put(settings: Settings, name: str, content: str) -> Path:
    path = settings.raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_a_run_over_all_faults_publishes_what_is_well(faults: Faults) -> None:
    assert faults.ran.returncode == HELD, faults.ran.stderr
    assert "set aside  and " in faults.ran.stdout
    assert faults.ran.stdout.endswith("mend them in raw/, or: sitrep quarantine replay ID\n")
    assert faults.query("select launched from fct_attacks where launched is not null order by 1") == [(12,), (30,)]
    lying = [
        entry
        for entry in faults.settings.raw.rglob("*")
        if entry.name not in ("source.yml", "a03-whole.txt.sha256")
        and (entry.is_symlink() or not entry.is_dir() or entry.name.endswith(".txt"))
    ]
    assert sum(faults.states.values()) == len(lying), "delivered is the sum of all states"


def test_all_that_is_set_aside_by_content_keeps_its_bytes_and_names_its_replay(faults: Faults) -> None:
    listed = {item["path"]: item for item in json.loads(sitrep(faults.settings, "quarantine", "list", "--json").stdout)}
    for name, (content, reason) in REFUSED.items():
        assert faults.state(name) == ("quarantined", reason), name
        if reason != "too-large":
            assert faults.rows[name]["content"] == content, name
            assert listed[name]["replay"] == f"sitrep quarantine replay {listed[name]['delivery_id']}", name
        assert faults.rows[name]["byte_count"] == len(content), name


def test_1_file_that_changes_between_two_looks_is_settling(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    growing = put(settings, "a.txt", RAID)
    put(settings, "b.txt", CLEAN_NIGHT)
    looked = delivery.examine

    def then_it_grows(file: Path, raw: Path, *, max_bytes: int) -> delivery.Delivery | None:
        found = looked(file, raw, max_bytes=max_bytes)
        if file.name == "b.txt":
            growing.write_text(RAID + "More.\n", encoding="utf-8")
        return found

    monkeypatch.setattr(intake, "examine", then_it_grows)
    found = intake.survey(settings, {})
    assert ([each.path for each in found.new], found.settling) == (["b.txt"], [str(growing)])
    assert found.delivered == 2
    monkeypatch.undo()
    assert [each.path for each in intake.survey(settings, {"b.txt": found.new[0].key}).new] == ["a.txt"]


def test_2_temporary_names_are_ignored_and_counted(faults: Faults, settings: Settings) -> None:
    assert not [path for path in faults.rows if "a02" in path]
    for name in ("x.txt.part", "x.tmp", "x.txt~", "x.txt.swp", ".x.txt"):
        put(settings, name, RAID)
    found = intake.survey(settings, {})
    assert (found.new, found.ignored) == ([], {"temporary name": 5})


def test_3_file_is_loaded_only_when_its_sidecar_agrees(faults: Faults, settings: Settings) -> None:
    assert faults.state("a03-whole.txt") == ("quarantined", "incomplete")
    path = put(settings, "a.txt", RAID)
    sidecar = put(settings, "a.txt.sha256", f"{delivery.of_bytes('', RAID.encode()).sha256}  a.txt\n")
    path.write_text(RAID[:100], encoding="utf-8")
    (cut,) = intake.survey(settings, {}).new
    assert (cut.reason, cut.content) == ("incomplete", None)
    path.write_text(RAID, encoding="utf-8")
    (whole,) = intake.survey(settings, {"a.txt": cut.key}).new
    assert (whole.reason, whole.content) == (None, RAID.encode())
    sidecar.unlink()
    assert intake.survey(settings, {"a.txt": whole.key}).known == 1


def test_5_file_that_vanishes_is_counted_and_no_failure(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    put(settings, "a.txt", RAID)
    put(settings, "b.txt", CLEAN_NIGHT)
    opened = os.open

    def gone(path: object, *arguments: int, **more: object) -> int:
        if str(path).endswith("a.txt"):
            Path(str(path)).unlink(missing_ok=True)
        return opened(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", gone)
    found = intake.survey(settings, {})
    assert ([each.path for each in found.new], found.ignored, found.delivered) == (["b.txt"], {"vanished": 1}, 2)


def test_6_file_that_is_written_while_it_is_read_is_settling(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(settings, "a.txt", RAID)
    looks: list[int] = []
    fstat = os.fstat

    def then_it_is_written(handle: int) -> os.stat_result:
        looks.append(handle)
        if len(looks) == 2:
            path.write_text(RAID + "More.\n", encoding="utf-8")
        return fstat(handle)

    monkeypatch.setattr(os, "fstat", then_it_is_written)
    found = intake.survey(settings, {})
    assert (found.new, found.settling) == ([], [str(path)])


@pytest.mark.parametrize("name", ["a07-out.txt", "a07-up.txt", "a07-loop.txt", "a07-nowhere.txt"])
def test_7_link_that_leaves_raw_is_set_aside_and_its_target_never_read(faults: Faults, name: str) -> None:
    assert faults.state(name) == ("quarantined", "symlink")
    assert faults.rows[name]["content"] is None


def test_7_link_that_stays_inside_is_followed(faults: Faults) -> None:
    assert faults.state("z07-inside.txt") == ("duplicate", None)


def test_7_link_that_takes_the_place_of_a_file_is_not_followed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = put(settings, "a.txt", RAID)
    secret = tmp_path / "secret.txt"
    secret.write_text(CLEAN_NIGHT, encoding="utf-8")
    opened = os.open

    def swapped(what: object, *arguments: int, **more: object) -> int:
        if str(what).endswith("a.txt"):
            path.unlink()
            path.symlink_to(secret)
        return opened(what, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", swapped)
    (found,) = intake.survey(settings, {}).new
    assert (found.reason, found.content) == ("symlink", None)


def test_8_linked_folder_is_not_followed_even_when_it_comes_late(
    faults: Faults, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not [path for path in faults.rows if path.startswith("a08")]
    put(settings, "folder/a.txt", RAID)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text(CLEAN_NIGHT, encoding="utf-8")
    opened = os.open

    def swapped(what: object, *arguments: int, **more: object) -> int:
        if str(what).endswith("a.txt"):
            (settings.raw / "folder").rename(tmp_path / "moved")
            (settings.raw / "folder").symlink_to(outside)
        return opened(what, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", swapped)
    (found,) = intake.survey(settings, {}).new
    assert (found.reason, found.content) == ("symlink", None)


def test_8_folders_without_end_are_left(settings: Settings) -> None:
    put(settings, "a/" * 40 + "a.txt", RAID)
    put(settings, "a/" * 20 + "b.txt", RAID)
    found = intake.survey(settings, {})
    assert ([Path(each.path).name for each in found.new], found.ignored) == (["b.txt"], {"folder too deep": 1})


def test_9_hard_links_are_read_like_any_file(faults: Faults) -> None:
    assert (faults.state("a09-first.txt")[0], faults.state("a09-second.txt")[0]) == ("loaded", "duplicate")


@pytest.mark.parametrize("name", ["a10-pipe.txt", "a10-socket.txt"])
def test_10_what_is_no_file_is_set_aside(faults: Faults, name: str) -> None:
    assert faults.state(name) == ("quarantined", "not-regular")


def test_10_pipe_that_takes_the_place_of_a_file_does_not_hang(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(settings, "a.txt", RAID)
    opened = os.open

    def swapped(what: object, *arguments: int, **more: object) -> int:
        if str(what).endswith("a.txt"):
            path.unlink()
            os.mkfifo(path)
        return opened(what, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", swapped)
    (found,) = intake.survey(settings, {}).new
    assert found.reason == "not-regular"


def test_11_folder_with_the_name_of_a_file_is_ignored(settings: Settings) -> None:
    put(settings, "2031-01-01.txt/a.txt", RAID)
    found = intake.survey(settings, {})
    assert (found.new, found.ignored) == ([], {"directory": 1})


def test_13_odd_names_are_stored_escaped_and_nothing_in_them_runs(faults: Faults) -> None:
    odd = [path for path in faults.rows if "a13" in path]
    assert len(odd) == len(ODD_NAMES)
    assert all(path.isprintable() for path in odd)
    assert {faults.state(path)[0] for path in odd} == {"loaded"}
    assert not list(faults.settings.raw.parent.rglob("owned"))
    told = sitrep(faults.settings, "query", "select path from dim_document", "--csv").stdout
    assert "\x1b" not in told
    assert "'=a13+cmd.txt" in told


def test_14_names_that_look_alike_are_distinct(faults: Faults) -> None:
    assert {faults.state(name)[0] for name in TWINS} == {"loaded"}


def test_15_many_files_take_bounded_memory_and_go_on_after_a_stop(settings: Settings) -> None:
    many = 4000  # of the 100,000 that are meant: what is held does not grow with them
    for number in range(many):
        (settings.raw / f"{number}.txt").write_text(f"{number} {PLAIN}", encoding="utf-8")
    tracemalloc.start()
    found = intake.survey(settings, {})
    assert len(found.new) == many
    assert tracemalloc.get_traced_memory()[1] < 40 << 20
    tracemalloc.stop()
    assert len(intake.take_in(settings, found.new[:2500])) == 2500
    packages = record.packages(settings.record / "documents")
    assert [len(record.manifest(package)["deliveries"]) for package in packages] == [200] * 12 + [100]
    known = {noted.path: noted.key for noted in record.deliveries(settings.record)}
    assert (again := intake.survey(settings, known)).known == 2500
    assert len(again.new) == many - 2500


def test_15_large_files_are_read_again_when_their_turn_comes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MAX_PACKAGE_BYTES", 3 * len(PLAIN))
    for number in range(10):
        put(settings, f"{number}.txt", f"{number} {PLAIN}")
    found = intake.survey(settings, {})
    assert sum(each.content is not None for each in found.new) < 3
    put(settings, "9.txt", f"9 and more {PLAIN}")
    rows = intake.take_in(settings, found.new)
    assert {row["state"] for row in rows} == {"loaded"}
    packages = record.packages(settings.record / "documents")
    assert len(packages) == 5
    kept = [row for package in packages for row in record.read_rows(package, "documents", ("path", "text"))]
    assert kept[-1] == {"path": "9.txt", "text": f"9 and more {PLAIN}"}


def test_16_times_of_files_decide_nothing(faults: Faults) -> None:
    dated = dict(faults.query("select path, published_date::varchar from dim_document where path like 'good/%'"))
    assert dated == {"good/2031-03-04.txt": "2031-03-04", "good/2031-03-06.txt": "2031-03-06"}


def test_17_nothing_is_ever_written_into_raw(faults: Faults) -> None:
    assert picture(faults.settings.raw) == faults.before


def test_18_and_19_facts_of_removed_files_stay_and_an_empty_mount_point_is_an_error(settings: Settings) -> None:
    path = put(settings, "2031-03-04.txt", RAID)
    run(settings)
    path.unlink()
    with pytest.raises(EnvironmentFault, match="is empty, though files came from it before"):
        run(settings)
    put(settings, "README.md", "The digests are archived.")
    assert run(settings).release is None
    put(settings, "2031-03-06.txt", CLEAN_NIGHT)
    run(settings)
    raids = "select launched from fct_attacks where launched is not null order by 1"
    assert query(settings, raids).rows == [(12,), (30,)]


def test_18_folder_that_cannot_be_listed_costs_no_other_file(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(settings, "closed/a.txt", RAID)
    put(settings, "open/b.txt", CLEAN_NIGHT)
    scan = os.scandir

    def closed(path: object) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scan(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", closed)
    found = intake.survey(settings, {})
    assert [(each.path, each.reason) for each in found.new] == [("closed", "permission"), ("open/b.txt", None)]
    monkeypatch.undo()
    again = intake.survey(settings, {each.path: each.key for each in found.new})
    assert [each.path for each in again.new] == ["closed/a.txt"]


def test_20_read_error_is_set_aside_and_tried_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    put(settings, "a.txt", RAID)
    put(settings, "b.txt", CLEAN_NIGHT)
    opened = os.open

    def worn_out(what: object, *arguments: int, **more: object) -> int:
        if str(what).endswith("a.txt"):
            raise OSError(5, "Input/output error")
        return opened(what, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", worn_out)
    found = intake.survey(settings, {})
    assert [(each.path, each.reason) for each in found.new] == [("a.txt", "io-error"), ("b.txt", None)]
    monkeypatch.undo()
    again = intake.survey(settings, {each.path: each.key for each in found.new})
    assert [(each.path, each.reason) for each in again.new] == [("a.txt", None)]


def run(settings: Settings) -> pipeline.RunSummary:
    return pipeline.run(settings, stages=STAGES, progress=Progress())
