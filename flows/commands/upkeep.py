"""The commands that keep a warehouse in order."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from flows.commands.options import AsJson, Raw, Warehouse, print_json, settings_of
from flows.errors import CLEAN, ENVIRONMENT, HELD

quarantine = typer.Typer(no_args_is_help=True)

DeliveryId = Annotated[str, typer.Argument(metavar="ID", help="From `sitrep quarantine list`.", show_default=False)]
SomeDeliveryId = Annotated[
    str | None, typer.Argument(metavar="[ID]", help="One delivery; else all that can be.", show_default=False)
]
ReleaseId = Annotated[
    str | None, typer.Argument(metavar="[RELEASE]", help="From `sitrep releases`; else the one before.")
]


@quarantine.callback()
def of_quarantine() -> None:
    """List what was set aside, show one of it, or take it in again with today's rules.

    Examples:

        sitrep quarantine list

        sitrep quarantine show 4f1c2a9be07d3351

        sitrep quarantine replay
    """


@quarantine.command("list")
def quarantine_list(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """List what is set aside, with the reason; what a readable file replaced since is marked so.

    Examples:

        sitrep quarantine list

        sitrep quarantine list --json
    """
    from flows.deliver import upkeep
    from flows.quarantine import set_aside

    found = set_aside(settings_of(warehouse))
    print_json([item.as_json() for item in found]) if as_json else print(upkeep.quarantine_text(found))


@quarantine.command("show")
def quarantine_show(delivery_id: DeliveryId, warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Show one delivery that was set aside: its reason, how its bytes begin, and what today's rules say.

    Examples:

        sitrep quarantine show 4f1c2a9be07d3351
    """
    from flows.deliver import upkeep
    from flows.quarantine import show

    found = show(settings_of(warehouse), delivery_id)
    print_json(found) if as_json else print(upkeep.fields_text(found))


@quarantine.command("replay")
def quarantine_replay(
    delivery_id: SomeDeliveryId = None, raw: Raw = None, warehouse: Warehouse = None, as_json: AsJson = False
) -> int:
    """Take kept bytes in again with today's rules; the next `sitrep run` reads and publishes what they let through.

    Exit codes: 0 nothing is set aside any more; 10 something still is; 30 a run is going on; 40 it cannot be replayed.

    Examples:

        sitrep quarantine replay 4f1c2a9be07d3351

        sitrep quarantine replay && sitrep run
    """
    from flows.deliver import upkeep
    from flows.pipeline import exclusive
    from flows.quarantine import replay

    settings = settings_of(warehouse, raw)
    with exclusive(settings):
        done = replay(settings, delivery_id)
    print_json([asdict(item) for item in done]) if as_json else print(upkeep.replay_text(done))
    return HELD if any(item.state == "quarantined" for item in done) else CLEAN


def releases(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """List the releases, the newest first, with what each holds and which one is current.

    Examples:

        sitrep releases

        sitrep releases --json
    """
    from flows.deliver import upkeep

    found = upkeep.list_releases(settings_of(warehouse))
    print_json(found) if as_json else print(upkeep.releases_text(found))


def rollback(release_id: ReleaseId = None, warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Point back to an earlier release; it stays current until something new comes in.

    A run that finds nothing new leaves it so; the next new digest, or `sitrep run --reread`, publishes a new release.

    Examples:

        sitrep rollback

        sitrep rollback 20310304T050012345Z
    """
    from flows.pipeline import exclusive
    from flows.releases import roll_back

    settings = settings_of(warehouse)
    with exclusive(settings):
        release = roll_back(settings, release_id)
    if as_json:
        print_json({"release_id": release.release_id, "release_folder": str(release.folder)})
    else:
        print(f"{settings.current} leads to release {release.release_id} now")


def verify(warehouse: Warehouse = None, as_json: AsJson = False) -> int:
    """Check the record, every release and the pointer against the hashes that were written with them.

    Exit codes: 0 all as it was written; 40 something is damaged or missing.

    Examples:

        sitrep verify

        sitrep verify --json
    """
    from flows.deliver import upkeep
    from flows.verify import verify as check

    found = check(settings_of(warehouse))
    print_json([asdict(item) for item in found]) if as_json else print(upkeep.verify_text(found))
    return ENVIRONMENT if any(item.wrong for item in found) else CLEAN


def doctor(raw: Raw = None, warehouse: Warehouse = None, as_json: AsJson = False) -> int:
    """Look at Python, packages, model, disk, lock, record and Prefect, and say what would stop a run.

    Exit codes: 0 nothing would; 40 something would. Nothing is changed.

    Examples:

        sitrep doctor

        sitrep doctor --json
    """
    from flows import doctor as doctors
    from flows.deliver import upkeep

    found = doctors.examine(settings_of(warehouse, raw))
    print_json([asdict(item) for item in found]) if as_json else print(upkeep.doctor_text(found))
    return ENVIRONMENT if any(item.state == doctors.STOP for item in found) else CLEAN
