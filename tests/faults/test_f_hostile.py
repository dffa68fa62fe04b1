"""Section F: text that is hostile stays text in every place that it reaches."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

import pytest

from flows import releases
from flows.deliver.query import Answer, as_csv
from flows.errors import HELD
from flows.settings import PROJECT
from flows.terminal import printable
from tests.faults.conftest import Faults, sitrep
from tests.faults.payloads import ALL, FIRST, PAYLOADS

BANNED = r"\b(?:pickle|eval|exec|os\.system|shell=True|read_pickle|to_html)\b|yaml\.(?:unsafe|full)_load"
SHOWN = {
    "query": ("query", "select quote, headline from fct_claims"),
    "status": ("status",),
    "review": ("review",),
    "changes": ("changes",),
    "validate": ("validate",),
    "releases": ("releases",),
    "quarantine": ("quarantine", "list"),
}


def quoted(hostile: Faults) -> str:
    """All that the release quotes."""
    return "\n".join(quote for (quote,) in hostile.query("select quote from fct_claims order by quote"))


def test_there_are_a_hundred_payloads() -> None:
    assert len(set(ALL)) == 100


def test_72_every_payload_is_stored_as_it_was_delivered_and_no_table_is_changed(hostile: Faults) -> None:
    assert hostile.ran.returncode == HELD, hostile.ran.stderr
    text = "\n".join(text for (text,) in hostile.query("select text from raw.documents"))
    assert [payload for payload in ALL if payload not in text] == []
    found = quoted(hostile)
    assert sum(payload in found for payload in ALL) > 90, "most stand in the quote of a claim"
    ((documents,),) = hostile.query("select count(*) from dim_document")
    assert documents == 10
    launched = {count for (count,) in hostile.query("select launched from fct_attacks where launched is not null")}
    held = {FIRST + number for number in range(9, 100, 10)}
    assert not launched & held
    assert len(launched & set(range(FIRST, FIRST + 100))) > 80
    names = {name for (name,) in hostile.query("select table_name from duckdb_tables() where schema_name = 'main'")}
    assert names == {path.stem for path in (PROJECT / "dbt_project" / "models" / "marts").glob("*.sql")} | {"release"}


def test_73_nothing_is_evaluated(hostile: Faults) -> None:
    found = quoted(hostile)
    assert "{{ 7*7 }}" in found
    assert "49" not in re.findall(r"raid \d+ (\d+) and", found)
    owned = [path for path in (hostile.settings.raw.parent, PROJECT, Path("/tmp")) if list(path.glob("sitrep-owned*"))]
    assert owned == []
    (path,) = {path.split("/")[0] for (path,) in hostile.query("select path from dim_document")}
    assert path == "h'<b>{{ 7*7 }}"


def test_74_the_page_of_the_tables_holds_no_text_of_a_digest(hostile: Faults) -> None:
    """It is made of the models alone; nothing delivered can reach it, so nothing has to be escaped there."""
    page = (releases.required(hostile.settings).folder / "docs.html").read_text(encoding="utf-8")
    assert "window.owned" not in page
    assert "evil.example" not in page


def test_74_and_76_prefect_is_shown_counts_and_findings_with_nothing_live_in_them(hostile: Faults) -> None:
    with sqlite3.connect(hostile.settings.prefect_home / "prefect.db") as database:
        artifacts = database.execute("select type, data, description from artifact").fetchall()
        logged = " ".join(text for (text,) in database.execute("select message from log").fetchall())
    assert {kind for kind, *_ in artifacts} == {"table", "markdown"}
    told = json.dumps(artifacts) + logged
    for payload in (*PAYLOADS["html"], *PAYLOADS["markdown"], *PAYLOADS["terminal"]):
        assert payload not in told, payload


def test_75_cells_that_a_spreadsheet_would_run_are_neutralised(hostile: Faults) -> None:
    answer = sitrep(
        hostile.settings, "query", "select path, quote from fct_claims join dim_document using (document_id)", "--csv"
    )
    rows = list(csv.reader(io.StringIO(answer.stdout)))
    assert len(rows) > 80
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    told = list(csv.reader(io.StringIO(as_csv(Answer("r", ["x"], [(text,) for text in ALL])))))
    assert len(told) == len(ALL) + 1
    assert [cell for (cell,) in told[1:] if cell[:1] in "=+-@\t\r\n＝＋－＠"] == []


@pytest.mark.parametrize("command", SHOWN)
def test_77_no_command_sends_a_terminal_what_it_would_obey(hostile: Faults, command: str) -> None:
    shown = sitrep(hostile.settings, *SHOWN[command])
    assert [sign for sign in shown.stdout + shown.stderr if not sign.isprintable() and sign != "\n"] == []
    if command == "query":
        assert printable(PAYLOADS["terminal"][0]) in shown.stdout


@pytest.mark.parametrize("command", ["status", "review", "changes", "validate"])
def test_77_answers_for_programs_are_whole_json(hostile: Faults, command: str) -> None:
    shown = sitrep(hostile.settings, command, "--json").stdout
    json.loads(shown)
    assert "\x1b" not in shown


def test_77_explained_claims_keep_their_words_and_obey_nothing(hostile: Faults) -> None:
    words = PAYLOADS["terminal"][0]
    turned = "select event_id from fct_claims where contains(quote, chr(27) || '[2J') and fact_type = 'attack'"
    event_id = hostile.query(turned)[0][0]
    shown = sitrep(hostile.settings, "explain", event_id).stdout
    assert [sign for sign in shown if not sign.isprintable() and sign != "\n"] == []
    assert printable(words) in shown
    told = json.loads(sitrep(hostile.settings, "explain", event_id, "--json").stdout)
    assert any(words in claim["quote"] for claim in told["claims"])


def test_75_a_long_query_answers_with_its_rows_alone(hostile: Faults) -> None:
    slow = "select count(*) as n from range(200000) a, range(150000) b"  # over the two seconds of the progress bar
    assert sitrep(hostile.settings, "query", slow, "--csv").stdout == "n\n30000000000\n"


def test_79_source_file_that_grows_in_memory_is_not_followed(faults: Faults) -> None:
    row = faults.rows["f79-yaml/2031-03-08.txt"]
    assert (row["state"], row["publisher"]) == ("loaded", None)


def test_80_words_to_a_model_are_words(hostile: Faults) -> None:
    found = quoted(hostile)
    assert all(payload in found for payload in PAYLOADS["talk"])


def test_81_nothing_in_the_code_runs_what_it_reads() -> None:
    for path in (PROJECT / "flows").rglob("*.py"):
        assert not re.search(BANNED, path.read_text(encoding="utf-8")), path
