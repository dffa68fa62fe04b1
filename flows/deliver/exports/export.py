"""Export the current release, or what is new in it, in one of the formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from flows import releases
from flows.deliver.exports import csv_files, geojson_file, parquet_files, xlsx_file
from flows.deliver.exports.selection import Selection, selected
from flows.deliver.exports.whole import whole_file
from flows.errors import EnvironmentFault
from flows.settings import Settings

# Each writes what is selected to a path, whole or not at all. A further format is one more line.
FORMATS: dict[str, Callable[[Selection, Path], None]] = {
    "csv": csv_files.write,
    "xlsx": xlsx_file.write,
    "parquet": parquet_files.write,
    "geojson": geojson_file.write,
}
# The only tables of which a format can be made.
MARTS = {"geojson": geojson_file.MARTS}
# How the name that is written to may end; csv and parquet are folders, of which a zip file can be made.
ENDINGS = {"csv": ("", ".zip"), "xlsx": (".xlsx",), "parquet": ("", ".zip"), "geojson": (".geojson", ".json")}


def export(
    settings: Settings, file_format: str, out: Path, *, since: str | None = None, marts: Sequence[str] = ()
) -> str:
    """Write an export; comes back with a sentence that says what it holds.

    Raises:
        EnvironmentFault: there is no such format, release, day or table, or the file cannot be written there.
    """
    import duckdb

    write = _writer(file_format, out)
    only = MARTS.get(file_format, ())
    if only and not set(marts) <= set(only):
        raise EnvironmentFault(f"--mart: {file_format} is made of {', '.join(only)} alone; export the rest as another")
    with selected(settings, since=since, marts=only or marts) as selection:
        try:
            write(selection, out)
        except (OSError, duckdb.IOException) as problem:
            raise EnvironmentFault(f"{out} could not be written: {' '.join(str(problem).split())}") from problem
        return f"{out}: release {selection.release.release_id}, {selection.holds}"


def export_dashboard(settings: Settings, out: Path, *, root: Path | None = None, postgres: str | None = None) -> str:
    """Write the Superset bundle; comes back with a sentence that says what it reads.

    Args:
        root: the warehouse's folder as Superset's machine sees it; the warehouse itself by default.
        postgres: the address of the database to read instead.

    Raises:
        EnvironmentFault: there is no release, the address is none, or the file cannot be written there.
    """
    from flows.deliver.superset import write_bundle

    releases.required(settings)
    if out.suffix != ".zip":
        raise EnvironmentFault(f"--out {out}: superset wants a name that ends in .zip")
    with whole_file(out) as unfinished:
        write_bundle(root or settings.warehouse, unfinished, postgres=postgres)
    return f"{out}: a dashboard that reads {postgres or root or settings.warehouse}"


def _writer(file_format: str, out: Path) -> Callable[[Selection, Path], None]:
    if file_format not in FORMATS:
        raise EnvironmentFault(f"there is no format {file_format}; choose one of {', '.join(FORMATS)}, superset")
    endings = ENDINGS[file_format]
    if out.suffix not in endings:
        wanted = " or ".join(f"a name that ends in {ending}" if ending else "a folder" for ending in endings)
        raise EnvironmentFault(f"--out {out}: {file_format} wants {wanted}")
    return FORMATS[file_format]
