"""What is looked at after every strike: what readers are served, and what the record holds."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from flows import readings, record, releases, verify
from flows.errors import EnvironmentFault
from flows.settings import Settings
from flows.sql import literal
from tests.chaos.faults import RUN_ID
from tests.chaos.scene import PARSE

# The only columns in which two runs over the same digests differ; compared by hand on two runs.
RUN_TIMES = {"delivered_at", "published_at", "release_id"}
UNREAD = ("scratch", "dbt", "prefect")
TABLES = """
select table_name, list(column_name order by column_index) from duckdb_columns()
where database_name = 'served' and schema_name = 'main' group by table_name order by table_name
"""


def content(database: Path) -> str:
    """One hash of all rows of all marts in a release, without the times of the run."""
    digest = hashlib.sha256()
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(database)} as served (read_only)")
        for table, columns in connection.execute(TABLES).fetchall():
            kept = ", ".join(f'"{column}"' for column in columns if column not in RUN_TIMES)
            rows = connection.execute(f'select {kept or 1} from served.main."{table}" order by all').fetchall()
            digest.update(repr((table, rows)).encode())
    return digest.hexdigest()


def served(settings: Settings) -> tuple[str | None, str | None]:
    """The release that a reader is led to, and the hash of its rows.

    Raises:
        EnvironmentFault: it does not open, or its parts are not of one release.
    """
    release = releases.current(settings)
    if release is None:
        return None, None
    wrong = releases.damage(release)
    if wrong:
        raise EnvironmentFault(wrong[0])
    with duckdb.connect(str(settings.current / "sitrep.duckdb"), read_only=True) as connection:
        ((written,),) = connection.execute("select release_id from release").fetchall()
    if not written == release.about["release_id"] == release.release_id:
        raise EnvironmentFault(f"{release.folder} is a mixture: {written}, {release.about['release_id']}")
    return release.release_id, content(release.database)


def record_faults(settings: Settings, *, is_complete: bool) -> Iterator[str]:
    """What is lost, doubled or damaged in the record, and in the readings of it.

    Args:
        is_complete: a run has ended well, so all that lies in raw/ must be there.
    """
    packages = record.packages(settings.record / "documents")
    read = record.packages(readings.readings_folder(settings))
    try:
        for package in (*packages, *read):
            record.verify(package)
        rows = [row for package in packages for row in record.read_rows(package, "documents", ("path", "content"))]
    except EnvironmentFault as problem:
        yield f"damaged: {problem}"
        return
    counted = Counter((row["path"], row["content"]) for row in rows)
    yield from (f"doubled: {path}" for (path, _), count in counted.items() if count > 1)
    names = [{package.package_id for package in group} for group in (packages, read)]
    yield from (f"read without its documents: {name}" for name in names[1] - names[0])
    if is_complete:
        lying = [(str(path.relative_to(settings.raw)), path.read_bytes()) for path in settings.raw.rglob("*.txt")]
        yield from (f"lost: {path}" for path, content in lying if not counted[path, content])
        yield from (f"not read: {name}" for name in names[0] - names[1])


def accepted(settings: Settings) -> dict[str, str]:
    """The finished packages of documents, each with the hash of its manifest: they must still be there later."""
    return {
        package.package_id: record.file_hash(package.folder / "manifest.json")
        for package in record.packages(settings.record / "documents")
    }


def verify_faults(settings: Settings) -> list[str]:
    """What `sitrep verify` would name."""
    return [f"verify: {wrong}" for item in verify.verify(settings) for wrong in item.wrong]


def key(settings: Settings, left: str) -> str:
    """All that the next run can see of what a strike has left: two strikes with the same key are mended alike.

    Finished packages and releases are known to be whole by now; what is unfinished or scratch is thrown away unread.
    """
    names = sorted({RUN_ID.sub("*", str(path)) for path in _seen(settings.warehouse)})
    parse = settings.dbt_target / PARSE
    layout = settings.warehouse / "layout"
    seen = (left, names, *(record.file_hash(path) if path.is_file() else None for path in (parse, layout)))
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _seen(warehouse: Path) -> Iterator[Path]:
    """The paths below a warehouse, without what lies in a folder that is thrown away whole, dbt's and Prefect's."""
    for path in warehouse.rglob("*"):
        inner = path.relative_to(warehouse)
        if not any(part in UNREAD or part.endswith(".unfinished") for part in inner.parts[:-1]):
            yield inner


def state(settings: Settings, old: tuple[Any, Any], new: str) -> tuple[str, list[str]]:
    """Which release is served, `none`, `old` or `new`, and what is wrong with it."""
    try:
        release_id, rows = served(settings)
    except (EnvironmentFault, duckdb.Error) as problem:
        return "broken", [f"unopenable: {problem}"]
    if (release_id, rows) == old:
        return "old" if release_id else "none", []
    if rows == new and release_id is not None:
        return "new", []
    return "mixed", [f"mixed: {release_id} is neither the old nor the new release"]
