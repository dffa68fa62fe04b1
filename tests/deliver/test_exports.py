"""Exports: the same values in every format, text that stays text, and never half a file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest

from flows import pipeline, releases
from flows.commands.exports import export as command
from flows.deliver.dictionary import Column, Dictionary
from flows.deliver.exports import csv_files, xlsx_file
from flows.deliver.exports.export import export, export_dashboard
from flows.deliver.exports.selection import EVENT_COLUMNS, LEFT_OUT, QUOTES, Selection, Table
from flows.errors import EnvironmentFault
from flows.progress import Progress
from flows.releases import Release
from flows.settings import Settings
from flows.steps import PLAIN
from tests.digests import RAID

LONG = (
    "Three people were killed and eight were injured in Sumy when a missile struck a street beside the river, said the"
    " regional governor, who spoke to reporters in front of the old theatre, where the windows had been broken by the"
    " blast, where volunteers were handing out tea and blankets to the people of the quarter, and where the first"
    " glaziers had begun to measure the frames before the morning was over."
)
HOSTILE = f""" date 2031-03-09 =2+5 drones reported at night

=2+5 is what they write: Russia launched 31 attack drones overnight and 24 of them were shot down, the Ukrainian Air\
 Force said on Sunday.

@SUM(A1:A9) Two people were killed and five were injured in Kharkiv, the regional governor said.

{LONG}

-1 Norway pays for <b>heating</b> & water

+1 Norway will provide $41 million in humanitarian aid to Ukraine, the Norwegian government announced on Sunday.
"""
SOURCE = "publisher: =cmd|' /C calc'!A0\naddress: ''\nlicence: CC BY 4.0\nlanguage: en\n"
MAX_QUOTE = 300  # characters, as docs/exports.md promises
Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, str]:
    """A warehouse with two releases, the later one with a digest of texts that mean harm; and the first one's id."""
    folder = tmp_path_factory.mktemp("exported")
    made = Settings(raw=folder / "raw", warehouse=folder / "warehouse")
    for name, source, text in (("2031-03-04", "calm", RAID), ("2031-03-09", "sly", HOSTILE)):
        path = made.raw / source / "2031" / f"{name}.txt"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        (made.raw / source / "source.yml").write_text(SOURCE if source == "sly" else "publisher: Calm\n")
        pipeline.run(made, stages=PLAIN, progress=Progress())
    later, first = releases.published(made)
    assert releases.required(made).release_id == later.name
    return made, first.name


@pytest.fixture
def settings(twice: tuple[Settings, str]) -> Settings:
    return twice[0]


@pytest.fixture
def ask(settings: Settings) -> Iterator[Ask]:
    """Ask the release: ask(query, *parameters)."""
    with duckdb.connect(str(releases.required(settings).database), read_only=True) as connection:
        yield lambda query, *parameters: connection.execute(query, list(parameters)).fetchall()


