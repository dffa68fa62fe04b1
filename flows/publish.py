"""Publish: turn a finished build into a release, whole and on the disk before anybody can see it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows import changes, rates, record
from flows.releases import Release, last_intact, point
from flows.settings import Settings
from flows.sql import connected, literal, rows

SCHEMA_VERSION = "2.0"  # of the marts: raised with a changelog line when a column is renamed or dropped
STORAGE_VERSION = "v1.0.0"  # what DuckDB 1.1 and later open
PAGE = "docs.html"
CREDITS = ("Places: GeoNames, CC BY 4.0", rates.CREDIT)  # what the sources of the data ask to be named for
BLOCK_SIZE = 16384  # bytes; the default of 256 KiB makes a small warehouse of seventy tables five times as large

DESCRIBED = """
comment on table sitrep.main.release is 'One row: the release that this file is.';
comment on column sitrep.main.release.release_id is 'Its id: the time of publication, UTC.';
comment on column sitrep.main.release.published_at is 'When it was published.';
comment on column sitrep.main.release.schema_version is 'Version of the marts'' columns.';
comment on column sitrep.main.release.credits is 'What the sources of the data ask to be named for.';
"""

# What the summary of a run and `sitrep status` say of a release beside its row counts.
COUNTS = """
select
    (select count(*) from raw.documents where state = 'loaded') as documents,
    (select count(*) from raw.stories) as stories,
    (select count(*) from raw.claims where fact_type = 'attack') as attack_claims,
    (select count(*) from raw.claims where fact_type = 'aid') as aid_claims,
    (select count(*) from raw.claims where fact_type = 'diplomatic') as diplomatic_claims,
    (select count(*) from raw.figures where claim_id is not null) as figures_placed,
    (select count(*) from raw.figures where claim_id is null) as figures_unplaced,
"""
NEWEST = "select max(document_date) from raw.documents where state = 'loaded'"


def describe(build: Path) -> dict[str, Any]:
    """What a build holds: counts of documents, stories, claims and figures, and the newest document's date."""

    with connected(build) as connection:
        (counts,) = rows(connection, COUNTS)
        ((newest,),) = connection.execute(NEWEST).fetchall()
    return {"counts": counts, "newest_document_date": newest}


def publish(
    settings: Settings,
    build: Path,
    about: dict[str, Any],
    *,
    page: Path | None = None,
    write_report: Callable[[Path, Mapping[str, Any]], object] | None = None,
) -> Release:
    """Make a release of a finished build and point `current` to it.

    Args:
        build: the scratch database; it stays as it is.
        about: what release.json says; the id, the time, hashes and row counts are added here.
        page: the static page of the models' documentation.
        write_report: writes the report of the release into its folder, given what release.json will say.
    """
    now = datetime.now(UTC)
    release_id = f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03d}Z"
    about = {"release_id": release_id, "published_at": now.isoformat(timespec="seconds"), **about}
    record.make_folder(settings.releases)
    unfinished = settings.releases / f".{release_id}.unfinished"
    unfinished.mkdir()
    about["rows"] = _write_data(build, unfinished, about, last_intact(settings))
    if page:
        shutil.copyfile(page, unfinished / PAGE)
    about["schema_version"] = SCHEMA_VERSION
    about["credits"] = list(CREDITS)
    if write_report:
        write_report(unfinished, about)
    about["files"] = {path.name: record.file_hash(path) for path in sorted(unfinished.iterdir())}
    (unfinished / "release.json").write_text(json.dumps(about, indent=1, default=str) + "\n", encoding="utf-8")
    _settle(unfinished)
    final = settings.releases / release_id
    unfinished.rename(final)
    record.sync(settings.releases)
    point(settings, final)
    return Release(release_id, final, about)


def _settle(folder: Path) -> None:
    """Let every reader of the machine in, whatever the umask of the run is, and have all of it on the disk."""
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(0o644)
        record.sync(path)
    record.sync(folder)


def _write_data(build: Path, folder: Path, about: dict[str, Any], before: Release | None) -> dict[str, int]:
    """Write sitrep.duckdb, one Parquet file per mart and changes.parquet; return the marts' row counts."""
    with connected() as connection:
        connection.execute(f"attach {literal(build)} as build (read_only)")
        connection.execute(
            f"attach {literal(folder / 'sitrep.duckdb')} as sitrep "
            f"(storage_version '{STORAGE_VERSION}', block_size {BLOCK_SIZE})"
        )
        connection.execute("copy from database build to sitrep")
        connection.execute(
            "create table sitrep.main.release as select ? as release_id, ?::timestamptz as published_at, "
            "? as schema_version, ? as credits",
            [about["release_id"], about["published_at"], SCHEMA_VERSION, "; ".join(CREDITS)],
        )
        connection.execute(DESCRIBED)
        marts = [
            name
            for (name,) in connection.execute(
                "select table_name from duckdb_tables() where database_name = 'sitrep' and schema_name = 'main' "
                "order by table_name"
            ).fetchall()
        ]
        row_counts = {mart: _write_parquet(connection, mart, folder) for mart in marts}
        _write_changes(connection, folder, before)
        connection.execute("detach sitrep")
    return {mart: count for mart, count in row_counts.items() if mart != "release"}


def _write_parquet(connection: Any, mart: str, folder: Path) -> int:
    (count,) = connection.execute(
        f'copy (select * from sitrep.main."{mart}" order by all) '
        f"to {literal(folder / f'{mart}.parquet')} (format parquet, compression zstd)"
    ).fetchone()
    return int(count)


def _write_changes(connection: Any, folder: Path, before: Release | None) -> None:
    older = before.database if before else None
    if older:
        connection.execute(f"attach {literal(older)} as older (read_only)")
    query = changes.between(connection, "older" if older else None, "sitrep")
    connection.execute(f"copy ({query}) to {literal(folder / 'changes.parquet')} (format parquet, compression zstd)")
    if older:
        connection.execute("detach older")
