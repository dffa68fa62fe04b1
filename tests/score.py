"""Score the reader on folders of gold: `make score GOLD=folder`.

The folder holds sets (<set>/docs/*.txt, <set>/gold/*.json), some of them again under aside/ as a number only; the
scorer is the file eval/score.py beside the folder, or the one that --scorer names.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.deliver.read_files import write_reading

TASKS = ("figures", "amounts", "in_kind", "diplomatic", "diplomatic pairs", "stories")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path)
    options = parser.parse_args()
    scorer = options.scorer or options.gold.resolve().parent / "eval" / "score.py"
    sets = sorted(folder.name for folder in options.gold.iterdir() if (folder / "docs").is_dir())
    results = {}
    with TemporaryDirectory() as scratch:
        for name in sets:
            for part, folder in (("dev", options.gold / name), ("aside", options.gold / "aside" / name)):
                if (folder / "docs").is_dir():
                    results[name, part] = _score(folder, Path(scratch) / part / name, scorer)
        for part in ("dev", "aside"):
            main_sets = [
                options.gold / ("" if part == "dev" else "aside") / name for name in ("D1", "D2", "D3", "L", "seed")
            ]
            present = [folder for folder in main_sets if (folder / "docs").is_dir()]
            if present:
                results["D1+D2+D3+L+seed", part] = _score_together(present, Path(scratch), part, scorer)
    _print(results)


def _score(folder: Path, out: Path, scorer: Path) -> dict[str, Any]:
    out.mkdir(parents=True)
    for path in sorted((folder / "docs").glob("*.txt")):
        write_reading(path, out)
    return _run(scorer, folder / "gold", out)


def _score_together(folders: list[Path], scratch: Path, part: str, scorer: Path) -> dict[str, Any]:
    """One score over several sets: their gold and their predictions, copied together under names of their own."""
    gold, predicted = scratch / f"gold-{part}", scratch / f"predicted-{part}"
    gold.mkdir()
    predicted.mkdir()
    for folder in folders:
        for path in (folder / "gold").glob("*.json"):
            (gold / f"{folder.name}-{path.name}").write_bytes(path.read_bytes())
        for path in (scratch / part / folder.name).glob("*.json"):
            (predicted / f"{folder.name}-{path.name}").write_bytes(path.read_bytes())
    return _run(scorer, gold, predicted)


def _run(scorer: Path, gold: Path, predicted: Path) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, scorer, gold, predicted, "--json"], capture_output=True, check=True, text=True
    )
    return dict(json.loads(ran.stdout))


def _print(results: dict[tuple[str, str], dict[str, Any]]) -> None:
    names = list(dict.fromkeys(name for name, _ in results))
    for name in names:
        parts = {part: results[name, part] for part in ("dev", "aside") if (name, part) in results}
        print(f"\n{name:<26}" + "".join(f"{part + ' F1 (precision/recall), n':>38}" for part in parts))
        for task in TASKS:
            cells = [_task_cell(result["tasks"].get(task)) for result in parts.values()]
            if any(cells):
                print(f"  {task:<24}" + "".join(f"{cell:>38}" for cell in cells))
        fields = dict.fromkeys(field for result in parts.values() for field in result["fields"])
        for field in fields:
            print(f"    {field:<30}" + "".join(f"{_field_cell(r['fields'].get(field)):>30}" for r in parts.values()))


def _task_cell(score: dict[str, Any] | None) -> str:
    if not score or not (score["hit"] + score["missed"] + score["spurious"]):
        return ""
    return f"{score['f1']:.3f} ({score['precision']:.3f}/{score['recall']:.3f}), {score['hit'] + score['missed']}"


def _field_cell(score: dict[str, Any] | None) -> str:
    return f"{score['accuracy']:.3f}, {score['of']}" if score and score["of"] else ""


if __name__ == "__main__":
    main()
