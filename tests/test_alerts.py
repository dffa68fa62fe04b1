"""Alerts: who is told what, once, of which runs; and that no run fails or waits for long because of them."""

from __future__ import annotations

import dataclasses
import json
import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from flows import alerts, doctor, highest, pipeline, prefect_server, releases, running
from flows.errors import AnotherRun, EnvironmentFault, NotLoaded, ReleaseStopped
from flows.releases import Release
from flows.settings import Settings
from tests.digests import CLEAN_NIGHT, NOTHING, RAID
from tests.receiver import Receiver, receiving
from tests.test_flow import process
from tests.test_releases import make

SECRET = "t0ken5e1b7c"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as started:
        yield started


@pytest.fixture
def alerted(settings: Settings, receiver: Receiver) -> Settings:
    """Settings whose alerts go to the receiver."""
    return dataclasses.replace(settings, alerts=receiver.address(SECRET))


def put(settings: Settings, name: str, text: str) -> None:
    (settings.raw / name).write_text(text, encoding="utf-8")


def run(settings: Settings) -> pipeline.RunSummary:
    return running.run(settings, direct=True)


def fail(problem: Exception) -> pipeline.RunSummary:
    raise problem


def test_nothing_is_sent_by_default_or_of_a_run_that_is_well(settings: Settings, receiver: Receiver) -> None:
    assert Settings(raw=settings.raw, warehouse=settings.warehouse).alerts is None
    with pytest.raises(EnvironmentFault):
        run(settings)
    well = pipeline.RunSummary()
    assert alerts.told(dataclasses.replace(settings, alerts=receiver.address()), lambda: well) is well
    assert receiver.messages == []


def test_a_withheld_release_is_told_with_what_goes_on_serving(alerted: Settings, receiver: Receiver) -> None:
    put(alerted, "2031-03-07.txt", NOTHING)
    with pytest.raises(ReleaseStopped):
        run(alerted)
    (message,) = receiver.messages
    assert (message["title"], message["type"]) == ("Sitrep: the release was withheld", "failure")
    said, warehouse, release, advice = message["message"].splitlines()
    assert said.startswith("validation stopped the release: ")
    assert warehouse == f"Warehouse: {alerted.warehouse} on {os.uname().nodename}"
    assert release == "Release: none goes on serving"
    assert advice == "To do: read the cause; mend the digest or correct its events, then `sitrep run`"


@pytest.mark.parametrize(
    ("problem", "title", "said"),
    [
        (EnvironmentFault("the disk is full"), "a run failed", "the disk is full"),
        (AnotherRun("another run holds it"), "a run found another at work", "another run holds it"),
        (NotLoaded("r1 is published here, but"), "PostgreSQL was not loaded", "r1 is published here, but"),
        (ZeroDivisionError("of a secret"), "a run failed", "internal error: ZeroDivisionError"),
        (EnvironmentFault("bad name \x1b[2J\u202e\nx" + "y" * 900), "a run failed", "bad name \\x1b[2J\\u202e\\nx"),
    ],
)
def test_a_run_that_fails_is_told_in_a_few_plain_lines(
    alerted: Settings, receiver: Receiver, problem: Exception, title: str, said: str
) -> None:
    made = make(alerted, 1)
    with pytest.raises(type(problem)):
        alerts.told(alerted, lambda: fail(problem))
    (message,) = receiver.messages
    lines = message["message"].splitlines()
    assert (message["title"], len(lines)) == (f"Sitrep: {title}", 4)
    assert lines[0].startswith(said)
    assert len(lines[0]) <= 500
    assert f"Release: {made.release_id}" in lines[2]


def test_a_run_that_a_signal_stopped_is_not_told(alerted: Settings, receiver: Receiver) -> None:
    def stop() -> pipeline.RunSummary:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        alerts.told(alerted, stop)
    assert receiver.messages == []


def test_a_source_that_falls_silent_is_told_with_the_release_that_went_out(
    alerted: Settings, receiver: Receiver
) -> None:
    for day in range(1, 6):
        text = RAID.replace("date 2031-03-04", f"date 2031-02-0{day}").replace(" on Tuesday", "")
        put(alerted, f"2031-02-0{day}.txt", text)
    put(alerted, "2031-02-06.txt", NOTHING.replace("2031-03-07", "2031-02-06"))
    release = run(alerted).release
    (message,) = receiver.messages
    assert (message["title"], message["type"]) == ("Sitrep: a source has fallen silent", "warning")
    lines = message["message"].splitlines()
    assert "0.0 claims per document on 2031-02-06" in lines[0]
    assert lines[2] == f"Release: {release.release_id} is current"


def test_a_receiver_that_is_down_costs_a_line_and_not_the_run(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    down = dataclasses.replace(settings, alerts=f"json://user:{SECRET}@127.0.0.1:9/{SECRET}, nonsense://{SECRET}")
    with pytest.raises(EnvironmentFault, match="the disk"):
        alerts.told(down, lambda: fail(EnvironmentFault("the disk")))
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        "sitrep: the alert was not delivered (1 addresses are of no kind that is known; no answer from JSON); "
        "look at SITREP_ALERTS\n"
    )


def test_a_receiver_that_never_finishes_is_not_waited_for(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "SECONDS", 2)
    with receiving(delay=8) as slow, receiving() as quick:
        both = dataclasses.replace(settings, alerts=f"{slow.address()} {quick.address()}")
        started = time.monotonic()
        with pytest.raises(EnvironmentFault):
            alerts.told(both, lambda: fail(EnvironmentFault("the disk")))
        assert time.monotonic() - started < 6
        assert len(quick.messages) == 1
    assert "no answer from JSON" in capsys.readouterr().err