def of_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def in_csv(value: Any) -> str:
    """How a value of SQL must stand in CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str) and value[:1] in set("=+-@\t\r\n"):
        return "'" + value
    return str(value)


def test_csv_has_the_values_of_sql(settings: Settings, ask: Ask, tmp_path: Path) -> None:
    export(settings, "csv", tmp_path / "out")
    tables = [name for (name,) in ask("select table_name from duckdb_tables() where schema_name = 'main'")]
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {f"{name}.csv" for name in {*tables, "columns", "metrics"} - {"release"}} | {"about.txt"}
    for name in sorted({*tables} - {"release", *QUOTES}):
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            _, *lines = csv.reader(handle)
        assert lines == [[in_csv(value) for value in row] for row in ask(f"from {name}")], name


def test_csv_is_what_the_rfc_and_data_frames_expect(settings: Settings, ask: Ask, tmp_path: Path) -> None:
    export(settings, "csv", tmp_path / "out.zip", marts=["fct_attacks", "dim_place"])
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        names = {"about.txt", "columns.csv", "metrics.csv", "fct_attacks.csv", "dim_place.csv"}
        assert set(archive.namelist()) == names
        attacks = archive.read("fct_attacks.csv")
        assert attacks.count(b"\r\n") == attacks.count(b"\n") == len(ask("from fct_attacks")) + 1
        frame = pd.read_csv(io.BytesIO(attacks))
        places = pd.read_csv(archive.open("dim_place.csv"), keep_default_na=False, na_values=[""])
    assert [(int(frame["launched"].sum()),)] == ask("select sum(launched)::int from fct_attacks where launched > 0")
    assert frame["is_disputed"].dtype == bool
    ((west, east),) = ask("select min(longitude), max(longitude) from dim_place")
    assert west < 0
    assert (places["longitude"].min(), places["longitude"].max()) == (west, east)  # a negative number is no formula


def test_text_that_would_run_stays_text(settings: Settings, ask: Ask, tmp_path: Path) -> None:
    sly = sorted(quote for (quote,) in ask("select quote from fct_claims where quote[1] in ('=', '+', '@')"))
    assert [quote[0] for quote in sly] == ["+", "+", "=", "@"]
    export(settings, "csv", tmp_path / "csv")
    assert {f"'{quote}" for quote in sly} <= {row["quote"] for row in of_csv(tmp_path / "csv" / "fct_claims.csv")}
    cells = [cell for path in (tmp_path / "csv").glob("*.csv") for row in of_csv(path) for cell in row.values()]
    numbers = [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    assert numbers
    assert all(float(cell) < 0 for cell in numbers)
    assert "'=cmd|' /C calc'!A0" in {row["publisher"] for row in of_csv(tmp_path / "csv" / "dim_source.csv")}

    export(settings, "xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    found = {cell.value: cell for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {cell.data_type for cell in found.values()} <= {"s", "n", "d", "b", "inlineStr"}  # and no formula
    for quote in [*sly, "=cmd|' /C calc'!A0"]:
        assert (found[quote].data_type, found[quote].quotePrefix) == ("s", True)

    export(settings, "geojson", tmp_path / "out.geojson")
    features = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"]
    assert {quote for quote in sly if quote[0] in "=@"} <= {feature["properties"]["quote"] for feature in features}


def test_xlsx_has_the_values_of_sql_and_explains_itself(settings: Settings, ask: Ask, tmp_path: Path) -> None:
    export(settings, "xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames[:3] == ["about", "columns", "metrics"]
    about = dict(row for row in book["about"].iter_rows(min_row=2, values_only=True))
    release = releases.required(settings)
    assert about["release_id"] == release.release_id
    assert f"accessed on {datetime.now(UTC):%Y-%m-%d}" in about["how_to_cite"]
    assert about["credits"].startswith("Places: GeoNames, CC BY 4.0")
    assert about["licences"] == "=cmd|' /C calc'!A0: CC BY 4.0; Calm: not stated"
    explained = {row[:2]: row[3] for row in book["columns"].iter_rows(min_row=2, values_only=True)}
    assert explained["fct_attacks", "launched"] == "Weapons launched, all types together."
    assert all(row[5].startswith("Not ") for row in book["metrics"].iter_rows(min_row=2, values_only=True))
    for name in sorted(set(book.sheetnames) - {"about", "columns", "metrics", *QUOTES}):
        _, *lines = book[name].iter_rows(values_only=True)
        told = [[_in_excel(value) for value in row] for row in ask(f"from {name}")]
        assert [[_in_excel(value) for value in line] for line in lines] == told, name


def _in_excel(value: Any) -> Any:
    """A value as openpyxl gives it: days as times, every number as the same number, an empty text as none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return float(value)
    return None if value == "" else value


def test_parquet_is_a_copy_that_names_its_release(settings: Settings, ask: Ask, tmp_path: Path) -> None:
    export(settings, "parquet", tmp_path / "out")
    for path in sorted((tmp_path / "out").glob("*.parquet")):
        if path.stem not in QUOTES:
            assert ask(f"select * from read_parquet('{path}')") == ask(f"from {path.stem}"), path
    told = dict(
        ask("select key::varchar, value from parquet_kv_metadata(?)", str(tmp_path / "out" / "fct_aid.parquet"))
    )
    assert told["release_id"].decode() == releases.required(settings).release_id
    assert told["how_to_cite"].decode().startswith("Sitrep, release ")
    assert (tmp_path / "out" / "about.txt").read_text(encoding="utf-8").startswith("release id: ")


def test_geojson_has_every_attack_as_a_point_or_without_one(settings: Settings, ask: Ask, tmp_path: Path) -> None:
    export(settings, "geojson", tmp_path / "out.geojson")
    told = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    assert told["type"] == "FeatureCollection"
    assert told["about"]["release_id"] == releases.required(settings).release_id
    columns = "attack_id, longitude, latitude, launched, killed_best, event_date::varchar"
    expected = [
        (key, None if x is None else {"type": "Point", "coordinates": [x, y]}, launched, killed, day)
        for key, x, y, launched, killed, day in ask(f"select {columns} from fct_attacks order by event_date, attack_id")
    ]
    assert [
        (f["id"], f["geometry"], *(f["properties"][name] for name in ("launched", "killed_best", "event_date")))
        for f in told["features"]
    ] == expected
    assert {geometry is None for _, geometry, *_ in expected} == {True, False}
    names = set(told["features"][0]["properties"])
    assert names == set(told["columns"]) - {"latitude", "longitude"}
    with pytest.raises(EnvironmentFault, match="geojson is made of fct_attacks alone"):
        export(settings, "geojson", tmp_path / "other.geojson", marts=["fct_attacks", "fct_aid"])


