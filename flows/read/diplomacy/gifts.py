"""Aid as an event: what the aid reader found in a story is also something that the donor did.

A statement about a gift becomes the gift ("the minister said that ten trucks would go to ..."); a gift whose sentence
tells no event of its own is added, once for each donor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from flows.read.facts import Fact
from flows.read.vocabulary import aliases, load_rows

GIVEN = ("pledged", "approved", "obligated", "disbursed", "delivered")  # statuses of a gift that somebody makes
HOME = "Ukraine"


def with_gifts(events: Sequence[Fact], aid: Sequence[Fact], room: int) -> list[Fact]:
    """The events of a story with those that its aid makes.

    Args:
        aid: the facts of aid of the same story.
        room: how many events the story may tell.
    """
    told = [_received(event, aid) for event in events]
    for gift in aid:
        if not _is_news(gift) or any(_is_told(gift, event) for event in told):
            continue
        worded = next((event for event in told if _is_statement_of(gift, event)), None)
        if worded is not None:
            told[told.index(worded)] = _as_gift(worded, gift)
        elif len(told) < room:
            told.append(_given(gift))
    return told


def _received(event: Fact, aid: Sequence[Fact]) -> Fact:
    """An event of aid with the receiver of the gift in its sentence, where it names nobody of his side."""
    target = event.fields["target_actor"]
    is_meant = any(gift.quote == event.quote or target is None for gift in aid)
    if event.fields["event_type"] != "AID" or not is_meant:
        return event
    if target is not None and any(word in target for word in _receiving()):
        return event
    spans = {name: span for name, span in event.spans.items() if name != "target_actor"}
    return replace(event, fields=event.fields | {"target_actor": HOME}, spans=spans)


@cache
def _receiving() -> tuple[str, ...]:
    """The names of the receiver's country, of its people and of its seat."""
    row = next(row for row in load_rows("countries") if row["name"] == HOME)
    return tuple(aliases(row))


def _is_news(gift: Fact) -> bool:
    """True for a gift of a named donor, neither a part of one nor only wished for."""
    donor = gift.fields["donor"]
    is_real = gift.modality in ("asserted", "planned") and not gift.fields["is_component"]
    return is_real and donor is not None and HOME not in donor and gift.fields["status"] in GIVEN


def _is_told(gift: Fact, event: Fact) -> bool:
    """True where the gift's sentence tells another deed, or another sentence its donor's gift."""
    if event.quote == gift.quote:
        return bool(event.fields["event_type"] != "STATEMENT")
    givers = _words(gift.fields["donor"]) | _words(gift.fields["claimed_by"])
    return event.fields["event_type"] == "AID" and not givers.isdisjoint(_words(event.fields["source_actor"]))


def _is_statement_of(gift: Fact, event: Fact) -> bool:
    return event.fields["event_type"] == "STATEMENT" and event.quote == gift.quote


def _words(name: str | None) -> set[str]:
    return {word.lower() for word in (name or "").split() if word[0].isupper()}


def _as_gift(event: Fact, gift: Fact) -> Fact:
    """A statement under the type of the gift that it tells of; its speaker acts where he is not the receiver's."""
    source = event.fields["source_actor"]
    fields = {"event_type": "AID", "source_actor": source, "target_actor": gift.fields["recipient"]}
    return replace(event, fields=event.fields | fields | {"summary": _summary(source)})


def _given(gift: Fact) -> Fact:
    donor = gift.fields["donor"]
    spans = {"event_type": (gift.start, gift.end)}
    if "donor" in gift.spans:
        spans["source_actor"] = gift.spans["donor"]
    if "announced_date" in gift.spans:
        spans["event_date"] = gift.spans["announced_date"]
    return Fact(
        fact_type="diplomatic",
        story=gift.story,
        start=gift.start,
        end=gift.end,
        quote=gift.quote,
        fields={
            "event_type": "AID",
            "event_mode": None,
            "source_actor": donor,
            "target_actor": gift.fields["recipient"],
            "place": None,
            "event_date": gift.fields["announced_date"],
            "summary": _summary(donor),
            "claimed_by": gift.fields["claimed_by"] if gift.fields["claimed_by"] != donor else None,
        },
        spans=spans,
        patterns=gift.patterns,
        modality=gift.modality,
    )


def _summary(donor: str) -> str:
    return f"{donor} aid {HOME}"
