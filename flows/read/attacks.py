"""Attacks of a story: its casualties and air-defence tallies as facts, with who, where, when and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.read.attacks_drafts import Draft, is_cumulative, merge, sentence_drafts
from flows.read.attacks_events import find_events
from flows.read.attacks_mentions import TALLY, Mention, SentenceReading, read_sentence
from flows.read.attacks_parts import find_parts, mark_components
from flows.read.attacks_setting import Setting, best_date, is_past, read_setting
from flows.read.attacks_sides import attacker_of, country_of
from flows.read.facts import Fact, Figure, Speaker
from flows.read.places import Place, order_places
from flows.read.tagging import TaggedStory

SMALLEST_SUM = 20  # smaller numbers add up by chance


def find_attacks(story: TaggedStory, speakers: Sequence[Speaker | None]) -> list[Fact]:
    """The attack facts of a story, in the order of the text.

    Args:
        speakers: who says each sentence, in the order of story.sentences.
    """
    readings = [read_sentence(sentence, index) for index, sentence in enumerate(story.sentences)]
    settings = [read_setting(reading) for reading in readings]
    sums = sums_of_tolls(readings)
    drafts = [
        draft
        for reading, setting in zip(readings, settings, strict=True)
        for draft in sentence_drafts(reading, setting, _asserted(reading, settings, sums))
    ]
    merged = merge(drafts, readings, settings)
    mark_components(merged)
    merged += find_parts(readings, settings, merged)
    merged += find_events(readings, settings, merged)
    merged.sort(key=lambda draft: (draft.sentences[0], draft.mentions[0].start if draft.mentions else 0))
    return [_fact(draft, story, readings, settings, speakers) for draft in merged]


def sums_of_tolls(readings: Sequence[SentenceReading]) -> frozenset[int]:
    """The starts of tolls called injured that are the sum of the killed and another number of the story."""
    mentions = [
        mention for reading in readings for mention in reading.mentions if mention.role in ("killed", "injured")
    ]
    killed = {mention.start: mention.value for mention in mentions if mention.role == "killed" and mention.value}
    counts = {
        tag.value.low
        for reading in readings
        for tag in reading.of("number")
        if tag.value.high is not None and tag.start not in killed and not reading.of_span(tag, "arms", "other_count")
    }
    return frozenset(
        mention.start
        for mention in mentions
        if mention.role == "injured"
        and mention.value
        and mention.value >= SMALLEST_SUM
        and any(mention.value - each in counts for each in killed.values())
    )


def _asserted(reading: SentenceReading, settings: Sequence[Setting], sums: frozenset[int]) -> list[Mention]:
    """The mentions of a sentence that are facts of attacks: not imagined or denied, no accident, no battle."""
    kept = [
        mention
        for mention in reading.mentions
        if mention.modality == "asserted" and mention.start not in sums and is_attack(mention, reading, settings)
    ]
    is_battle = any(mention.is_military and mention not in kept for mention in reading.mentions)
    return [mention for mention in kept if mention.role in TALLY or not is_battle]


def reason_of(reading: SentenceReading, settings: Sequence[Setting], sums: frozenset[int]) -> dict[int, str]:
    """Why the numbers of a sentence that a pattern has read are no figures of an attack, by their start."""
    reasons = dict(reading.reasons)
    for mention in reading.mentions:
        if mention.modality != "asserted":
            reasons[mention.start] = "not-asserted"
        elif mention.start in sums:
            reasons[mention.start] = "joint-toll"
        elif not is_attack(mention, reading, settings):
            reasons[mention.start] = "not-an-attack"
        else:
            reasons[mention.start] = "repeated"
    return reasons


def is_attack(mention: Mention, reading: SentenceReading, settings: Sequence[Setting]) -> bool:
    """True where a figure belongs to an attack: a tally, or people hurt where the text speaks of strikes or the war."""
    here = settings[reading.index]
    if mention.role in TALLY:
        return not (mention.role != "launched" and _is_loss_list(reading))
    if mention.is_military and (_is_loss_list(reading) or not reading.of("weapon", "arms", "strike", "shell", "bomb")):
        return False
    if here.is_attack:
        return True
    if here.is_accident:
        return False
    around = [here, *settings[max(reading.index - 2, 0) : reading.index], *settings[:2]]
    return any(each.is_attack or each.is_war or each.is_cumulative for each in around)


def _is_loss_list(reading: SentenceReading) -> bool:
    return bool(reading.of("loss_list"))


def _fact(
    draft: Draft,
    story: TaggedStory,
    readings: Sequence[SentenceReading],
    settings: Sequence[Setting],
    speakers: Sequence[Speaker | None],
) -> Fact:
    first = draft.sentences[0]
    main = next((mention for mention in draft.mentions), None)
    place_of = main.sentence if main else first
    date = best_date(settings, [place_of, *(index for index in draft.sentences if index != place_of)])
    struck = draft.places or _inherited(draft, settings, "struck") or _inherited(draft, settings, "office")
    attacker = attacker_of(draft, settings, struck)
    launch = _inherited(draft, settings, "launch", only_own=True)
    speaker = _speaker(draft, speakers)
    weapons, figures, spans = _figures(draft, readings)
    sentence = readings[place_of].sentence.sentence
    fields: dict[str, Any] = {
        "event_date": date.value.value if date else None,
        "attacker": attacker.name if attacker else None,
        "attribution_basis": attacker.basis if attacker else "unknown",
        "country": country_of(struck, attacker, _aim(draft, settings)),
        "places": order_places(place for place in struck if place.name != "Ukraine"),
        "launch_places": list(dict.fromkeys(place.name for place in launch)),
        "weapons": weapons,
        "killed": _value(draft, "killed"),
        "injured": _value(draft, "injured"),
        "target": _target(readings[place_of]),
        "claimed_by": speaker.name if speaker else None,
        "is_background": any(is_past(settings[index], story.date) for index in draft.sentences),
        "is_cumulative": is_cumulative(draft, settings, has_date=date is not None),
        "role": draft.role,
        "more_quotes": _more_quotes(draft, readings, place_of),
    }
    if date:
        spans["event_date"] = (date.start, date.end)
    if attacker and attacker.end > attacker.start:
        spans["attacker"] = (attacker.start, attacker.end)
    if speaker:
        spans["claimed_by"] = (speaker.start, speaker.end)
    for number, place in enumerate(struck):
        spans[f"places.{number}"] = (place.start, place.end)
    start, end = (main.start, main.end) if main else _trigger(readings[first])
    return Fact(
        fact_type="attack",
        story=story.story.index,
        start=start,
        end=end,
        quote=(sentence.start, sentence.end),
        fields=fields,
        spans=spans,
        figures=figures,
        patterns=tuple(dict.fromkeys(mention.pattern for mention in draft.mentions)),
    )


def _trigger(reading: SentenceReading) -> tuple[int, int]:
    tags = reading.of("strike", "shell", "bomb", "explode", "weapon", "arms", "launch")
    sentence = reading.sentence.sentence
    return (tags[0].start, tags[0].end) if tags else (sentence.start, sentence.end)


def _inherited(draft: Draft, settings: Sequence[Setting], use: str, *, only_own: bool = False) -> list[Place]:
    """The places of a use in the draft's sentences, else in the nearest sentences of the story that have any."""
    own = [place for index in draft.sentences for place in settings[index].places if place.use == use]
    if own or only_own:
        behind = [settings[index + 1] for index in draft.sentences if index + 1 < len(settings)]
        return own or [place for setting in behind for place in setting.places if place.use == use]
    first = draft.sentences[0]
    order = sorted(range(len(settings)), key=lambda index: (abs(index - first), index > first))
    for index in order:
        found = [place for place in settings[index].places if place.use == use]
        if found:
            return found
    return []


