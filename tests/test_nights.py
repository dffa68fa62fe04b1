"""Known nights, told by several outlets: the marts have the figures of each night exactly, and once.

nights.csv holds what the Ukrainian Air Force made public about 24 nights of 2023 to 2025; the digests are made here
from those figures, in changing words: the air force's summary, an agency's headline and lead, a look back on the next
day in another outlet, and the other side's account of the same night.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flows import pipeline
from flows.deliver.query import query
from flows.progress import Progress
from flows.settings import Settings
from flows.steps import PLAIN

Night = list[dict[str, str]]

SUMMARIES = (
    "Russia attacked Ukraine with {launched} overnight, the Ukrainian Air Force said on {weekday}.",
    "The air force counted {launched} that Russia had launched in the night to {weekday}.",
    "Overnight the enemy launched {launched}, according to the Air Force.",
)
DOWNED = ("Air defence shot down {downed}.", "{downed} were destroyed.", "Of these, the defenders downed {downed}.")
LOST = ("Another {lost} drones were lost from radar.", "{lost} more drones did not reach their targets.")
HEADLINES = (
    "Ukraine downs {downed} of {launched} Russian {weapons}",
    "{downed} out of {launched} {weapons} shot down over Ukraine, military says",
)
LEADS = (
    "Of the {launched} {words} launched by Russia on the night of {day}, {downed} were destroyed, the military said.",
    "Ukraine's forces shot down {downed} out of {launched} {words} in the early hours of {weekday}, it was reported.",
)
LOOKS_BACK = (
    "Repairs go on. On {weekday} Ukraine shot down {downed} of {launched} {words}, its air force said.",
    "Schools stayed shut. The day before, air defences destroyed {downed} out of the {launched} {words} launched.",
)
OTHER_SIDE = (
    "Russia's defence ministry said on {weekday} that its forces had struck airfields in Ukraine with long-range "
    "weapons overnight. All targets were hit, it said."
)


def test_every_night_has_its_figures_once(settings: Settings) -> None:
    nights = _nights()
    for number, (night, told) in enumerate(nights.items()):
        for name, text in _digests(number, night, told):
            (settings.raw / name).write_text(text, encoding="utf-8")
    pipeline.run(settings, stages=PLAIN, progress=Progress())

    found: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    counted = "coalesce(w.launched, w.destroyed, w.not_reach_goal) is not null"
    rows = query(
        settings,
        "select a.event_date::varchar, w.weapon_type, w.launched, w.destroyed, w.not_reach_goal "
        f"from fct_attacks as a inner join fct_attack_weapons as w using (attack_id) where {counted}",
    ).rows
    for night, *figures in rows:
        found[night].add(tuple(figures))
    assert found == {night: {_figures(row) for row in told} for night, told in nights.items()}
    assert len(rows) == sum(len(told) for told in nights.values())


def _nights() -> dict[str, Night]:
    nights: dict[str, Night] = {}
    with (Path(__file__).parent / "nights.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            nights.setdefault(row["night"], []).append(row)
    return nights


def _figures(row: dict[str, str]) -> tuple[str | int | None, ...]:
    counts = (int(row[name]) if row[name] else None for name in ("launched", "destroyed", "not_reach_goal"))
    return (row["weapon_type"], *counts)


def _digests(number: int, night: str, told: Night) -> Iterator[tuple[str, str]]:
    """The files of one night, by their names."""
    day = date.fromisoformat(night)
    first = told[0]
    said = {
        "weekday": f"{day:%A}",
        "day": f"{day.day} {day:%B}",
        "words": first["words"],
        "weapons": first["words"].split()[-1],
        "launched": first["launched"],
        "downed": first["destroyed"],
    }
    yield f"airforce-{night}.txt", f" date {night} The night in figures\n\n{_summary(number, said, told)}\n"
    yield f"moscow-{night}.txt", f" date {night} Moscow speaks of precise hits\n\n{OTHER_SIDE.format(**said)}\n"
    if not first["destroyed"]:
        return
    headline, lead = HEADLINES[number % len(HEADLINES)].format(**said), LEADS[number % len(LEADS)].format(**said)
    yield f"agency-{night}.txt", f" date {night} {headline}\n\n{lead}\n"
    later, back = day + timedelta(days=1), LOOKS_BACK[number % len(LOOKS_BACK)].format(**said)
    yield f"daily-{later}.txt", f" date {later} The day after the raid\n\n{back}\n"


def _summary(number: int, said: dict[str, str], told: Night) -> str:
    """The air force's own words: everything launched, then what became of it."""
    launched = " and ".join(f"{row['launched']} {row['words']}" for row in told)
    downed = " and ".join(f"{row['destroyed']} {row['words']}" for row in told if row["destroyed"])
    lost = next((row["not_reach_goal"] for row in told if row["not_reach_goal"]), None)
    sentences = [SUMMARIES[number % len(SUMMARIES)].format(**{**said, "launched": launched})]
    if downed:
        sentences.append(DOWNED[number % len(DOWNED)].format(downed=downed))
    if lost:
        sentences.append(LOST[number % len(LOST)].format(lost=lost))
    return " ".join(sentences)
