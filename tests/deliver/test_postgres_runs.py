"""A run with PostgreSQL behind it: what is published, what is loaded, which exit code, and that no secret gets out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from flows import prefect_server, releases
from flows.settings import Settings
from tests.deliver.conftest import CANARY, Server
from tests.digests import CLEAN_NIGHT, RAID
from tests.receiver import receiving
from tests.test_flow import process

pytestmark = pytest.mark.slow
NIGHTS = "select launched from sitrep.fct_attacks where launched is not null order by 1"
Sitrep = Callable[..., tuple[int, str, str]]


def put(settings: Settings, name: str, text: str) -> None:
    (settings.raw / name).write_text(text, encoding="utf-8")


@pytest.fixture
def sitrep(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Sitrep:
    """The command line with some environment: exit code, standard output, standard error."""

    def call(*arguments: str, **environment: str) -> tuple[int, str, str]:
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            ran = process(settings, "-c", "from flows.cli import main; main()", *arguments)
        return ran.returncode, ran.stdout, ran.stderr

    return call


def leaks(folder: Path, *told: str) -> list[str]:
    """Where the password stands, in what was told and in every file."""
    files = [str(path) for path in folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    return files + [text for text in told if CANARY in text]


def test_a_run_loads_what_it_publishes_and_a_later_one_what_was_missed(
    settings: Settings, postgres: Server, database: str, sitrep: Sitrep
) -> None:
    url = postgres.url(database)
    with postgres.owner(database) as owner:
        owner.execute("create role sitrep_reader nologin")
        put(settings, "2031-03-04.txt", RAID)
        code, _, err = sitrep("run", "--direct", "--postgres", url)
        assert (code, err) == (0, "")
        assert owner.execute(NIGHTS).fetchall() == [(30,)]

        put(settings, "2031-03-06.txt", CLEAN_NIGHT)
        gone = f"postgresql://loader:{CANARY}@127.0.0.1:9/x"
        with receiving() as receiver:
            code, out, err = sitrep("run", "--direct", SITREP_POSTGRES_URL=gone, SITREP_ALERTS=receiver.address())
        release = releases.required(settings)
        assert (code, err.count("\n")) == (15, 1)
        assert err.startswith(f"sitrep: {release.release_id} is published here, but PostgreSQL was not loaded: conn")
        assert f"release    {release.release_id}" in out
        assert release.about["counts"]["documents"] == 2
        assert owner.execute(NIGHTS).fetchall() == [(30,)]
        (message,) = receiver.messages
        assert (message["title"], message["type"]) == ("Sitrep: PostgreSQL was not loaded", "warning")

        code, out, _ = sitrep("run", "--direct", "--json", SITREP_POSTGRES_URL=gone)
        assert (code, json.loads(out)["exit_code"], json.loads(out)["nothing_new"]) == (15, 15, True)
        code, out, err = sitrep("run", SITREP_POSTGRES_URL=url)  # nothing is new, and so no server is started
        assert (code, out.startswith("Nothing new"), err) == (0, True, "")
        assert owner.execute(NIGHTS).fetchall() == [(12,), (30,)]
        assert leaks(settings.warehouse, out, err, json.dumps(message)) == []


def test_postgres_follows_a_rollback_when_it_is_told_to(
    settings: Settings, postgres: Server, database: str, sitrep: Sitrep
) -> None:
    url = postgres.url(database)
    with postgres.owner(database) as owner:
        owner.execute("create role sitrep_reader nologin")
        assert sitrep("postgres")[0] == 40
        assert sitrep("postgres", "--postgres", url)[2].startswith("sitrep: no release in")
        put(settings, "2031-03-04.txt", RAID)
        sitrep("run", "--direct")
        first = releases.required(settings).release_id
        put(settings, "2031-03-06.txt", CLEAN_NIGHT)
        sitrep("run", "--direct", SITREP_POSTGRES_URL=url)
        sitrep("rollback")
        code, out, err = sitrep("postgres", SITREP_POSTGRES_URL=url)
        assert (code, out, err) == (0, f"PostgreSQL holds release {first} now, in the schema sitrep\n", "")
        assert owner.execute(NIGHTS).fetchall() == [(30,)]
        told = sitrep("doctor", SITREP_POSTGRES_URL=url)[1]
        assert f"postgres     answers, holds release {first}" in told
        told += sitrep("doctor", SITREP_POSTGRES_URL=url.replace(CANARY, f"{CANARY}x"))[1]
        assert "password authentication failed" in told
        assert leaks(settings.warehouse, told) == []


def test_a_flow_loads_too_and_prefect_never_learns_the_password(
    settings: Settings, postgres: Server, database: str, sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_SERVER_EPHEMERAL_ENABLED", "false")  # no server but the one that the run starts
    with postgres.owner(database) as owner:
        owner.execute("create role sitrep_reader nologin")
        put(settings, "2031-03-04.txt", RAID)
        code, out, err = sitrep("run", "--postgres", postgres.url(database))
        assert (code, err) == (0, "")
        assert owner.execute(NIGHTS).fetchall() == [(30,)]

        put(settings, "2031-03-06.txt", CLEAN_NIGHT)
        wrong = postgres.url(database, password=f"{CANARY}x")
        code, out, err = sitrep("run", SITREP_POSTGRES_URL=wrong)
        assert (code, err.count("\n"), "password authentication failed" in err) == (15, 1, True)
        assert leaks(settings.warehouse, out, err) == []

        monkeypatch.setenv("SITREP_POSTGRES_URL", f"postgres//{CANARY} x")
        with prefect_server.temporary_server(settings) as server:
            server.wait()  # what follows is how the runner of a schedule starts it
            ran = process(settings, "-c", "from flows.daily import daily; daily()", url=server.url)
        assert (ran.returncode, "the URL of PostgreSQL cannot be read" in ran.stderr) == (1, True)
        assert leaks(settings.warehouse, ran.stdout, ran.stderr) == []
        assert owner.execute(NIGHTS).fetchall() == [(30,)]
