"""Section E: duplicates, lateness, corrections. Most cases are shown by tests of the build; see docs/faults.md."""

from __future__ import annotations

import pytest

from flows import pipeline
from flows.deliver.query import query
from flows.progress import Progress
from flows.settings import Settings
from flows.steps import PLAIN as STAGES
from tests.digests import RAID
from tests.faults.conftest import Faults


@pytest.fixture(scope="module")
def told_twice(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A digest, the same with other line ends, the same of another source with another toll, and a retraction."""
    folder = tmp_path_factory.mktemp("told-twice")
    retraction = " date 2031-03-05 Correction\n\nDisregard the report of yesterday about Kharkiv, the editors say.\n"
    for name, content in {
        "a/2031-03-04.txt": RAID.encode(),
        "a/again.txt": b"\xef\xbb\xbf" + RAID.replace("\n", " \r\n").encode(),
        "b/2031-03-04.txt": RAID.replace("Two people", "Four people").encode(),
        "b/2031-03-05.txt": retraction.encode(),
    }.items():
        path = folder / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    made = Settings(raw=folder / "raw", warehouse=folder / "warehouse")
    pipeline.run(made, stages=STAGES, progress=Progress())
    return made


def test_57_same_bytes_are_a_duplicate_and_change_nothing(faults: Faults) -> None:
    assert faults.states["duplicate"] == 2
    assert faults.query("select launched, n_reports from fct_attacks where launched = 30") == [(30, 1)]


def test_58_other_line_ends_make_no_second_event(told_twice: Settings) -> None:
    raids = "select launched, destroyed from fct_attacks where launched is not null"
    assert query(told_twice, raids).rows == [(30, 24)]
    assert query(told_twice, "select donor, amount from fct_aid").rows == [("Norway", 40_000_000)]


def test_60_and_63_rival_figures_stay_side_by_side_and_words_take_nothing_back(told_twice: Settings) -> None:
    tolls = "select killed_low, killed_high, is_disputed from fct_attacks where killed_low is not null"
    assert query(told_twice, tolls).rows == [(2, 4, True)]
    assert query(told_twice, "select count(*) from fct_claims where quote like '%people were killed%'").rows == [(3,)]
