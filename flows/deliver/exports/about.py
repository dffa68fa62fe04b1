"""What every export says of itself: its release, when it was taken, how to cite it, and whose words it quotes."""

from __future__ import annotations

from datetime import UTC, datetime

from flows.deliver.exports.selection import QUOTE_LENGTH, Selection

LOOKALIKES = (
    "acled_events, ucdp_events, plover_events and iati_transactions have the columns of ACLED, UCDP GED, POLECAT and"
    " IATI; they are not data of theirs and must not be cited as such"
)


def about(selection: Selection) -> dict[str, str]:
    """The facts about an export by name, in the order in which they are shown; the same words in every format."""
    said = selection.release.about
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    published = str(said["published_at"])[:10]
    return {
        "release_id": selection.release.release_id,
        "published_on": published,
        "schema_version": str(said["schema_version"]),
        "accessed_on": today,
        "holds": selection.holds,
        "tables": ", ".join(table.name for table in selection.tables),
        "how_to_cite": (
            f"Sitrep, release {selection.release.release_id} of {published} (schema {said['schema_version']}),"
            f" accessed on {today}. For a single figure name its event id too: `sitrep explain ID` shows its words."
        ),
        "credits": "; ".join(said["credits"]),
        "licences": "; ".join(
            f"{source['publisher']}: {source['licence'] or 'not stated'}" for source in selection.sources()
        ),
        "quotes": (
            f"at most {QUOTE_LENGTH} characters, an ellipsis where one was cut; they belong to their publisher, whose"
            " licence stands beside them. fct_claims is without its column fact, which repeats them in full"
        ),
        "lookalikes": LOOKALIKES,
    }


def as_text(facts: dict[str, str]) -> str:
    """The facts as a text file, one to a line."""
    return "".join(f"{name.replace('_', ' ')}: {' '.join(told.split())}\n" for name, told in facts.items())
