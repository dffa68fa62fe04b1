"""Diplomatic events of a story: its acts, those that are its events (choice.py), between whom, where and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flows.read.diplomacy.acts import Act, level_of
from flows.read.diplomacy.choice import PLAIN, chosen_acts, room_of
from flows.read.diplomacy.complements import typed
from flows.read.diplomacy.filters import is_about_events
from flows.read.diplomacy.frames import find_acts
from flows.read.diplomacy.gifts import with_gifts
from flows.read.diplomacy.own import HOME
from flows.read.diplomacy.verbs import meeting_forms, toned
from flows.read.diplomacy.when import date_of
from flows.read.diplomacy.where import place_of
from flows.read.facts import Fact, Speaker
from flows.read.parse.grammar import Parse, Parses, find_subject
from flows.read.tag.tagging import TaggedSentence, TaggedStory
from flows.read.text import Tag
from flows.read.who.actors import actors, is_command, is_group, is_outlet
from flows.read.who.mentions import Mention, mention_in
from flows.read.who.referents import Cast

FULL_DATE = len("YYYY-MM-DD")
RECENT_DAYS = 31
AT_WAR = ("RU", "UA")
OF_WAR = re.compile(r"['’]?s? (?:war|crisis|conflict|invasion)\b")  # a country so named receives nothing
BEST_LEVEL = 1  # acts deeper in a sentence are background


def find_diplomatic(
    story: TaggedStory, parses: Parses, speakers: list[Speaker | None], others: Sequence[Fact] = ()
) -> list[Fact]:
    """The diplomatic events that a story reports, as facts.

    Args:
        others: the attacks and the aid of the same story; aid is an event too, the report of an attack is none.
    """
    if not is_about_events(story):
        return []
    cast = Cast(story, parses, speakers)
    told = [_acts_of(sentence, place, parses, cast) for place, sentence in enumerate(story.sentences)]
    struck = {fact.quote[0] for fact in others if fact.fact_type == "attack"}
    chosen = chosen_acts(story, told, struck)
    said_by = {sentence.sentence.start: speaker for sentence, speaker in zip(story.sentences, speakers, strict=True)}
    events = [_fact(story, _hosted(act), said_by[act.parse.sentence.sentence.start]) for act in chosen]
    return with_gifts(events, [fact for fact in others if fact.fact_type == "aid"], room_of(story))


def _acts_of(sentence: TaggedSentence, place: int, parses: Parses, cast: Cast) -> list[Act]:
    """The acts of a sentence, speech typed by what is said, pronouns and short names resolved."""
    parse = parses.get(sentence.sentence.start)
    if parse is None:
        return []
    acts = [typed(act) for act in _attributed(parse, cast)] or [typed(act) for act in find_acts(parse)]
    is_plain = len(acts) == 1 and acts[0].frame == "attribution" and acts[0].event_type in PLAIN
    if is_plain and any(word.lower_ in meeting_forms() for word in parse.doc):
        acts = [act for act in find_acts(parse) if _is_meeting(act)] or acts  # who tells of it is its source
    return [cast.aimed(_helped(_plain(cast.resolved(act, place))), place) for act in acts if act.level <= BEST_LEVEL]


def _is_meeting(act: Act) -> bool:
    """True for a meeting of two named sides, told as done or planned."""
    is_told = act.is_strong and act.modality in ("asserted", "planned") and bool(act.sources) and bool(act.targets)
    return is_told and act.frame in ("joint", "confer") and act.event_type == "CONSULT" and act.level <= BEST_LEVEL


def _plain(act: Act) -> Act:
    """Words that blame nobody in particular are a statement."""
    is_worded = not act.row_id.startswith("verb.") or ".speech." in act.row_id
    is_blank = act.is_speech and is_worded and act.event_type == "ACCUSE" and not act.targets
    return replace(act, event_type="STATEMENT") if is_blank else act


def _helped(act: Act) -> Act:
    """Aid without a receiver goes to the country that its sentence names beside the giver."""
    if _tells_aid(act):
        act = replace(act, event_type="AID", targets=())
    if _is_no_gift(act):
        return replace(act, sources=())
    if act.event_type != "AID" or act.targets or not act.sources:
        return act
    givers = {source.country for source in act.sources}
    whole = act.parse.sentence.sentence
    tags = [tag for tag in act.parse.sentence.of("country") if tag.value.get("country") not in givers]
    tags = [tag for tag in tags if not OF_WAR.match(whole.text, tag.end - whole.start)]
    tags.sort(key=lambda tag: tag.value.get("country") != HOME)
    if not tags:
        return act
    receiver = mention_in(act.parse.sentence, tags[0].start, tags[0].end)
    act = replace(act, targets=(replace(receiver, name=tags[0].value["name"]),))
    return replace(act, sources=()) if _is_no_gift(act) else act


def _is_no_gift(act: Act) -> bool:
    """True for what one of the warring countries hands to the other, or spends and receives itself."""
    givers, receivers = ({name.country for name in side} for side in (act.sources, act.targets))
    is_at_war = len(givers) == 1 and givers <= set(AT_WAR)
    is_told = act.is_speech or any(name.kind == "person" for name in act.sources)
    return act.event_type == "AID" and is_at_war and receivers <= set(AT_WAR) and not is_told


def _attributed(parse: Parse, cast: Cast) -> list[Act]:
    """The speech act of a speaker named around the sentence, with the sentence as what is said."""
    cut = parse.attribution
    if cut is None or cut.who_start is None or cut.who_end is None:
        return []
    who = _with_body(parse, mention_in(parse.sentence, cut.who_start, cut.who_end))
    is_word = who.tag is None and who.name.istitle() and " " not in who.name and who.kind != "office"
    if is_word and not cast.knows(who, cut.pattern):
        return []
    if (
        is_outlet(who)
        or is_command(who)
        or (who.kind == "phrase" and not is_group(who.name) and "verb" not in cut.pattern)
    ):
        return []
    return [
        Act(
            row_id=cut.pattern,
            event_type="STATEMENT",
            mode=None,
            frame="attribution",
            is_strong=True,
            sources=(who,),
            targets=(),
            trigger=parse.root,
            parse=parse,
            start=cut.who_start,
            end=cut.who_end,
            modality="asserted",
            level=level_of(parse.root),
        )
    ]


def _with_body(parse: Parse, who: Mention) -> Mention:
    """A bare office under the name of the body that the sentence is about ("NATO ..., chief says")."""
    subject = find_subject(parse.root)
    if who.kind != "office" or " " in who.name or subject is None:
        return who
    bodies = [name for name in actors(parse, subject) if name.kind == "body"]
    return replace(who, name=f"{bodies[0].name} {who.name}", tag=bodies[0].tag) if bodies else who


def _tells_aid(act: Act) -> bool:
    """True for words about a sum of aid."""
    if act.event_type not in PLAIN or not act.parse.sentence.of("money"):
        return False
    words = {token.lower_ for token in act.parse.doc}
    return bool(words & toned("aid")) and not words & toned("need")


def _hosted(act: Act) -> Act:
    """A visit to a capital is a visit to its country."""
    if act.mode != "visit":
        return act
    targets = tuple(
        replace(name, name=name.tag.value["name"])
        if name.tag is not None and name.kind == "country" and name.name in name.tag.value.get("seats", "").split("|")
        else name
        for name in act.targets
    )
    return replace(act, targets=targets)


def _as_noun(act: Act, mention: Mention) -> str:
    """An actor's name; a bare adjective of country ("Chilean") gives the country, unless it is somebody held."""
    is_bare = mention.kind == "country" and mention.tag is not None and act.event_type != "COERCE"
    if mention.tag is None or not is_bare or mention.name.endswith("s"):
        return mention.name
    is_adjective = mention.name in str(mention.tag.value.get("demonyms", "")).split("|")
    return str(mention.tag.value["name"]) if is_adjective else mention.name