FIRST = date(2031, 1, 1)


def with_days(
    settings: Settings, release_id: str, figures: list[int], *, because: str = "news", of_month: int = 0
) -> Release:
    """A release whose days had so many people killed, one day after the other; the last day's attack has changed."""
    folder = settings.releases / release_id
    folder.mkdir(parents=True)
    about = {"rows": {"agg_metrics_daily": len(figures)}}
    (folder / "release.json").write_text(json.dumps(about), encoding="utf-8")
    release = Release(release_id, folder, about)
    last = FIRST + timedelta(days=len(figures) - 1)
    with duckdb.connect(str(release.database)) as connection:
        connection.execute("create schema staging")
        connection.execute("create table staging.metrics as select 'killed' as metric_id, 'Killed' as name")
        connection.execute("create table fct_attacks as select 'a1' as attack_id, ?::date as event_date", [last])
        connection.execute(
            "create table agg_metrics_daily as select 'killed' as metric_id, 1 as version, "
            "?::date + range::integer as date_day, 1 as n_events, if(range = ?, ?, 0) as n_events_of_month, "
            "?[range + 1]::decimal(38,2) as numerator from range(?)",
            [FIRST, len(figures) - 1, of_month, figures, len(figures)],
        )
        changes = folder / "changes.parquet"
        connection.execute(f"copy (select 'a1' as event_id, '{because}' as because) to '{changes}'")
    return release


MONTH = [3, 9, 4] * 10


@pytest.mark.parametrize(
    ("before", "now", "changed", "told"),
    [
        (MONTH, [*MONTH, 12], {}, ["Killed on 2031-01-31: 12, the highest of all days that were reported (next: 9)"]),
        (MONTH, [*MONTH, 12], {"because": "news and reader"}, ["Killed on 2031-01-31: 12"]),
        (MONTH, [*MONTH, 12], {"because": "reader"}, []),  # the same words, read otherwise
        (MONTH, [*MONTH, 12], {"of_month": 1}, []),  # a month's toll that stands on a day
        (MONTH, [*MONTH, 9], {}, []),  # as high as a day before
        ([*MONTH, 12], [*MONTH, 12], {}, []),  # told by the release before
        ([*MONTH, 10], [*MONTH, 12], {}, ["Killed on 2031-01-31: 12"]),  # the toll has risen since
        (MONTH[1:], [*MONTH[1:], 12], {}, []),  # 29 days are too few to call one the highest
    ],
)
def test_a_record_figure_is_told_once_and_when_news_tell_it(
    settings: Settings, before: list[int], now: list[int], changed: dict[str, object], told: list[str]
) -> None:
    with_days(settings, "20310201T050000000Z", before)
    release = with_days(settings, "20310202T050000000Z", now, **changed)
    found = highest.new_highs(settings, release)
    assert [sentence[: len(told[0])] for sentence in found] == told if told else found == []


def test_the_first_release_has_nothing_to_be_above(settings: Settings) -> None:
    assert highest.new_highs(settings, with_days(settings, "20310202T050000000Z", [*MONTH, 12])) == []


@pytest.mark.slow
def test_a_record_night_is_told_from_its_digest(alerted: Settings, receiver: Receiver) -> None:
    for number in range(31):
        day = date(2031, 1, 1) + timedelta(days=number)
        put(alerted, f"{day}.txt", CLEAN_NIGHT.replace("2031-03-06", str(day)).replace(" on Thursday", ""))
    run(alerted)
    assert receiver.messages == []
    record_night = CLEAN_NIGHT.replace("2031-03-06", "2031-02-01").replace(" on Thursday", "").replace("12", "90")
    put(alerted, "2031-02-01.txt", record_night)
    release = run(alerted).release
    (message,) = receiver.messages
    assert (message["title"], message["type"]) == ("Sitrep: a day above all before", "info")
    lines = message["message"].splitlines()
    assert lines[0] == "Drones launched on 2031-02-01: 90, the highest of all days that were reported (next: 12)"
    assert lines[2] == f"Release: {release.release_id} is current"


@pytest.mark.slow
def test_a_run_through_prefect_tells_once_and_keeps_the_address_to_itself(
    settings: Settings, receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_ALERTS", receiver.address(SECRET))
    put(settings, "2031-03-07.txt", NOTHING)
    with prefect_server.temporary_server(settings) as server:
        server.wait()
        ran = process(settings, "-c", "from flows.cli import main; main()", "run", url=server.url)
        assert (ran.returncode, len(ran.stderr.splitlines())) == (20, 1)
        assert len(receiver.messages) == 1
        assert releases.current(settings) is None
        # As the runner of a schedule starts it.
        ran = process(settings, "-c", "from flows.daily import daily; daily()", url=server.url)
    assert ran.returncode == 1
    assert len(receiver.messages) == 2
    holding = [
        path for path in settings.warehouse.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()
    ]
    assert (holding, SECRET in ran.stdout + ran.stderr) == ([], False)


def test_the_doctor_names_kinds_and_no_address(settings: Settings) -> None:
    def found(written: str | None) -> tuple[str, str]:
        examined = doctor.examine(dataclasses.replace(settings, alerts=written))
        return next((item.state, item.sentence) for item in examined if item.what == "alerts")

    assert found(None) == ("ok", "no receiver is set, nothing is sent")
    state, sentence = found(f"json://127.0.0.1/{SECRET}, ntfy://{SECRET}")
    assert (state, sentence.startswith("2 receivers set (JSON, ntfy)")) == ("ok", True)
    assert found(f"nonsense://{SECRET}") == ("warning", "1 addresses in SITREP_ALERTS are of no kind that is known")
