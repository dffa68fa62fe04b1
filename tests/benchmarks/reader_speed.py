"""The reader's speed beside the parser it stands on, and how its time grows with the text.

Prints two ratios of one run, which travel between machines: documents per second against bare spaCy with the same
components on the same texts (at least 0.75 is asked), and the slope of log time on log length from a thousand to a
million characters (at most 1.1; 1 is linear). Usage: `python -m tests.benchmarks.reader_speed [FOLDER of .txt files]`.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flows.read import MODEL
from flows.read.parse.grammar import load_model
from flows.read.reading import read
from flows.settings import PROJECT

SAMPLES = PROJECT / "raw" / "samples"
REPEATS = 3
LENGTHS = [10**3, 10**4, 10**5, 10**6]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]
    _read_all(texts[:1])  # loads the model and the vocabulary
    whole = min(_seconds(partial(_read_all, texts)) for _ in range(REPEATS))
    bare = min(_seconds(partial(_parse_all, texts)) for _ in range(REPEATS))
    print(f"{len(texts)} documents of {folder}")
    print(f"  whole reader  {len(texts) / whole:8.1f} documents/s")
    print(f"  bare spaCy    {len(texts) / bare:8.1f} documents/s")
    print(f"  ratio         {bare / whole:8.2f} (at least 0.75)")
    times = [(length, _seconds(partial(read, _long(texts, length)))) for length in LENGTHS]
    for length, seconds in times:
        print(f"  {length:>9} characters {seconds:8.2f} s")
    print(f"  slope         {_slope(times):8.2f} (at most 1.1)")


def _read_all(texts: list[str]) -> None:
    for text in texts:
        read(text)


def _parse_all(texts: list[str]) -> None:
    """The same texts, one after the other as the reader gets them, through the same pipeline and nothing else."""
    model = load_model(MODEL)
    for text in texts:
        model(text)


def _long(texts: list[str], length: int) -> str:
    """A text of about so many characters: the given ones one behind the other."""
    joined = "\n\n".join(texts)
    return ((joined + "\n\n") * (length // len(joined) + 1))[:length]


def _slope(times: list[tuple[int, float]]) -> float:
    """The least-squares slope of log time on log length."""
    points = [(math.log(length), math.log(seconds)) for length, seconds in times]
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def _seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
