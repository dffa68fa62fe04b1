"""What fires and what is fired: guns and launchers beside shells, rockets and missiles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from flows.read.tag.chunks_arms import Arms, is_aircraft
from flows.read.text import Tag
from flows.read.vocabulary import load_rows

MISSILES = ("missile", "cruise missile", "ballistic missile", "hypersonic missile", "rocket", "glide bomb")


def flies_alone(arms: Arms) -> bool:
    """True for what an article counts: a missile, but not a drone, nor a launcher named by its model."""
    return arms.weapon_type in MISSILES and not (arms.weapon_type == "rocket" and arms.model)


def is_launcher(arms: Arms, *, is_one: bool) -> bool:
    """True for guns, one rocket system ("a Smerch") and one mine: they tell not how much flew."""
    is_system = arms.weapon_type == "rocket" and bool(arms.model)
    return arms.model in _guns() or (is_one and (is_system or arms.weapon_type == "mine"))


@cache
def _guns() -> frozenset[str]:
    """The models of guns, by the note of their row."""
    return frozenset(row["model"] for row in load_rows("weapons") if row["note"].startswith("gun"))


def is_in_the_air(tags: Sequence[Tag]) -> bool:
    """True where a sentence tells of air defence, or counts drones or missiles beside aircraft."""
    numbers = {tag.start for tag in tags if tag.kind == "number"}
    counted = [tag.value for tag in tags if tag.kind == "arms" and tag.start in numbers]
    return any(tag.kind in ("down", "defence") for tag in tags) or any(
        arms.is_flying and not is_aircraft(arms) for arms in counted
    )
