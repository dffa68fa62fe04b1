"""Check what lies in a warehouse against the hashes that were written with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows import inputs, record, releases
from flows.errors import EnvironmentFault
from flows.settings import Settings


@dataclass(frozen=True)
class Checked:
    """One package or release: its kind, its name, and what is wrong with it, if anything."""

    kind: str  # documents | readings | release | pointer | record
    name: str
    wrong: tuple[str, ...] = ()


def verify(settings: Settings) -> list[Checked]:
    """Every package of the record, every release and the pointer, each with what is wrong with it.

    Raises:
        EnvironmentFault: there is no warehouse.
    """
    if not settings.warehouse.is_dir():
        raise EnvironmentFault(f"there is no warehouse at {settings.warehouse}; choose --warehouse")
    return [*_record(settings), *_releases(settings), *_pointer(settings)]


def _record(settings: Settings) -> Iterator[Checked]:
    folders = [settings.record / "documents", *sorted((settings.record / "readings").glob("v*"))]
    for folder in folders:
        kind = "documents" if folder.name == "documents" else f"readings {folder.name}"
        packages = record.packages(folder)
        for package in packages:
            yield Checked(kind, package.package_id, tuple(_wrong_package(package)))
        gaps = tuple(_gaps(packages)) if kind == "documents" else ()
        if gaps:
            yield Checked("record", kind, gaps)
    yield from _origin(settings)


def _wrong_package(package: record.Package) -> Iterator[str]:
    try:
        record.verify(package)
    except EnvironmentFault as problem:
        yield str(problem)


def _gaps(packages: list[record.Package]) -> Iterator[str]:
    """Packages count up by one, so that a missing one shows."""
    there = {int(package.package_id) for package in packages}
    for number in range(1, max(there, default=0) + 1):
        if number not in there:
            yield f"package {number:08d} is missing; restore it from a backup"


def _origin(settings: Settings) -> Iterator[Checked]:
    """The record must begin with the packages that the newest release was made from."""
    folders = releases.published(settings)
    try:
        made_from = releases.opened(folders[0]).about.get("inputs", {}).get("documents") if folders else None
    except EnvironmentFault:
        return  # reported with the release
    packages = record.packages(settings.record / "documents")
    beginnings = {inputs.packages_hash(packages[:length]) for length in range(1, len(packages) + 1)}
    if made_from is not None and made_from not in beginnings:
        wrong = f"release {folders[0].name} was made from other packages than these; restore the record from a backup"
        yield Checked("record", "documents", (wrong,))


def _releases(settings: Settings) -> Iterator[Checked]:
    for folder in releases.published(settings):
        try:
            wrong = tuple(releases.damage(releases.opened(folder)))
        except EnvironmentFault as problem:
            wrong = (str(problem),)
        yield Checked("release", folder.name, wrong)


def _pointer(settings: Settings) -> Iterator[Checked]:
    try:
        served = releases.current(settings)
    except EnvironmentFault as problem:
        yield Checked("pointer", "current", (str(problem),))
        return
    if served:
        yield Checked("pointer", f"current -> {served.release_id}")
