"""One strike after another on a run: kill it or fail its call, look at what is left, let the next run mend it."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows import inputs, releases
from flows.errors import CLEAN, ENVIRONMENT, HELD
from flows.settings import PROJECT
from tests.chaos import faults, judging
from tests.chaos.faults import Point
from tests.chaos.scene import BEFORE, FIRST_RUN, NEW, NEW_DIGESTS, PUBLISH, SCENES, Scene, deliver, prepare_publish

ADDED_BY_PUBLISH = {"release_id", "published_at", "rows", "schema_version", "credits", "files"}
SAMPLED = {NEW_DIGESTS: 12, FIRST_RUN: 12, PUBLISH: 60}  # calls of each kind on each file of DuckDB or dbt
# What strikes leave is alike by the dozen: the next run is made for the first of a kind, and then for every so many.
FIRST_OF_A_KIND, EVERY = 3, 8
RUN = ("run", "--direct")
DIRECT, THROUGH_PREFECT = "sitrep run --direct", "sitrep run, through Prefect"
COMMAND = (sys.executable, "-c", "from flows.cli import main; main()")
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Nursery:
    """The process that forks the runs."""

    def __init__(self, library: Path) -> None:
        ours, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.nursery", str(theirs.fileno())],
            env={**os.environ, **ONE_THREAD, "LD_PRELOAD": str(library)},
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        self._socket = ours
        self._lines = ours.makefile("rw", encoding="utf-8")

    def ask(self, **request: Any) -> dict[str, Any]:
        """The answer to one request; it waits for the run to end."""
        self._lines.write(json.dumps(request) + "\n")
        self._lines.flush()
        return dict(json.loads(self._lines.readline()))

    def close(self) -> None:
        """End the process."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._process.wait(timeout=30)