def test_quotes_are_cut_to_a_sentence_with_their_licence_beside(settings: Settings, ask: Ask, tmp_path: Path) -> None:
    export(settings, "csv", tmp_path / "out")
    claims = {row["claim_id"]: row for row in of_csv(tmp_path / "out" / "fct_claims.csv")}
    ((claim_id,),) = ask("select claim_id from fct_claims where quote = ?", LONG)
    cut = claims[claim_id]["quote"]
    assert len(cut) <= MAX_QUOTE < len(LONG)
    assert LONG.startswith(cut.removesuffix("…") + " ")
    assert claims[claim_id]["quote_licence"] == "CC BY 4.0"
    header = (tmp_path / "out" / "fct_claims.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "quote,quote_licence," in header
    notes = {row["event_id_cnty"]: row for row in of_csv(tmp_path / "out" / "acled_events.csv")}
    assert (notes[claim_id]["notes"], notes[claim_id]["notes_licence"]) == (cut, "CC BY 4.0")


def test_no_cell_of_an_export_holds_more_of_a_text_than_a_quote(settings: Settings, ask: Ask, tmp_path: Path) -> None:
    export(settings, "csv", tmp_path / "out")
    texts = " ".join(text for (text,) in ask("select text from staging.stg_documents"))
    cells = [cell for path in (tmp_path / "out").glob("*.csv") for row in of_csv(path) for cell in row.values()]
    assert [cell for cell in cells if len(cell) > MAX_QUOTE and cell in texts] == []
    assert LONG in texts
    assert [cell for cell in cells if LONG[:200] in cell and len(cell) > MAX_QUOTE] == []


@pytest.mark.parametrize("by", ["release", "day"])
def test_since_gives_what_was_told_or_changed_since(
    twice: tuple[Settings, str], ask: Ask, tmp_path: Path, by: str
) -> None:
    settings, first = twice
    export(settings, "csv", tmp_path / "out", since=first if by == "release" else "2031-03-05")
    new = ask(
        "select attack_id from fct_attacks where last_reported_date >= '2031-03-05' order by event_date, attack_id"
    )
    assert [(row["attack_id"],) for row in of_csv(tmp_path / "out" / "fct_attacks.csv")] == new
    assert 0 < len(new) < len(ask("from fct_attacks"))
    for table, key in EVENT_COLUMNS.items():
        told = {row[key] for row in of_csv(tmp_path / "out" / f"{table}.csv")}
        since = "select claim_id from fct_claims where published_date >= '2031-03-05'"
        assert told <= {claim_id for (claim_id,) in ask(since)}, table
    assert len(of_csv(tmp_path / "out" / "dim_place.csv")) == len(ask("from dim_place"))
    assert (
        f"holds: since {first if by == 'release' else '2031-03-05'}: " in (tmp_path / "out" / "about.txt").read_text()
    )


def test_what_is_filtered_and_cut_exists(settings: Settings, ask: Ask) -> None:
    columns = set(ask("select table_name, column_name from duckdb_columns() where schema_name = 'main'"))
    assert {*EVENT_COLUMNS.items(), *QUOTES.items(), *LEFT_OUT} <= columns
    for table, key in EVENT_COLUMNS.items():
        assert ask(f"select {key} from {table} where {key} not in (select claim_id from fct_claims)") == []


def test_a_long_table_goes_on_in_another_sheet(
    settings: Settings, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "MAX_ROWS", 200)
    export(settings, "xlsx", tmp_path / "out.xlsx", marts=["dim_date"])
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["about", "columns", "metrics", "dim_date", "dim_date (2)"]
    days = [row[0].date() for name in book.sheetnames[3:] for row in book[name].iter_rows(min_row=2, values_only=True)]
    assert [(day,) for day in days] == ask("select date_day from dim_date order by all")


def test_a_failure_leaves_the_old_file_and_nothing_else(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.xlsx").write_text("old")
    monkeypatch.setattr(xlsx_file, "MAX_CHARACTERS", 250)
    with pytest.raises(EnvironmentFault, match=r"a text of .* characters, and Excel holds 250"):
        export(settings, "xlsx", tmp_path / "out.xlsx")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(csv_files, "write_csv", full)
    for name in ("out", "out.zip"):
        with pytest.raises(EnvironmentFault, match=r"could not be written: .*No space left"):
            export(settings, "csv", tmp_path / name)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.xlsx", "old")]


def test_a_file_is_replaced_and_a_folder_is_not(settings: Settings, tmp_path: Path) -> None:
    for _ in range(2):
        export(settings, "csv", tmp_path / "out.zip", marts=["fct_aid"])
    export(settings, "parquet", tmp_path / "out", marts=["fct_aid"])
    with pytest.raises(EnvironmentFault, match="is there already and is not an empty folder"):
        export(settings, "parquet", tmp_path / "out", marts=["fct_aid"])
    assert {path.name for path in tmp_path.iterdir()} == {"out", "out.zip"}


@pytest.mark.parametrize(
    ("file_format", "out", "options", "said"),
    [
        ("ods", "x.ods", {}, "there is no format ods; choose one of csv, xlsx, parquet, geojson"),
        ("csv", "x.csv", {}, "csv wants a folder or a name that ends in .zip"),
        ("xlsx", "x.xls", {}, "xlsx wants a name that ends in .xlsx"),
        ("xlsx", "none/x.xlsx", {}, "there is no folder .*none; make it first"),
        ("csv", "x", {"marts": ["fct_nothing"]}, "--mart fct_nothing: the release has no such table"),
        ("csv", "x", {"since": "2031-02-30"}, "--since 2031-02-30: there is no such day"),
        ("csv", "x", {"since": "20310101T000000000Z"}, "no release of that id is kept"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    settings: Settings, tmp_path: Path, file_format: str, out: str, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(EnvironmentFault, match=said):
        export(settings, file_format, tmp_path / out, **options)
    assert list(tmp_path.iterdir()) == []


def test_an_export_leaves_the_release_as_it_was(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command("geojson", tmp_path / "a.json", since="2031-03-05", warehouse=settings.warehouse)
    release = releases.required(settings)
    assert f"a.json: release {release.release_id}, since 2031-03-05" in capsys.readouterr().out
    assert releases.damage(release) == []


def test_values_that_a_format_finds_hard(tmp_path: Path) -> None:
    """Control characters, Excel's own escapes, markup, days before 1900, decimals near nought."""
    hard = ["\x01bell", "_x0041_", "</t><f>1+1</f>", "\t=1+1", "＝1+1", "http://example.org", "007", 'a,"b"\r\nc']
    with duckdb.connect() as connection:
        connection.execute("create table dim_source as select 'P' as publisher, 'p' as source_id, null as licence")
        connection.execute("create table t (told varchar, day date, rate decimal(18, 8))")
        rows = [(text, date(1854, 3, 28), Decimal("0.00000000")) for text in hard]
        connection.executemany("insert into t values (?, ?, ?)", rows)
        about = {"published_at": "2031-03-05T00:00:00", "schema_version": "2.0", "credits": []}
        columns = [Column("t", name, "varchar", "A column.") for name in ("told", "day", "rate")]
        selection = Selection(
            Release("r", tmp_path, about),
            connection,
            Dictionary({"t": "One row."}, columns, [{"metric_id": "none"}]),
            [Table("t", columns, "from t")],
            "all",
        )
        xlsx_file.write(selection, tmp_path / "t.xlsx")
        csv_files.write(selection, tmp_path / "t")
    lines = list(openpyxl.load_workbook(tmp_path / "t.xlsx")["t"].iter_rows(min_row=2, values_only=True))
    read = [openpyxl.utils.escape.unescape(told) for told, *_ in lines]
    assert [told.replace("\r\n", "\n") for told in read] == [told.replace("\r\n", "\n") for told in hard]
    assert {tuple(rest) for _, *rest in lines} == {("1854-03-28", 0)}
    told = of_csv(tmp_path / "t" / "t.csv")
    assert [row["told"] for row in told] == [*hard[:3], "'\t=1+1", "'＝1+1", *hard[5:]]
    assert {(row["day"], row["rate"]) for row in told} == {("1854-03-28", "0.00000000")}


def test_a_dashboard_names_the_folder_that_superset_sees(published: Settings, tmp_path: Path) -> None:
    out = tmp_path / "sitrep.zip"
    assert export_dashboard(published, out, root=Path("/srv/sitrep")) == f"{out}: a dashboard that reads /srv/sitrep"
    with zipfile.ZipFile(out) as bundle:
        database = bundle.read("sitrep/databases/Sitrep.yaml").decode()
    assert "sqlalchemy_uri: duckdb:////srv/sitrep/current/sitrep.duckdb\n" in database
    with pytest.raises(EnvironmentFault, match=r"superset wants a name that ends in \.zip"):
        export_dashboard(published, tmp_path / "sitrep")
    with pytest.raises(EnvironmentFault, match=r"no release in .* yet"):
        export_dashboard(Settings(raw=tmp_path, warehouse=tmp_path), out)
