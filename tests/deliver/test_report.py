"""The page of a release: its numbers, its gaps, its size, and texts that would be more than text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import cli, releases
from flows.deliver.report import copy, page, words
from flows.deliver.report.data import collect
from flows.errors import EnvironmentFault
from flows.settings import PROJECT, Settings
from tests.deliver.made_up_year import year_of_facts

VENDOR = PROJECT / "vendor"
HOSTILE = "</script><img src=x onerror=alert(1)><!-- & \u2028 \U0001f680 =cmd"


class Parts(HTMLParser):
    """The elements of a page: scripts and styles by their text, table rows by their cells, and every address."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inside: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[tuple[str, str | None], list[str]] = {}
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.policy = ""
        self.rows: dict[str, list[list[str]]] = {}
        self.table = ""
        self.is_in_cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        self.addresses += [str(named[name]) for name in ("src", "href", "action", "data") if name in named]
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = str(named["content"])
        if tag == "table":
            self.table = str(named["id"])
            self.rows[self.table] = []
        if tag == "tr":
            self.rows[self.table].append([])
        if tag in ("td", "th"):
            self.rows[self.table][-1].append("")
            self.is_in_cell = True
        if tag in ("script", "style"):
            self.texts.setdefault((tag, named.get("id")), []).append("")
            self.inside.append((tag, named))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.inside.pop()
        if tag in ("td", "th"):
            self.is_in_cell = False
        if tag == "table":
            self.table = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            tag, named = self.inside[-1]
            self.texts[tag, named.get("id")][-1] += data
        elif self.is_in_cell:
            self.rows[self.table][-1][-1] += data

    @property
    def facts(self) -> dict[str, Any]:
        """The facts as the page's script reads them, each table as rows by their names."""
        found = json.loads(self.texts["script", "facts"][0])
        return {
            name: table if name == "about" else [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
            for name, table in found.items()
        }


def copied(published: Settings, folder: Path, *statements: str) -> tuple[Path, dict[str, Any]]:
    """A copy of the published release with some rows changed."""
    release = releases.required(published)
    shutil.copytree(release.folder, folder)
    with duckdb.connect(str(folder / "sitrep.duckdb")) as connection:
        for statement in statements:
            connection.execute(statement)
    return folder, release.about


def asked(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "sitrep.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def year(published: Settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Parts]:
    """A year of made-up facts and its page."""
    folder, about = year_of_facts(published, tmp_path_factory.mktemp("year") / "release")
    return folder, Parts(page.made_of(folder, about))


@pytest.fixture(scope="module")
def crowded(published: Settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A year with more claims than a page can hold."""
    return year_of_facts(published, tmp_path_factory.mktemp("crowded") / "release", per_day=150)


def test_a_release_has_its_page_and_the_page_is_hashed_with_it(published: Settings) -> None:
    release = releases.required(published)
    text = (release.folder / page.NAME).read_text(encoding="utf-8")
    assert page.NAME in release.about["files"]
    assert releases.damage(release) == []
    assert release.release_id in text
    assert all(credit in text for credit in release.about["credits"])


def test_the_figures_of_a_night_stand_in_the_table_without_script(published: Settings) -> None:
    parts = Parts((releases.required(published).folder / page.NAME).read_text(encoding="utf-8"))
    days = {row[0]: row[1:] for row in parts.rows["t-days"]}
    assert days["2031-03-04"] == ["2", "30", "24", "–", "80 %", "2", "5"]
    assert parts.rows["t-weapons"][1] == ["drone", "2", "30", "24", "–", "80 %"]
    assert ["Kharkiv region", "1", "2", "5"] in parts.rows["t-regions"]
    assert ["March 2031", "Norway", "pledged", "humanitarian", "1", "40"] in parts.rows["t-aid"]
    assert parts.rows["t-pairs"][1][:4] == ["Andrii Sybiha", "met", "Austria", "1"]


def test_a_claim_has_its_words_cut_out_its_speaker_and_its_document(published: Settings) -> None:
    facts = Parts((releases.required(published).folder / page.NAME).read_text(encoding="utf-8")).facts
    (claim,) = (row for row in facts["claims"] if row["claimed_by"] == "Ukrainian Air Force")
    pieces = claim["passages"][0]
    assert [piece[:2] for piece in pieces if isinstance(piece, list)] == [
        ["30 attack drones", "launched"],
        ["24", "destroyed"],
    ]
    sentence = "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces)
    assert sentence.startswith("The Ukrainian Air Force said on Tuesday")
    documents = {row["id"]: row["path"] for row in facts["documents"]}
    assert documents[claim["document_id"]] == "2031-03-04.txt"


def test_the_page_says_what_sql_says(year: tuple[Path, Parts]) -> None:
    folder, parts = year
    facts = parts.facts
    metrics = """
    select sum(launched), sum(destroyed), sum(not_reach_goal), sum(coalesce(killed_best, killed_low)),
        sum(coalesce(injured_best, injured_low)), count(*)
    from fct_attacks"""
    shown = facts["attacks"] + facts["older_attacks"]
    figures = ("launched", "destroyed", "not_reach_goal", "killed_best", "injured_best")
    told = tuple(sum(row[name] or 0 for row in shown) for name in figures)
    assert (*told, sum(row.get("n", 1) for row in shown)) == asked(folder, metrics)[0]
    assert min(row["date"] for row in facts["attacks"]) == "2030-12-06"
    by_month = "select sum(launched) from fct_attacks where event_date between '2030-06-01' and '2030-06-30'"
    june = sum(row["launched"] for row in facts["older_attacks"] if row["date"] == "2030-06-01")
    assert [(june,)] == asked(folder, by_month)
    weapons = """
    select sum(launched) from intermediate.int_attack_weapon_types
    where attack_id in (select attack_id from fct_attacks)"""
    assert [(sum(row["launched"] or 0 for row in facts["weapons"] + facts["older_weapons"]),)] == asked(folder, weapons)


def test_the_page_s_days_are_those_of_the_metrics(published: Settings) -> None:
    folder = releases.required(published).folder
    shown = {row["date"]: row for row in collect(folder, releases.required(published).about).tables["by_day"]}
    daily = "select date_day, metric_id, value from agg_metrics_daily where dimension is null and is_covered"
    names = {"attacks": "n_attacks", "killed": "killed_best", "injured": "injured_best", "interception_rate": None}
    compared = 0
    for day, metric, value in asked(folder, daily):
        if metric in names and day in shown:
            name = names[metric] or metric
            assert float(shown[day][name] or 0) == pytest.approx(float(value or 0))
            compared += 1
    assert compared >= 8


def test_a_day_without_a_digest_is_missing_and_not_zero(year: tuple[Path, Parts]) -> None:
    folder, parts = year
    ((missing,),) = asked(
        folder,
        "select max(date_day) from dim_date where not is_covered and date_day between '2030-12-06' and '2031-03-05'",
    )
    days = {row[0]: row[1:] for row in parts.rows["t-days"]}
    assert days[str(missing)] == ["no digest", *[""] * 6]
    assert days["2031-03-05"][0] == "0"  # a digest that tells of none
    (shown,) = (row for row in parts.facts["days"] if row["date"] == str(missing))
    assert shown["is_covered"] is False
    covered = sum(row["is_covered"] for row in parts.facts["days"])
    ((counted,),) = asked(
        folder, "select count(*) from dim_date where is_covered and date_day between '2030-12-06' and '2031-03-05'"
    )
    assert 0 < covered == counted < len(parts.facts["days"]) == 90


def test_aid_of_different_statuses_is_never_added_up(year: tuple[Path, Parts]) -> None:
    folder, parts = year
    rows = "select donor, cast(month_start as varchar), aid_status, kind, amount_usd from agg_aid_by_month order by all"
    shown = sorted(
        (row["donor"], row["date"], row["aid_status"], row["kind"], row["amount_usd"])
        for row in parts.facts["aid_by_month"]
    )
    assert shown == [(*key, float(amount)) for *key, amount in asked(folder, rows)]
    keys = [tuple(row[:4]) for row in parts.rows["t-aid"]]
    assert len(keys) == len(set(keys))
    assert {row[2] for row in parts.rows["t-aid"][1:]} == {"pledged", "delivered", "disbursed"}
    assert not any("total" in cell.lower() for row in parts.rows["t-aid"] for cell in row)


def test_the_oldest_claims_are_left_out_where_the_file_would_be_too_large(crowded: tuple[Path, dict[str, Any]]) -> None:
    folder, about = crowded
    text = page.made_of(folder, about)
    assert page.MAX_BYTES * 0.9 < len(text.encode()) <= page.MAX_BYTES
    kept = [row["published_date"] for row in Parts(text).facts["claims"]]
    ((held,),) = asked(
        folder, f"select count(*) from fct_claims where published_date >= '{min(kept)}' and event_id is not null"
    )
    assert len(kept) == held > 0  # a day is whole or left out
    assert min(kept) > "2030-12-06"
    assert re.search(r"the [\d,]+ oldest of [\d,]+ claims were left out: there are sentences", text)


def test_days_are_put_together_where_facts_alone_would_be_too_large(crowded: tuple[Path, dict[str, Any]]) -> None:
    folder, about = crowded
    text = page.made_of(folder, about, max_bytes=2_200_000)
    facts = Parts(text).facts
    assert len(text.encode()) <= 2_200_000
    assert facts["about"]["window_days"] < 90
    assert (
        len(facts["attacks"]) + sum(row["n"] for row in facts["older_attacks"])
        == asked(folder, "select count(*) from fct_attacks")[0][0]
    )
    assert "less than the usual 90 days" in text


def test_hostile_words_stay_words(published: Settings, tmp_path: Path) -> None:
    quoted = HOSTILE.replace("'", "''")
    folder, about = copied(
        published,
        tmp_path / "release",
        f"update fct_claims set claimed_by = '{quoted}', headline = '{quoted}'",
        f"update fct_attacks set place_name = '{quoted}', target = '{quoted}'",
        f"update fct_aid set donor = '{quoted}'",
        f"update agg_aid_by_month set donor = '{quoted}'",
        f"update fct_diplomatic_events set source_actor = '{quoted}'",
        f"update dim_source set publisher = '{quoted}', licence = '{quoted}'",
        f"update raw.documents set text = replace(text, 'The Ukrainian Air', '{quoted}')",
    )
    about = {**about, "warnings": [HOSTILE]}
    parts = Parts(page.made_of(folder, about))
    assert "img" not in parts.tags
    assert parts.tags.count("script") == 4
    assert {row["claimed_by"] for row in parts.facts["claims"]} == {HOSTILE}
    assert HOSTILE in [row[1] for row in parts.rows["t-aid"]]
    assert parts.facts["claims"][0]["passages"]


def test_nothing_is_fetched_and_only_the_page_s_own_scripts_may_run(published: Settings) -> None:
    parts = Parts((releases.required(published).folder / page.NAME).read_text(encoding="utf-8"))
    assert [address for address in parts.addresses if not address.startswith("#")] == []
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for kind in ("script", "style")
        for text in parts.texts[kind, None]
    ]
    assert parts.policy.startswith("default-src 'none'; script-src 'sha256-")
    assert re.findall(r"'sha256-[^']+'", parts.policy) == hashes
    assert "unsafe" not in parts.policy


def test_a_release_without_a_dated_document_has_a_page(published: Settings, tmp_path: Path) -> None:
    folder, about = copied(published, tmp_path / "release", "update dim_document set published_precision = 3")
    text = page.made_of(folder, about)
    assert "No digest with a known day is in this release" in text
    assert Parts(text).facts["days"] == []


def test_changes_are_counted_and_named(published: Settings, tmp_path: Path) -> None:
    folder, about = copied(published, tmp_path / "release")
    ((event,),) = asked(folder, "select attack_id from fct_attacks where launched = 30")
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select 'fct_attacks' as mart, ? as event_id, 'revised' as change, null as other_event_id, "
            "'launched' as column_name, '28' as old_value, '30' as new_value, 'news' as because, null as reason) "
            f"to '{folder}/changes.parquet'",
            [event],
        )
    parts = Parts(page.made_of(folder, about))
    assert parts.rows["t-changes"][1] == ["attack, Ukraine, 2031-03-04", "revised", "launched", "28", "30", "news"]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({"killed": (0, 3)}, [["Two", "killed", ""], " of \U0001f680 12 fell."]),
        (
            {"weapons.0.launched": (9, 11), "weapons.0.intercepted": (0, 3)},
            [["Two", "destroyed", ""], " of \U0001f680 ", ["12", "launched", ""], " fell."],
        ),
        ({"killed": (0, 6), "target": (4, 8)}, [["Two of \U0001f680", "killed target", ""], " 12 fell."]),
        ({"killed": (40, 44)}, ["Two of \U0001f680 12 fell."]),
    ],
)
def test_words_are_cut_where_they_are_marked(marks: dict[str, tuple[int, int]], expected: list[Any]) -> None:
    text = "Two of \U0001f680 12 fell."
    fact = json.dumps({"spans": marks, "figures": {}})
    row = {"quote_start": 0, "quote_end": len(text), "id": "a", "fact": fact}
    assert words.with_passages(row, text) == {"id": "a", "passages": [expected]}


def test_a_quote_that_goes_on_and_on_is_cut_around_its_words() -> None:
    text = "word " * 400 + "seven people were hurt " + "more " * 400
    start = text.index("seven")
    fact = {
        "spans": {"injured": (start, start + 5)},
        "figures": {"injured": {"low": 7, "high": None, "qualifier": "at least"}},
    }
    row = {"quote_start": 0, "quote_end": len(text), "fact": json.dumps(fact)}
    (passage,) = words.with_passages(row, text)["passages"]
    assert ["seven", "injured", "at least 7"] in passage
    assert sum(len(piece if isinstance(piece, str) else piece[0]) for piece in passage) < 620
    assert (passage[0], passage[-1][-2:]) == ("… ", " …")


def test_the_command_prints_the_path_or_writes_the_page(
    published: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "page.html"
    made = releases.required(published).folder / page.NAME
    for options in ([], ["--out", str(out)]):
        monkeypatch.setattr("sys.argv", ["sitrep", "report", "--warehouse", str(published.warehouse), *options])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert stopped.value.code == 0
    assert capsys.readouterr().out.splitlines() == [str(published.current / page.NAME), str(out)]
    assert out.read_bytes() == made.read_bytes()


def test_a_release_that_is_older_than_the_page_gets_one_made(published: Settings, tmp_path: Path) -> None:
    settings = Settings(raw=published.raw, warehouse=tmp_path / "warehouse")
    shutil.copytree(published.releases, settings.releases)
    settings.current.symlink_to(f"releases/{releases.required(published).release_id}")
    (settings.current / page.NAME).unlink()
    with pytest.raises(EnvironmentFault, match="is older than that page"):
        copy.path_of_page(settings)
    made = copy.write_page(settings, tmp_path / "made.html")
    assert made.read_bytes() == (releases.required(published).folder / page.NAME).read_bytes()
    with pytest.raises(EnvironmentFault, match="choose another --out"):
        copy.write_page(settings, tmp_path / "nowhere" / "made.html")


def test_what_was_taken_over_is_as_it_was_taken() -> None:
    subprocess.run(["sha256sum", "--check", "--quiet", "files.sha256"], cwd=VENDOR, check=True)
    named = {line.split()[1] for line in (VENDOR / "files.sha256").read_text(encoding="utf-8").splitlines()}
    assert {"echarts.min.js", "echarts.LICENSE", "ukraine-oblasts.json", "ukraine-oblasts.LICENSE"} <= named


def test_the_map_holds_every_unit_of_ukraine_by_its_code(published: Settings) -> None:
    geometry = json.loads((VENDOR / "ukraine-oblasts.json").read_text(encoding="utf-8"))
    codes = sorted(unit["properties"]["name"] for unit in geometry["features"])
    assert [(code,) for code in codes] == asked(
        releases.required(published).folder, "select admin1 from staging.admin1 order by admin1"
    )
    assert {"UA-40", "UA-43"} <= set(codes)
