"""A dose of what `python -m tests.chaos` does: about twenty strikes, and the order in which things reach the disk."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos import faults, in_place
from tests.chaos.harness import Harness, harness
from tests.chaos.scene import FIRST_RUN, NEW_DIGESTS, PUBLISH

pytestmark = pytest.mark.slow
MOMENTS = 6
# One strike at each turn of a run: taking in, reading, publishing, moving the pointer, removing what is old.
TURNS = [
    (FIRST_RUN, "torn", "write", ".layout.*.new", 1),
    (NEW_DIGESTS, "torn", "write", "record/documents/.*.unfinished/documents.parquet", 1),
    (NEW_DIGESTS, "full", "write", "record/documents/.*.unfinished/documents.jsonl", 2),
    (NEW_DIGESTS, "kill", "sync", "record/documents", 2),
    (NEW_DIGESTS, "error", "sync", "record/readings/*/.*.unfinished/claims.parquet", 1),
    (NEW_DIGESTS, "kill", "name", "record/readings/*/.*.unfinished", 2),
    (NEW_DIGESTS, "full", "write", "scratch/*/sitrep.duckdb.wal", 99),
    (PUBLISH, "kill", "write", "releases/.*.unfinished/sitrep.duckdb", 40),
    (PUBLISH, "full", "write", "releases/.*.unfinished/fct_aid.parquet", 1),
    (PUBLISH, "kill", "name", "releases/.*.unfinished", 2),
    (PUBLISH, "kill", "sync", "releases", 1),
    (PUBLISH, "kill", "name", ".current.new", 3),
    (PUBLISH, "kill", "sync", ".", 1),
    (PUBLISH, "kill", "name", "releases/.*.unfinished/fct_attacks.parquet", 1),
]


@pytest.fixture(scope="module")
def struck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harness]:
    if shutil.which("cc") is None:
        pytest.skip("there is no C compiler to make tests/chaos/faults.c with")
    with harness(tmp_path_factory.mktemp("chaos")) as made:
        yield made


@pytest.mark.parametrize(("scene", "action", "kind", "pattern", "n"), TURNS)
def test_a_strike_at_each_turn_leaves_the_old_or_the_new_release_and_loses_nothing(
    struck: Harness, scene: str, action: str, kind: str, pattern: str, n: int
) -> None:
    line = struck.strike_point(scene, faults.Point(kind, pattern, n, action))
    assert line["struck"], "the run never came there"
    assert line["wrong"] == []
    assert line["said"] == []


def test_kills_at_random_moments_do_no_harm(struck: Harness) -> None:
    moments, kills = random.Random(), 0
    for _ in range(3 * MOMENTS):  # some come after the end of a run
        line = struck.strike_moment(NEW_DIGESTS, moments)
        assert line["wrong"] == []
        kills += line["struck"] is not None
        if kills == MOMENTS:
            return
    pytest.fail(f"only {kills} runs were killed in time")


def test_everything_is_on_the_disk_before_its_name_is(struck: Harness) -> None:
    """What survives a power cut is what was synced: each file, then the folder, the name, and the folder above."""
    for scene, parents in (
        (NEW_DIGESTS, ("record/documents", "record/readings/*", "releases")),
        (PUBLISH, ("releases",)),
    ):
        calls = [_call(line) for line in struck.trace(scene)]
        for parent in parents:
            folder = f"{parent}/.*.unfinished"
            renamed = [at for at, call in enumerate(calls) if call == ("name", folder)][1]  # the first one makes it
            begun = calls.index(("name", folder))
            within = [call for call in calls[begun:renamed] if call[1].startswith(f"{folder}/")]
            kept = {path for kind, path in within if kind == "sync" and not path.endswith(".wal")}
            written = {path for kind, path in within if kind == "write" and not path.endswith((".wal", ".jsonl"))}
            assert written <= kept
            for path in written:
                last = {
                    kind: max(at for at, call in enumerate(within) if call == (kind, path))
                    for kind in ("write", "sync")
                }
                assert last["write"] < last["sync"]
            assert ("sync", folder) in calls[begun:renamed]
            assert ("sync", parent) in calls[renamed:]
    pointer = max(at for at, call in enumerate(calls) if call == ("name", ".current.new"))
    assert (
        calls.index(("sync", "releases")) < pointer < max(at for at, call in enumerate(calls) if call == ("sync", "."))
    )


def test_a_new_folder_survives_a_power_cut_too(struck: Harness) -> None:
    calls = [_call(line) for line in struck.trace(FIRST_RUN)]
    for folder, above in (
        ("record", "."),
        ("record/documents", "record"),
        ("record/readings", "record"),
        ("releases", "."),
    ):
        assert ("sync", above) in calls[calls.index(("name", folder)) :][:3]


def _call(line: str) -> tuple[str, str]:
    kind, path = line.split(" ", 1)
    return kind, faults.pattern(path)


def test_a_file_that_is_updated_in_place_is_left_mixed(tmp_path: Path) -> None:
    """What the promise is worth: without releases and a pointer, readers would see half an update."""
    found = in_place.strikes(tmp_path, 20)
    assert found["mixed"] + found["unopenable"] > 0