class Harness:
    """A folder with scenes, a nursery, and a report of one JSON line per strike that later runs add to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.report = self.folder / "report.jsonl"
        self.log = self.folder / "struck.log"
        self.output = self.folder / "output.txt"
        self.library = faults.compiled(self.folder)
        self.nursery = Nursery(self.library)
        self.scenes = {name: Scene(name, self.folder) for name in SCENES}
        self.tested = tested()
        self.new: dict[str, str] = {}
        self.seconds: dict[str, float] = {}
        self._traces: dict[str, str] = {}
        self._mended: Counter[tuple[str, str]] = Counter()
        self._prepare()

    def _prepare(self) -> None:
        """Make the scenes, and learn what undisturbed runs give and how long they take."""
        first, digests, publish = (self.scenes[name] for name in (FIRST_RUN, NEW_DIGESTS, PUBLISH))
        for folder in (first.settings.raw, digests.kept, publish.kept):
            shutil.rmtree(folder, ignore_errors=True)
        settings = first.settings
        deliver(settings.raw, BEFORE)
        first.lay_out()
        self.nursery.ask(parse=str(settings.dbt_target))
        self._run(first)
        old = judging.served(settings)
        self.old: dict[str, tuple[Any, Any]] = {NEW_DIGESTS: old, FIRST_RUN: (None, None), PUBLISH: old}
        digests.keep()
        deliver(settings.raw, NEW)
        self._try(digests)
        made = releases.required(settings).about
        self._about = {name: made[name] for name in made if name not in ADDED_BY_PUBLISH}
        prepare_publish(publish, digests)
        self._try(publish)
        self._try(first)

    def _try(self, scene: Scene) -> None:
        """One undisturbed run of a scene."""
        scene.lay_out()
        self.log.unlink(missing_ok=True)
        ended = self._run_of(scene, plan=self._plan(Point("write", "*", 0, "trace")))
        if ended["status"] not in (CLEAN, HELD):
            raise RuntimeError(f"the undisturbed run ended with {ended['status']}: {self.output.read_text()}")
        self.new[scene.name] = str(judging.served(scene.settings)[1])
        self.seconds[scene.name] = ended["seconds"]
        self._traces[scene.name] = self.log.read_text(encoding="utf-8")

    def trace(self, scene: str) -> list[str]:
        """What an undisturbed run of a scene does on the disk, in its order."""
        return self._traces[scene].splitlines()

    def points(self, scene: str, *, every: bool = False) -> list[Point]:
        """What can be struck in a run of a scene: in a first run only what other runs do not do again."""
        found = faults.points(self._traces[scene], sampled=None if every else SAMPLED[scene])
        if scene == FIRST_RUN:
            return [point for point in found if not point.pattern.startswith(("scratch/", "dbt/", "releases/*"))]
        return found

    def strike_point(self, scene: str, point: Point) -> dict[str, Any]:
        """Strike a run at a point and judge what follows."""
        self.scenes[scene].lay_out()
        self.log.unlink(missing_ok=True)
        ended = self._run_of(self.scenes[scene], plan=self._plan(point))
        struck = self.log.read_text(encoding="utf-8").strip() if self.log.exists() else None
        return self._judged(scene, {"what": point.name, "group": f"point, {point.action}", "struck": struck, **ended})

    def strike_moment(self, scene: str, moment: random.Random) -> dict[str, Any]:
        """Kill a run at a random moment and judge what follows."""
        self.scenes[scene].lay_out()
        after = moment.uniform(0, self.seconds[scene])
        ended = self._run_of(self.scenes[scene], kill_after=after)
        struck = f"{after:.3f} s" if ended["status"] == -signal.SIGKILL else None
        if not struck:
            self.seconds[scene] = ended["seconds"]  # the machine is less busy now: the moments move closer
        return self._judged(scene, {"what": "random moment", "group": "moment", "struck": struck, **ended})

    def strike_command(self, scene: str, moment: random.Random, *, direct: bool = True) -> dict[str, Any]:
        """Kill `sitrep run`, started as a user does, at a random moment from its very start, and judge what follows."""
        self.scenes[scene].lay_out()
        name = DIRECT if direct else THROUGH_PREFECT
        after = moment.uniform(0, self._command_seconds(scene, direct))
        ended = self._command(scene, direct, after)
        struck = f"{after:.3f} s" if ended["status"] == -signal.SIGKILL else None
        return self._judged(scene, {"what": name, "group": f"moment, {name}", "struck": struck, **ended})

    def strike_prefect(self, scene: str, moment: random.Random) -> dict[str, Any]:
        """The same through Prefect."""
        return self.strike_command(scene, moment, direct=False)

    def _command_seconds(self, scene: str, direct: bool) -> float:
        key = f"{scene}, {'direct' if direct else 'Prefect'}"
        if key not in self.seconds:
            self.seconds[key] = self._command(scene, direct, None)["seconds"]
            self.scenes[scene].lay_out()
        return self.seconds[key]

    def _command(self, scene: str, direct: bool, kill_after: float | None) -> dict[str, Any]:
        started = time.monotonic()
        with self.output.open("w") as output:
            process = subprocess.Popen(
                [*COMMAND, *(RUN if direct else RUN[:1])],
                env={**os.environ, **self.scenes[scene].environment},
                cwd=PROJECT,
                stdout=output,
                stderr=output,
            )
            try:
                process.wait(timeout=kill_after)
            except subprocess.TimeoutExpired:
                orphans = _family(process.pid)
                process.kill()
                process.wait()
                for pid in orphans:
                    _end(pid)
        return {"status": process.returncode, "seconds": round(time.monotonic() - started, 3)}

    def _judged(self, scene: str, case: dict[str, Any]) -> dict[str, Any]:
        """The line of the report about a strike, after the next run has been made and looked at."""
        settings = self.scenes[scene].settings
        said = self.output.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        left, wrong = "none", []
        if settings.warehouse.is_dir():
            left, wrong = judging.state(settings, self.old[scene], self.new[scene])
            wrong += judging.record_faults(settings, is_complete=False)
            wrong += judging.verify_faults(settings)
        key = (scene, judging.key(settings, left)) if settings.warehouse.is_dir() else (scene, "")
        self._mended[key] += 1
        is_direct = case["what"] != THROUGH_PREFECT
        is_run = bool(wrong) or not is_direct or self._mended[key] <= FIRST_OF_A_KIND or self._mended[key] % EVERY == 0
        if is_run:
            wrong += self._next_run(scene, is_direct=is_direct)
        unclear = case["status"] not in (CLEAN, HELD, ENVIRONMENT, -signal.SIGKILL)
        said = said[-3:] if unclear else []
        line = {**case, "scene": scene, "served": left, "next_run": is_run, "wrong": wrong, "said": said, **self.tested}
        with self.report.open("a", encoding="utf-8") as report:
            report.write(json.dumps(line, ensure_ascii=False) + "\n")
        return line

    def _next_run(self, scene: str, *, is_direct: bool) -> Iterator[str]:
        """What is wrong after the next run; after a strike on Prefect it is one through Prefect."""
        settings = self.scenes[scene].settings
        accepted = judging.accepted(settings)
        ended = self._run(self.scenes[scene]) if is_direct else self._command(scene, is_direct, None)
        if ended["status"] not in (CLEAN, HELD):
            yield f"the next run ended with {ended['status']}: {self.output.read_text(encoding='utf-8')[:300]}"
        after, wrong = judging.state(settings, self.old[scene], self.new[scene])
        yield from wrong or ([] if after == "new" else [f"the next run did not converge: {after}"])
        yield from judging.record_faults(settings, is_complete=True)
        yield from judging.verify_faults(settings)
        still = judging.accepted(settings)
        yield from (f"lost: package {name}" for name, written in accepted.items() if still.get(name) != written)

    def _run(self, scene: Scene, **request: Any) -> dict[str, Any]:
        return self.nursery.ask(arguments=RUN, environment=scene.environment, output=str(self.output), **request)

    def _run_of(self, scene: Scene, **request: Any) -> dict[str, Any]:
        """What is struck in a scene: a run, or only its last step."""
        what = {"build": str(scene.build), "about": self._about} if scene.name == PUBLISH else {}
        return self._run(scene, **what, **request)

    def _plan(self, point: Point) -> list[str | int]:
        case = self.scenes["first run"].settings.warehouse
        return [str(case), point.kind, point.pattern, point.n, point.action, str(self.log)]


@contextmanager
def harness(folder: Path) -> Iterator[Harness]:
    """A harness on a folder, with its processes gone at the end."""
    made = Harness(folder)
    try:
        yield made
    finally:
        made.nursery.close()


def tested() -> dict[str, str]:
    """The commit, and one hash of the code that is struck: only strikes on the same code count as done."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=PROJECT, capture_output=True, text=True)
    trees = (inputs.tree_hash(PROJECT / "flows"), inputs.tree_hash(PROJECT / "dbt_project"))
    return {"commit": commit.stdout.strip() or "no commit", "code": "".join(tree[:8] for tree in trees)}


def _family(pid: int) -> list[int]:
    """The processes that a run has started, and those that they have: the judge, and Prefect's server."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return []
    return [found for child in children for found in (int(child), *_family(int(child)))]


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:  # the judge ends with the run
        return
