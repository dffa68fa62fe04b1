"""What the reader makes of the sample digests, one line per fact: `python -m tests.read.freeze` writes it down.

When a change of the reader changes these lines, READER_VERSION must be raised with them: the record then gets
readings of the new version, and a release can tell which figures changed because the reader did.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.read import READER_VERSION
from flows.read.reading import as_output, read
from flows.settings import PROJECT

FROZEN = Path(__file__).parent / "frozen.txt"
SAMPLES = PROJECT / "raw" / "samples" / "2023"
ATTACK = ("event_date", "attacker", "country", "places", "killed", "injured", "role", "is_cumulative", "claimed_by")
AID = ("donor", "amount", "currency", "kind", "status", "is_component")
DIPLOMATIC = ("event_type", "source_actor", "target_actor", "place", "event_date")


def lines() -> list[str]:
    """The version, then every fact of every sample in the order of the text."""
    found = [f"reader version {READER_VERSION}"]
    for path in sorted(SAMPLES.glob("*.txt")):
        output = as_output(read(path.read_text(encoding="utf-8"), name=path.name))
        for kind, names in (("attacks", ATTACK), ("aid", AID), ("diplomatic", DIPLOMATIC)):
            found += [f"{path.stem} {fact['story']} {kind}: {_fields(fact, names)}" for fact in output[kind]]
    return found


def _fields(fact: dict[str, Any], names: tuple[str, ...]) -> str:
    parts = [f"{name}={_plain(fact[name])}" for name in names if fact.get(name) not in (None, [], False)]
    for weapon in fact.get("weapons", []):
        counts = [
            f"{name} {weapon[name]}"
            for name in ("launched", "intercepted", "lost_or_other")
            if weapon[name] is not None
        ]
        parts.append(" ".join([str(weapon["model"] or weapon["type"]), *counts]))
    return "; ".join(parts)


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


if __name__ == "__main__":
    FROZEN.write_text("\n".join(lines()) + "\n", encoding="utf-8")
