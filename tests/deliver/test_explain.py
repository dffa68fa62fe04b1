"""Why a figure exists: from every id back to its words; and what a text is read as, step by step."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows import pipeline, record
from flows.deliver.explain import as_text, explain_id, is_id
from flows.deliver.explain_text import as_text as text_as_text
from flows.deliver.explain_text import explain_text, meanings
from flows.deliver.query import query
from flows.deliver.words import line, marked, pattern_place
from flows.errors import EnvironmentFault
from flows.progress import Progress
from flows.read import READER_VERSION
from flows.readings import readings_folder
from flows.settings import PROJECT, Settings
from flows.steps import PLAIN
from tests.digests import RAID


def one(settings: Settings, sql: str) -> Any:
    ((value,),) = query(settings, sql).rows
    return value


def test_an_event_leads_to_its_words_their_line_and_the_patterns(published: Settings) -> None:
    attack_id = one(published, "select attack_id from fct_attacks where launched = 30")
    found = explain_id(published, attack_id)
    assert (found["mart"], found["is_served"], found["event"]["destroyed"]) == ("fct_attacks", True, 24)
    (claim,) = found["claims"]
    assert (claim["claim_id"], claim["merge_reason"]) == (attack_id, "only report")
    words = {word["field"]: word["text"] for word in claim["words"]}
    assert words["weapons.0.launched"] == "30 attack drones"
    assert words["weapons.0.intercepted"] == "24"
    document = claim["document"]
    assert Path(document["file"]) == published.raw / "2031-03-04.txt"
    assert (document["line"], document["column"], document["file_state"]) == (3, 1, "unchanged")
    assert RAID[document["character"] :].startswith("The Ukrainian Air Force said")
    assert all((PROJECT / pattern["file"]).is_file() and pattern["line"] > 1 for pattern in claim["patterns"])
    text = as_text(found, bold=False)
    assert "launched «30 attack drones» overnight and that «24» of them were shot down." in text
    assert f"{published.raw / '2031-03-04.txt'}:3:1\n" in text
    assert "\x1b[1m24\x1b[0m of them" in as_text(found, bold=True)


@pytest.mark.parametrize("mart", ["fct_aid", "fct_diplomatic_events"])
def test_every_kind_of_event_is_explained(published: Settings, mart: str) -> None:
    key = {"fct_aid": "aid_id", "fct_diplomatic_events": "diplomatic_event_id"}[mart]
    for (event_id,) in query(published, f"select {key} from {mart}").rows:
        found = explain_id(published, event_id)
        assert (found["mart"], found["event"][key], found["is_served"]) == (mart, event_id, True)
        assert all(passage["marks"] for claim in found["claims"] for passage in claim["passages"][:1])
        assert event_id in as_text(found, bold=False)


def test_a_held_event_says_what_holds_it(published: Settings) -> None:
    claim_id = one(published, "select claim_id from fct_claims where quote like '%50 of 40%' and fact_type = 'attack'")
    found = explain_id(published, claim_id)
    assert (found["is_served"], found["event"]["launched"], found["event"]["destroyed"]) == (False, 40, 50)
    assert "kept out of fct_attacks" in as_text(found, bold=False)
    assert "not served: its event is held: DownedWithinLaunched" in as_text(found, bold=False)


def test_a_figure_leads_to_its_claim_or_to_the_reason_why_there_is_none(published: Settings) -> None:
    placed, claim_id = query(
        published, "select figure_id, claim_id from fct_figures where figure_text = '24' and role like '%intercepted'"
    ).rows[0]
    found = explain_id(published, placed)
    assert found["claim_id"] == claim_id
    assert as_text(found, bold=False).startswith(f"figure “24”: fills weapons.0.intercepted of claim {claim_id}")


def test_a_short_id_is_enough_and_an_unknown_one_is_told(published: Settings) -> None:
    claim_id = one(published, "select min(claim_id) from fct_claims where claim_id[:8] ~ '.*[0-9].*'")
    assert explain_id(published, claim_id[:8])["claim_id"] == claim_id
    with pytest.raises(EnvironmentFault, match="no claim or event has the id 00000000"):
        explain_id(published, "00000000")
    with pytest.raises(EnvironmentFault, match="no figure has the id"):
        explain_id(published, "00000000-17")
    assert not is_id("decade")
    assert not is_id("20310304 was a Tuesday")


def test_ids_of_an_older_reader_and_of_a_replaced_text_lead_to_what_stands_in_their_place(
    published: Settings, settings: Settings
) -> None:
    shutil.copytree(published.raw, settings.raw, dirs_exist_ok=True)
    shutil.copytree(published.record, settings.record)
    (package, *_) = record.packages(readings_folder(settings))
    tables = {
        table: list(record.read_rows(package, table, tuple(record.TABLES[table]))) for table in record.READING_TABLES
    }
    claims = [{**claim, "claim_id": claim["claim_id"][::-1]} for claim in tables["claims"]]
    record.write_package(settings.record / "readings" / "v0", package.package_id, {**tables, "claims": claims})
    (settings.raw / "2031-03-04.txt").write_text(RAID.replace("24 of them", "25 of them"), encoding="utf-8")
    pipeline.run(settings, stages=PLAIN, progress=Progress())

    attack_id = one(settings, "select attack_id from fct_attacks where destroyed = 25")
    replaced = one(published, "select attack_id from fct_attacks where destroyed = 24")
    for former, reader in ((replaced, READER_VERSION), (replaced[::-1], "0")):
        found = explain_id(settings, former)
        assert (found["claim_id"], found["former"]["reader_version"]) == (attack_id, str(reader))
        assert f"{former} is an id of an earlier release; the text that replaced" in as_text(found, bold=False)
    held = one(published, "select claim_id from fct_claims where quote like '%50 of 40%' and fact_type = 'attack'")
    found = explain_id(settings, held[::-1])
    assert (found["claim_id"], found["former"]["because"]) == (held, "this reader reads its words so")


def test_a_file_that_changed_or_went_is_named_with_the_place_that_keeps_its_bytes(
    published: Settings, tmp_path: Path
) -> None:
    elsewhere = Settings(raw=tmp_path, warehouse=published.warehouse)
    claim_id = one(published, "select claim_id from fct_claims where quote like '%$40 million%' and fact_type = 'aid'")
    document = explain_id(elsewhere, claim_id)["claims"][0]["document"]
    assert document["file_state"] == "gone"
    assert Path(document["kept_in"], "documents.parquet").is_file()
    (tmp_path / "2031-03-04.txt").write_text("other", encoding="utf-8")
    assert explain_id(elsewhere, claim_id)["claims"][0]["document"]["file_state"] == "changed"


def test_a_text_is_told_step_by_step() -> None:
    told = explain_text(
        " date 2031-03-04 Night of drones\n\nThe Ukrainian Air Force said on Tuesday that Russia launched 30 attack "
        "drones overnight and that 24 of them were shot down. Six houses burned for four hours.\n"
    )
    assert told["date"]["value"] == "2031-03-04"
    headline, tally, houses = told["stories"][0]["sentences"]
    assert (headline["kind"], headline["text"]) == ("headline", "Night of drones")
    assert {tag["text"]: tag["value"] for tag in tally["tags"] if tag["kind"] == "number"} == {
        "30": {"low": 30, "high": 30},
        "24": {"low": 24, "high": 24},
    }
    assert {token["text"]: token["head"] for token in tally["parse"]}["Russia"] == "launched"
    assert tally["speaker"] == "Ukrainian Air Force"
    assert {fired["role"]: fired["value"] for fired in tally["fired"]} == {"launched": 30, "intercepted": 24}
    assert all(fired["pattern"]["file"] for fired in tally["fired"])
    assert houses["fired"] == []
    assert [(entry["text"], entry["reason"]) for entry in told["unplaced"]] == [
        ("Six", "counts-things"),
        ("four", "duration"),
    ]
    json.dumps(told)
    text = text_as_text(told, bold=False)
    assert "launched «30 attack drones» overnight" in text
    assert "“four” at 180, duration: how long something took" in text


def test_reasons_are_explained_in_words(published: Settings) -> None:
    reasons = {reason for (reason,) in query(published, "select distinct reason from fct_figures").rows if reason}
    assert reasons <= set(meanings())


def test_what_a_terminal_would_obey_is_written_out() -> None:
    assert marked("a\x1b[2J 12\n\u202eb", 5, [(11, 13)], bold=False) == r"a\x1b[2J «12» \u202eb"
    assert line("one\n two") == "one  two"


def test_overlapping_words_are_marked_once() -> None:
    assert marked("at least 12 drones", 0, [(0, 11), (9, 18), (9, 11)], bold=False) == "«at least 12 drones»"


def test_a_rule_of_no_file_has_no_place() -> None:
    assert pattern_place("no.such.pattern") == {"id": "no.such.pattern", "file": None, "line": None}


def test_the_command_prints_plain_marks_into_a_pipe(published: Settings) -> None:
    attack_id = one(published, "select attack_id from fct_attacks where launched = 30")
    command = [sys.executable, "-c", "from flows.cli import main; main()", "explain", attack_id]
    folders = ["--raw", str(published.raw), "--warehouse", str(published.warehouse)]
    plain = subprocess.run([*command, *folders], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert "«30 attack drones»" in plain
    as_json = subprocess.run([*command, *folders, "--json"], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert json.loads(as_json.stdout)["event"]["launched"] == 30