def _speaker(draft: Draft, speakers: Sequence[Speaker | None]) -> Speaker | None:
    """Who says it: the speaker of the sentence, else of another sentence that tells the same, else the nearest."""
    own = [speakers[index] for index in draft.sentences if speakers[index]]
    if own:
        return own[-1] if len(draft.sentences) > 1 and draft.sentences[0] == 0 else own[0]
    first = draft.sentences[0]
    order = [index for index in (first - 1, first + 1, first + 2, first - 2) if 0 <= index < len(speakers)]
    return next((speakers[index] for index in order if speakers[index]), None)


def _aim(draft: Draft, settings: Sequence[Setting]) -> str | None:
    return next((settings[index].aim for index in draft.sentences if settings[index].aim), None)


def _value(draft: Draft, role: str) -> int | None:
    mention = next((each for each in draft.mentions if each.role == role), None)
    return int(mention.value) if mention is not None and mention.value is not None else None


def _figures(
    draft: Draft, readings: Sequence[SentenceReading]
) -> tuple[list[dict[str, Any]], dict[str, Figure], dict[str, tuple[int, int]]]:
    """The weapons with their counts, and every figure and span by the path of its field."""
    weapons: list[dict[str, Any]] = []
    figures: dict[str, Figure] = {}
    spans: dict[str, tuple[int, int]] = {}
    for mention in draft.mentions:
        path = mention.role
        if mention.role in TALLY:
            number = _weapon_slot(weapons, mention)
            weapons[number][mention.role] = None if mention.value is None else int(mention.value)
            path = f"weapons.{number}.{mention.role}"
        figures[path] = _figure(mention, readings)
        spans[path] = (mention.start, mention.end)
    if not any(mention.role in TALLY for mention in draft.mentions):
        weapons = _uncounted(draft, readings)
    return weapons, figures, spans