def _fact(story: TaggedStory, act: Act, speaker: Speaker | None) -> Fact:
    sentence = act.parse.sentence
    place, day = place_of(act, story), date_of(act, story)
    source = ", ".join(dict.fromkeys(_as_noun(act, mention) for mention in act.sources))
    target = ", ".join(dict.fromkeys(_as_noun(act, mention) for mention in act.targets)) or None
    spans = {"event_type": (act.start, act.end), "source_actor": (act.sources[0].start, act.sources[-1].end)}
    if act.targets:
        spans["target_actor"] = (act.targets[0].start, act.targets[-1].end)
    for name, tag in (("place", place), ("event_date", day)):
        if tag is not None:
            spans[name] = (tag.start, tag.end)
    return Fact(
        fact_type="diplomatic",
        story=story.story.index,
        start=act.start,
        end=act.end,
        quote=(sentence.sentence.start, sentence.sentence.end),
        fields={
            "event_type": act.event_type,
            "event_mode": act.mode,
            "source_actor": source,
            "target_actor": target,
            "place": place.text if place else None,
            "event_date": day.value.value if day else None,
            "summary": " ".join(part for part in (source, act.event_type.lower(), target) if part),
            "claimed_by": speaker.name if speaker and speaker.name not in source else None,
        },
        spans=spans,
        patterns=(act.row_id,),
        modality=_modality(story, act, day),
    )


def _modality(story: TaggedStory, act: Act, day: Tag | None) -> str:
    """The act's own modality; an act of long before the document is background."""
    published = story.date.value
    if act.modality != "asserted" or day is None or published is None or len(published) < FULL_DATE:
        return act.modality
    value = day.value.value
    if len(value) < FULL_DATE:
        return "historical" if value < published[: len(value)] else act.modality
    age = date.fromisoformat(published) - date.fromisoformat(value)
    return "historical" if age.days > RECENT_DAYS else act.modality
