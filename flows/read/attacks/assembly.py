"""Attacks of a story: its casualties and air-defence tallies as facts, with who, where, when and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.read.attacks.drafts import MANY, sentence_drafts
from flows.read.attacks.events import find_events
from flows.read.attacks.fact import StoryReading, make_fact
from flows.read.attacks.mentions import Mention, SentenceReading
from flows.read.attacks.merging import merge
from flows.read.attacks.parts import find_parts, mark_components
from flows.read.attacks.same import weapons_agree
from flows.read.attacks.setting import Setting
from flows.read.attacks.story import read_story
from flows.read.facts import Fact, Speaker
from flows.read.tag.tagging import TaggedStory
from flows.read.tag.tape import load_tape_patterns

ATTACK_WORDS = tuple(
    "weapon killed killing die dead injured injuring shell bomb explode strike toll injury_toll bodies deaths".split()
)
IN_HOSPITAL = "injured.hospital"  # the row of triggers.csv
STAY_REACH = 3  # sentences behind a toll in which those who stayed in hospital are still told of
REPORT_REACH = 4  # sentences of an air force's report: launched, shot down, lost, and, at the end, what got through
TOO_MANY = 1_000_000  # no attack, and no running total of civilians in this war, has killed or hurt so many
TOO_MANY_WEAPONS = 100_000_000  # more than all shells of the war; what is larger would not fit the columns either
SMALLEST_SUM = 20  # smaller numbers add up by chance


def find_attacks(story: TaggedStory, speakers: Sequence[Speaker | None]) -> list[Fact]:
    """The attack facts of a story, in the order of the text.

    Args:
        speakers: who says each sentence, in the order of story.sentences.
    """
    if not any(sentence.of(*ATTACK_WORDS) for sentence in story.sentences):
        return []
    readings, settings = read_story(story)
    aside = aside_of(readings)
    drafts = [
        draft
        for reading, setting in zip(readings, settings, strict=True)
        for draft in sentence_drafts(reading, setting, _asserted(reading, settings, aside))
    ]
    merged = merge(drafts, readings, settings)
    mark_components(merged, readings)
    merged += find_parts(readings, settings, merged)
    merged += find_events(readings, settings, merged)
    merged.sort(key=lambda draft: (draft.sentences[0], draft.mentions[0].start if draft.mentions else 0))
    told = StoryReading(story, readings, settings, speakers)
    return [make_fact(draft, told) for draft in merged]


def aside_of(readings: Sequence[SentenceReading]) -> dict[int, str]:
    """Numbers that a pattern has read and that another number of the story explains: the start of each and why."""
    return (
        dict.fromkeys(_sums_of_tolls(readings), "joint-toll")
        | dict.fromkeys(_came_through(readings), "rest-of-launched")
        | dict.fromkeys(_in_hospital(readings), "part-of-toll")
    )


def _sums_of_tolls(readings: Sequence[SentenceReading]) -> frozenset[int]:
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


def _came_through(readings: Sequence[SentenceReading]) -> frozenset[int]:
    """The starts of weapons that reached their targets, where a sentence shortly before tells of more of them."""
    through = {pattern.pattern_id for pattern in load_tape_patterns("attacks").all if pattern.entry.get("reaches")}
    tallies = [mention for reading in readings for mention in reading.mentions if mention.is_tally]
    told = [mention for mention in tallies if mention.pattern not in through]
    return frozenset(
        mention.start
        for mention in tallies
        if mention.pattern in through and mention.number is not None and any(_is_more(each, mention) for each in told)
    )


def _in_hospital(readings: Sequence[SentenceReading]) -> frozenset[int]:
    """The starts of those who are in hospital, where a sentence before tells of more who were hurt."""
    hurt = [mention for reading in readings for mention in reading.mentions if mention.role == "injured"]
    found = []
    for mention in hurt:
        how = [tag for tag in readings[mention.sentence].of("injured") if tag.start >= mention.end]
        is_there = bool(how) and how[0].row_id == IN_HOSPITAL
        before = [each for each in hurt if 0 < mention.sentence - each.sentence <= STAY_REACH and each.value]
        if is_there and mention.value and any(each.value and each.value > mention.value for each in before):
            found.append(mention.start)
    return frozenset(found)


def _is_more(told: Mention, mention: Mention) -> bool:
    """True for a launch of more of the same weapons, or for others of them that were shot down, shortly before."""
    if not 0 <= mention.sentence - told.sentence <= REPORT_REACH or not weapons_agree(told.arms, mention.arms):
        return False
    if told.start > mention.start or not told.value:
        return False
    return told.role == "intercepted" or (told.role == "launched" and told.value > (mention.value or 0))


def _asserted(reading: SentenceReading, settings: Sequence[Setting], aside: Mapping[int, str]) -> list[Mention]:
    """The mentions of a sentence that are facts of attacks: not imagined or denied, no accident, no battle."""
    kept = [
        mention
        for mention in reading.mentions
        if mention.modality == "asserted" and mention.start not in aside and is_attack(mention, reading, settings)
    ]
    is_battle = any(mention.is_military and mention not in kept for mention in reading.mentions)
    return [mention for mention in kept if mention.is_tally or not is_battle]


def reason_of(reading: SentenceReading, settings: Sequence[Setting], aside: Mapping[int, str]) -> dict[int, str]:
    """Why the numbers of a sentence that a pattern has read are no figures of an attack, by their start."""
    reasons = dict(reading.reasons)
    for mention in reading.mentions:
        if mention.modality != "asserted":
            reasons[mention.start] = "not-asserted"
        elif mention.start in aside:
            reasons[mention.start] = aside[mention.start]
        elif not is_attack(mention, reading, settings):
            reasons[mention.start] = "not-an-attack"
        else:
            reasons[mention.start] = "repeated"
    return reasons


def is_attack(mention: Mention, reading: SentenceReading, settings: Sequence[Setting]) -> bool:
    """True where a figure belongs to an attack: a tally, or people hurt where the text speaks of strikes or the war."""
    here = settings[reading.index]
    if _is_too_many(mention):
        return False
    if mention.is_tally:
        return not (mention.role != "launched" and _is_loss_list(reading))
    before = settings[max(reading.index - 2, 0) : reading.index]
    if mention.is_military:
        is_told = "active" not in mention.pattern and (mention.value or 0) < MANY
        is_strike = here.is_attack or (is_told and any(each.is_attack for each in before))
        return is_strike and not _is_loss_list(reading)
    if here.is_attack:
        return True
    if here.is_accident:
        return False
    return any(each.is_attack or each.tells_of_war for each in [here, *before, *settings[:2]])


def _is_too_many(mention: Mention) -> bool:
    number = mention.number
    stated = (mention.value, *((number.low, number.high) if number else ()))
    return max(value or 0 for value in stated) >= (TOO_MANY_WEAPONS if mention.is_tally else TOO_MANY)


def _is_loss_list(reading: SentenceReading) -> bool:
    return bool(reading.of("loss_list"))
