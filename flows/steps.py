"""The steps of a run, as plain functions. flows/pipeline.py orders them, flows/tasks.py makes Prefect tasks of them."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from flows import build, inputs, intake, publish, readings, releases, validate
from flows.deliver.report import page as report
from flows.progress import Progress
from flows.settings import Settings
from flows.stages import Build, Ingested, Stages


def ingest(settings: Settings, found: intake.Survey) -> Ingested:
    """Write what is new in raw/ into the record and say what became of everything that lies there."""
    rows = intake.take_in(settings, found.new)
    states = Counter({"known": found.known, "ignored": found.ignored.total(), "settling": len(found.settling)})
    states.update(row["state"] for row in rows)
    set_aside = [
        {"path": row["path"], "reason": row["reason"], "detail": row["detail"]}
        for row in rows
        if row["state"] == "quarantined"
    ]
    return Ingested({state: count for state, count in states.items() if count}, tuple(set_aside))


def read(settings: Settings, progress: Progress) -> int:
    """Read the documents that this reader version has not read, and return their number."""
    return readings.read_packages(settings, progress=progress.count)


def build_events(settings: Settings) -> Build:
    """Build the candidate events from the record, in a scratch folder of this run."""
    shutil.rmtree(settings.scratch, ignore_errors=True)  # what a crashed run left is of no use
    folder = settings.scratch / f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
    folder.mkdir(parents=True)
    made = Build(folder)
    build.load_record(settings, made.database)
    made.nodes.extend(build.build_events(folder, settings.dbt_target))
    return made


def judge(settings: Settings, made: Build, judge: validate.Judge) -> validate.Verdict:
    """Let Great Expectations judge the events; what fails by rows is held, what fails as a whole stops the release.

    Raises:
        ReleaseStopped: a release-level check failed.
    """
    return validate.judge(made.database, judge, max_held_share=settings.max_held_share)


def publish_release(
    settings: Settings, made: Build, verdict: validate.Verdict, seconds: dict[str, float]
) -> releases.Release:
    """Build the marts without what is held and publish them.

    Args:
        seconds: how long the stages before this one took; the release keeps them.
    """
    made.nodes.extend(build.build_marts(made.folder, settings.dbt_target))
    about = {
        "inputs": inputs.current_inputs(settings),
        **publish.describe(made.database),
        "checks": verdict.outcomes,
        "held": [held.as_json() for held in verdict.held],
        "warnings": verdict.warned_of,
        "seconds": seconds,
        "nodes": [asdict(node) for node in made.nodes],
        "replaces_damaged": releases.served_damage(settings),
    }
    page = _page(settings, made, about["inputs"])
    release = publish.publish(settings, made.database, about, page=page, write_report=report.write)
    shutil.rmtree(settings.scratch, ignore_errors=True)
    releases.prune(settings)
    return release


def _page(settings: Settings, made: Build, made_from: dict[str, str | int]) -> Path:
    """The page that describes every table: that of the current release while the models stay as they are."""
    served = releases.intact(settings)
    if served and served.about["inputs"].get("dbt_project") == made_from["dbt_project"]:
        return served.folder / publish.PAGE
    return build.docs(made.folder, settings.dbt_target)


PLAIN = Stages(ingest=ingest, read=read, build=build_events, validate=judge, publish=publish_release)
