"""Read packages in several processes: each takes a package, reads it, and writes what it holds into the record.

Packages go to the workers by name and come back as a number of documents; texts and readings never travel.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.synchronize import Event

from flows import readings
from flows.errors import EnvironmentFault
from flows.record import Package
from flows.settings import Settings

_stopped: Event | None = None  # of a worker: set once the run is to stop


def read_beside(settings: Settings, packages: Sequence[Package], n_workers: int) -> Iterator[int]:
    """Read packages side by side; gives the number of documents of each as it is finished.

    Raises:
        EnvironmentFault: a worker died, as it does where memory runs out.
    """
    context = multiprocessing.get_context("spawn")  # a fork would copy the locks of the libraries' threads
    stop = context.Event()
    pool = ProcessPoolExecutor(n_workers, mp_context=context, initializer=_start, initargs=(stop,))
    try:
        for future in as_completed([pool.submit(_read, settings, package) for package in packages]):
            yield future.result()
    except BrokenProcessPool as problem:
        raise EnvironmentFault(
            f"one of {n_workers} reading processes died, perhaps for want of memory; what they finished is kept: "
            "run again, with SITREP_READERS=1 if it happens again"
        ) from problem
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _start(stop: Event) -> None:
    global _stopped
    _stopped = stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal it reaches every process; the run itself says when


def _read(settings: Settings, package: Package) -> int:
    """Read one package, or leave it where the run is stopped or gone: nobody must write beside a later run."""
    count = 0
    for _ in readings.read_package(settings, package):
        parent = multiprocessing.parent_process()
        if (_stopped and _stopped.is_set()) or (parent and not parent.is_alive()):
            return 0
        count += 1
    return count
