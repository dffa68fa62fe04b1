"""Score the reader on folders of gold: `make score GOLD=folder` prints the tables and keeps them in docs/scorecard.md;
`make score-check GOLD=folder` fails where facts were lost against the kept ones.

The folder holds sets (<set>/docs/*.txt, <set>/gold/*.json), some of them again under aside/ as a number only; the
scorer is the file eval/score.py beside the folder, or the one that --scorer names.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.deliver.read_files import write_reading
from flows.read import READER_VERSION
from flows.settings import PROJECT

CARD = PROJECT / "docs" / "scorecard.md"
ALLOWED = 2  # facts of a set and task that a change may lose without anybody deciding so
TITLE = "# Scorecard: what the reader gets right"
HOW = (
    "Written by `make score GOLD=folder`; right / missed / wrong are facts, a field is judged where the fact is right. "
    "The aside part is looked at as a number only."
)
TASKS = ("figures", "amounts", "in_kind", "diplomatic", "diplomatic pairs", "stories")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--check", action="store_true", help="compare with the kept scorecard, and keep it")
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
    card = scorecard(results, _commit())
    print(card)
    if not options.check:
        CARD.write_text(card, encoding="utf-8")
    elif lost := losses(CARD.read_text(encoding="utf-8"), card):
        sys.exit("the reader has lost facts against docs/scorecard.md: " + "; ".join(lost))


def _commit() -> str:
    ran = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, check=True, text=True)
    return ran.stdout.strip()


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


def scorecard(results: dict[tuple[str, str], dict[str, Any]], commit: str) -> str:
    """The tables of every set as Markdown, dev and aside side by side."""
    lines = [TITLE, "", f"Commit {commit}, reader version {READER_VERSION}. {HOW}"]
    for name in dict.fromkeys(name for name, _ in results):
        parts = {part: results[name, part] for part in ("dev", "aside") if (name, part) in results}
        lines += ["", f"## {name}", "", "".join(f"| {head} " for head in ("", *_heads(parts))) + "|"]
        lines.append("|---" * (1 + len(_heads(parts))) + "|")
        for task in TASKS:
            cells = [_task_cells(result["tasks"].get(task)) for result in parts.values()]
            if any(cell != ("", "") for cell in cells):
                lines.append(f"| {task} | " + " | ".join(text for cell in cells for text in cell) + " |")
        for field in dict.fromkeys(field for result in parts.values() for field in result["fields"]):
            cells = [_field_cells(result["fields"].get(field)) for result in parts.values()]
            lines.append(f"| {field} | " + " | ".join(text for cell in cells for text in cell) + " |")
    return "\n".join([*lines, ""])


def losses(old: str, new: str) -> list[str]:
    """What a new scorecard has lost in dev against an old one: more than ALLOWED facts of a set and task."""
    kept, found = _hits(old), _hits(new)
    return [
        f"{name}, {task}: {hits} facts right, {found.get((name, task), 0)} now"
        for (name, task), hits in kept.items()
        if hits - found.get((name, task), 0) > ALLOWED
    ]


def _hits(card: str) -> dict[tuple[str, str], int]:
    """The facts that were right in dev, by set and task."""
    found, name = {}, ""
    for line in card.splitlines():
        if line.startswith("## "):
            name = line[3:]
        elif row := re.match(r"\| ([a-z_ ]+) \| [^|]+ \| (\d+)/\d+/\d+ \|", line):  # dev is the first part
            found[name, row[1]] = int(row[2])
    return found


def _heads(parts: dict[str, Any]) -> list[str]:
    return [head for part in parts for head in (f"{part} F1 (precision/recall)", "right/missed/wrong")]


def _task_cells(score: dict[str, Any] | None) -> tuple[str, str]:
    if not score or not (score["hit"] + score["missed"] + score["spurious"]):
        return "", ""
    counts = f"{score['hit']}/{score['missed']}/{score['spurious']}"
    return f"{score['f1']:.3f} ({score['precision']:.3f}/{score['recall']:.3f})", counts


def _field_cells(score: dict[str, Any] | None) -> tuple[str, str]:
    return (f"{score['accuracy']:.3f}", f"of {score['of']}") if score and score["of"] else ("", "")


if __name__ == "__main__":
    main()