def _weapon_slot(weapons: list[dict[str, Any]], mention: Mention) -> int:
    arms = mention.arms
    weapon_type, model = (arms.weapon_type, arms.model) if arms else ("other", None)
    for number, weapon in enumerate(weapons):
        if weapon["type"] == weapon_type and (weapon["model"] == model or model is None or weapon["model"] is None):
            weapon["model"] = weapon["model"] or model
            if weapon[mention.role] is None:
                return number
    weapons.append(_weapon(weapon_type, model))
    return len(weapons) - 1


def _weapon(weapon_type: str, model: str | None) -> dict[str, Any]:
    return {"type": weapon_type, "model": model or None, "launched": None, "intercepted": None, "lost_or_other": None}


def _uncounted(draft: Draft, readings: Sequence[SentenceReading]) -> list[dict[str, Any]]:
    """The weapons that a strike without a count was made with."""
    order = [*draft.sentences, *[index for index in (draft.sentences[0] - 1, 0, 1) if 0 <= index < len(readings)]]
    for index in order:
        found: dict[str, dict[str, Any]] = {}
        for tag in readings[index].of("weapon", "arms"):
            if tag.value and tag.value.weapon_type != "other":
                found.setdefault(tag.value.weapon_type, _weapon(tag.value.weapon_type, tag.value.model))
        if found:
            return list(found.values())
    return []


def _figure(mention: Mention, readings: Sequence[SentenceReading]) -> Figure:
    sentence = readings[mention.sentence].sentence.sentence
    text = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    number = mention.number
    low = number.low if number else mention.value
    high = number.high if number else mention.value
    return Figure(low, high, number.qualifier if number else None, mention.start, mention.end, text)


def _target(reading: SentenceReading) -> str | None:
    """What was struck, where a noun for it stands in the sentence."""
    found = next(iter(reading.of("object")), None)
    return found.text if found else None


def _more_quotes(draft: Draft, readings: Sequence[SentenceReading], main: int) -> list[str]:
    """The other sentences that tell of the same attack."""
    return [readings[index].sentence.sentence.text for index in draft.sentences if index != main]
