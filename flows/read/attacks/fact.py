"""One attack as a fact: the draft's figures with who, where, when, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.read.attacks.drafts import Draft, is_cumulative
from flows.read.attacks.figures import figures_of, value_of
from flows.read.attacks.mentions import SentenceReading
from flows.read.attacks.setting import Setting, Side, best_date, is_past, near
from flows.read.attacks.sides import attacker_of, country_of
from flows.read.facts import Fact, Speaker
from flows.read.tag.places import Place, order_places
from flows.read.tag.tagging import TaggedStory
from flows.read.text import Tag


@dataclass(frozen=True)
class StoryReading:
    """A story as the attack reader sees it, sentence by sentence."""

    story: TaggedStory
    readings: Sequence[SentenceReading]
    settings: Sequence[Setting]
    speakers: Sequence[Speaker | None]


@dataclass(frozen=True)
class _Found:
    """What the story says about one draft."""

    date: Tag | None
    struck: Sequence[Place]
    launch: Sequence[Place]
    attacker: Side | None
    speaker: Speaker | None


def make_fact(draft: Draft, told: StoryReading) -> Fact:
    """The fact that a draft stands for."""
    main = draft.mentions[0] if draft.mentions else None
    index = main.sentence if main else draft.sentences[0]
    found = _find(draft, told, index)
    weapons, figures, spans = figures_of(draft, told.readings)
    sentence = told.readings[index].sentence.sentence
    start, end = (main.start, main.end) if main else _trigger(told.readings[index])
    return Fact(
        fact_type="attack",
        story=told.story.story.index,
        start=start,
        end=end,
        quote=(sentence.start, sentence.end),
        fields={**_setting_fields(draft, told, found), **_count_fields(draft, told, index, weapons)},
        spans={**spans, **_spans(found)},
        figures=figures,
        patterns=tuple(dict.fromkeys(mention.pattern for mention in draft.mentions)),
    )


def _find(draft: Draft, told: StoryReading, index: int) -> _Found:
    """Date, places and so on of a draft; a tally without a place is one of the whole country, unless the other of
    headline and lead names one.
    """
    settings = told.settings
    struck: Sequence[Place] = draft.places
    if not struck:
        reach = settings[:2] if draft.is_tally and index < 2 else () if draft.is_tally else settings
        struck = _inherited(draft, reach, "struck") or _inherited(draft, reach, "office")
    return _Found(
        date=best_date(settings, [index, *(other for other in draft.sentences if other != index)]),
        struck=struck,
        launch=_inherited(draft, settings, "launch", only_own=True),
        attacker=attacker_of(draft, settings, struck),
        speaker=_speaker(draft, told),
    )


def _setting_fields(draft: Draft, told: StoryReading, found: _Found) -> dict[str, Any]:
    aim = next((told.settings[index].aim for index in draft.sentences if told.settings[index].aim), None)
    return {
        "event_date": found.date.value.value if found.date else None,
        "attacker": found.attacker.name if found.attacker else None,
        "attribution_basis": found.attacker.basis if found.attacker else "unknown",
        "country": country_of(found.struck, found.attacker, aim),
        "places": order_places(found.struck),
        "launch_places": list(dict.fromkeys(place.name for place in found.launch)),
        "claimed_by": found.speaker.name if found.speaker else None,
    }


def _count_fields(draft: Draft, told: StoryReading, index: int, weapons: list[dict[str, Any]]) -> dict[str, Any]:
    has_date = bool(best_date(told.settings, draft.sentences))
    return {
        "weapons": weapons,
        "killed": value_of(draft, "killed"),
        "injured": value_of(draft, "injured"),
        "target": _target(told.readings[index]),
        "is_background": any(is_past(told.settings[other], told.story.date) for other in draft.sentences),
        "is_cumulative": is_cumulative(draft, told.settings, has_date=has_date),
        "role": draft.role,
        "more_quotes": _more_quotes(draft, told.readings, index),
    }


def _spans(found: _Found) -> dict[str, tuple[int, int]]:
    spans = {f"places.{number}": (place.start, place.end) for number, place in enumerate(found.struck)}
    if found.date:
        spans["event_date"] = (found.date.start, found.date.end)
    if found.attacker and found.attacker.end > found.attacker.start:
        spans["attacker"] = (found.attacker.start, found.attacker.end)
    if found.speaker:
        spans["claimed_by"] = (found.speaker.start, found.speaker.end)
    return spans


def _trigger(reading: SentenceReading) -> tuple[int, int]:
    tags = reading.of("strike", "shell", "bomb", "explode", "weapon", "arms", "launch")
    sentence = reading.sentence.sentence
    return (tags[0].start, tags[0].end) if tags else (sentence.start, sentence.end)


def _inherited(draft: Draft, settings: Sequence[Setting], use: str, *, only_own: bool = False) -> list[Place]:
    """The places of a use in the draft's sentences, else in the nearest sentences of the story that have any."""
    told = [index for index in draft.sentences if index < len(settings)]
    own = [place for index in told for place in settings[index].places if place.use == use]
    if own or only_own:
        behind = [settings[index + 1] for index in draft.sentences if index + 1 < len(settings)]
        return own or [place for setting in behind for place in setting.places if place.use == use]
    for index in near(settings, draft.sentences[0]):
        found = [place for place in settings[index].places if place.use == use]
        if found:
            return found
    return []


def _speaker(draft: Draft, told: StoryReading) -> Speaker | None:
    """Who says it: the speaker of the sentence, else of another sentence that tells the same, else the nearest."""
    speakers = told.speakers
    own = [speakers[index] for index in draft.sentences if speakers[index]]
    if own:
        return own[-1] if len(draft.sentences) > 1 and draft.sentences[0] == 0 else own[0]
    first = draft.sentences[0]
    around = [index for index in near(told.settings, first) if index in (first - 1, first + 1, first + 2, first - 2)]
    return next((speakers[index] for index in around if speakers[index]), None)


def _target(reading: SentenceReading) -> str | None:
    """What was struck, where a noun for it stands in the sentence."""
    found = next(iter(reading.of("object")), None)
    return found.text if found else None


def _more_quotes(draft: Draft, readings: Sequence[SentenceReading], main: int) -> list[str]:
    """The other sentences that tell of the same attack."""
    return [readings[index].sentence.sentence.text for index in draft.sentences if index != main]
