"""Releases are whole, are found by their pointer, and go when they are old and no longer read."""

from __future__ import annotations

import json
import os
import subprocess
import time
import venv
from pathlib import Path

import duckdb
import pytest

from flows import publish, record, releases
from flows.errors import EnvironmentFault
from flows.settings import PROJECT, Settings
from tests.small_build import CLAIMS

OLDEST_DUCKDB = PROJECT / "tests" / "oldest_duckdb.lock"


def make(settings: Settings, launched: int) -> releases.Release:
    """Publish a small build of our own."""
    build = settings.warehouse / "build.duckdb"
    build.parent.mkdir(parents=True, exist_ok=True)
    build.unlink(missing_ok=True)
    with duckdb.connect(str(build)) as connection:
        connection.execute(CLAIMS)
        connection.execute("create table fct_attacks as select 'a' as attack_id, ? as launched", [launched])
        connection.execute("create table fct_aid as select 'b' as aid_id, 5 as amount")
        connection.execute("create table fct_diplomatic_events as select 'c' as diplomatic_event_id")
    return publish.publish(settings, build, {"inputs": {}})


def test_a_release_is_complete_and_its_hashes_hold(settings: Settings) -> None:
    release = make(settings, 30)
    assert releases.current(settings) == releases.Release(
        release.release_id, release.folder, json.loads((release.folder / "release.json").read_text(encoding="utf-8"))
    )
    assert release.about["rows"] == {
        "dim_document": 1,
        "fct_aid": 1,
        "fct_attacks": 1,
        "fct_claims": 3,
        "fct_diplomatic_events": 1,
    }
    assert {name: record.file_hash(release.folder / name) for name in release.about["files"]} == release.about["files"]
    with duckdb.connect(str(release.database), read_only=True) as connection:
        ((release_id, named),) = connection.execute("select release_id, credits from release").fetchall()
    assert release_id == release.release_id
    for source in ("European Central Bank", "GeoNames, CC BY 4.0"):
        assert source in named
        assert any(source in credit for credit in release.about["credits"])
    assert duckdb.read_parquet(str(release.folder / "fct_attacks.parquet")).fetchall() == [("a", 30)]


def test_changes_name_what_is_new_revised_and_withdrawn(settings: Settings) -> None:
    first = make(settings, 30)
    second = make(settings, 31)
    changes = "select mart, event_id, change from read_parquet('{}') order by all"
    assert [row[2] for row in duckdb.sql(changes.format(first.folder / "changes.parquet")).fetchall()] == ["new"] * 3
    assert duckdb.sql(changes.format(second.folder / "changes.parquet")).fetchall() == [("fct_attacks", "a", "revised")]


def test_a_reader_keeps_the_release_that_it_opened(settings: Settings) -> None:
    make(settings, 30)
    reader = duckdb.connect(str(settings.current / "sitrep.duckdb"), read_only=True)
    make(settings, 31)
    assert reader.execute("select launched from fct_attacks").fetchall() == [(30,)]
    reader.close()
    with duckdb.connect(str(settings.current / "sitrep.duckdb"), read_only=True) as later:
        assert later.execute("select launched from fct_attacks").fetchall() == [(31,)]


def test_old_releases_go_but_none_of_the_last_day(settings: Settings) -> None:
    settings = Settings(raw=settings.raw, warehouse=settings.warehouse, keep_releases=2)
    made = [make(settings, count) for count in range(4)]
    assert releases.prune(settings) == []
    two_days_ago = time.time() - 2 * 24 * 3600
    for release in made:
        os.utime(release.folder, (two_days_ago, two_days_ago))
    assert releases.prune(settings) == [made[1].release_id, made[0].release_id]
    assert releases.required(settings).release_id == made[3].release_id


def test_a_damaged_pointer_is_told_in_one_line(settings: Settings) -> None:
    release = make(settings, 30)
    (release.folder / "release.json").write_text("{", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="damaged"):
        releases.current(settings)


@pytest.mark.slow
def test_the_oldest_supported_driver_opens_the_file(published: Settings, tmp_path: Path) -> None:
    venv.create(tmp_path / "old", with_pip=True)
    python = tmp_path / "old" / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", OLDEST_DUCKDB],
        check=True,
    )
    program = (
        "import duckdb, sys; connection = duckdb.connect(sys.argv[1], read_only=True); "
        "print(duckdb.__version__, connection.execute('select sum(launched) from fct_attacks').fetchone()[0])"
    )
    ran = subprocess.run(
        [python, "-c", program, published.current / "sitrep.duckdb"], capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == ["1.1.3", "30"], ran.stderr
