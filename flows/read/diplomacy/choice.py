"""Which acts of a story are its events.

The written rule: a short story tells one event, the headline's first act or, where the headline has no actor or only a
statement, the lead's; another act of the same main clause ("welcomes X but calls Y a shame") is a second one. A longer
story tells further acts of its paragraphs, as many as its length gives room for, and at last the plain words of one
more speaker. Names and missing sides are completed from headline and lead, and one event told twice is one event.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from flows.read.diplomacy.acts import Act
from flows.read.diplomacy.filters import is_report, is_tally, may_state
from flows.read.parse.grammar import find_subject
from flows.read.tag.tagging import TaggedStory
from flows.read.who.actors import classes_of, is_command, is_outlet
from flows.read.who.mentions import Mention

LEAD_SENTENCES = 2  # of the paragraph under the headline
ROOM = ((12, 5), (7, 4), (3, 2), (0, 1))  # (more sentences than, events that such a story may tell)
PLAIN = ("STATEMENT",)
WORDED = ("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")  # types that words alone make
SOURCED = ("speaker.dash", "speaker.label")  # how a digest names the source of its words
SPEAKERS = ("person", "body", "office", "country")


def chosen_acts(story: TaggedStory, told: list[list[Act]], struck: Container[int] = ()) -> list[Act]:
    """The main events of a story, by the written rule.

    Args:
        told: the acts of each sentence of the story.
        struck: where the sentences start that tell of an attack; whose words they are is only the attack's source.
    """
    is_count = any(_is_count(act) for act in told[0]) if told else False
    told = [
        [act for act in acts if not _is_source_of_attack(act, struck) and not _is_count(act, is_said=is_count)]
        for acts in told
    ]
    head = told[0] if story.story.headline else []
    first = 1 if story.story.headline else 0
    after = first + sum(1 for each in story.sentences[first : first + LEAD_SENTENCES] if each.segment.kind == "lead")
    lead = [act for acts in told[first:after] for act in acts]
    main = _main(head, lead)
    chosen = [main] if main is not None else []
    everything = _ranked([*head, *lead, *(act for acts in told[after:] for act in acts)])
    room = room_of(story)
    if main is not None and room == 1:
        chosen += list(_joined_to(main, _ranked(head or lead)))[:1]
    for act in everything:
        if len(chosen) < room and _is_further(act) and not _is_told(act, chosen):
            chosen.append(act)
    if room > 1:
        chosen += list(_other_speaker(everything, chosen))[: max(room - len(chosen), 0)][:1]
    return [act for act in chosen if act.event_type not in PLAIN or not struck or may_state(story)]


def room_of(story: TaggedStory) -> int:
    """How many events a story of its length may tell."""
    return next(events for sentences, events in ROOM if len(story.sentences) > sentences)


def _is_source_of_attack(act: Act, struck: Container[int]) -> bool:
    """True for words that report an attack: in its sentence, or of its victims in another one of the story."""
    if not struck or not act.is_speech or act.event_type not in (*PLAIN, "ACCUSE"):
        return False
    sentence = act.parse.sentence.sentence
    return sentence.start in struck or (act.event_type in PLAIN and is_report(sentence.text))


def _is_count(act: Act, *, is_said: bool = False) -> bool:
    """True for a figure with its source ("Ten moved - X"); where the sentence says that X said it, he did.

    Args:
        is_said: such a headline stands above, so that the lead repeats it.
    """
    is_sourced = act.event_type in PLAIN and (act.row_id.startswith(SOURCED) or (is_said and act.is_speech))
    return is_sourced and is_tally(act.parse.sentence.sentence.text)


def _is_further(act: Act) -> bool:
    """True for a deed to somebody, and for words on the main line that blame, ask, refuse or praise."""
    is_worded = act.level == 0 and act.event_type in WORDED
    return act.event_type not in PLAIN and act.is_strong and (bool(act.targets) or is_worded)


def _joined_to(main: Act, acts: list[Act]) -> Iterator[Act]:
    """Further acts of the main clause: of another kind, each joined to it by "and" or "but", or done in a meeting."""
    for act in acts:
        if act.parse is not main.parse or act.level > 0:
            continue
        is_joined = act.trigger.dep_ == "conj" or (main.frame == "nominal" and act.trigger.dep_ == "ROOT")
        if is_joined and _is_further(act) and act.event_type != main.event_type:
            yield act


def _other_speaker(acts: list[Act], chosen: list[Act]) -> Iterator[Act]:
    """Plain words of somebody who does not act in the events chosen so far."""
    for act in acts:
        is_heard = act.event_type in PLAIN and act.is_speech and act.level == 0 and act.sources[0].kind in SPEAKERS
        if is_heard and not any(_share_actor(act.sources, (*other.sources, *other.targets)) for other in chosen):
            yield act


def _is_report(act: Act) -> bool:
    """True for what an outlet or a command in the field says: the source of a story, not its event."""
    source = act.sources[0]
    if act.mode == "visit" and source.kind == "phrase" and "people" in classes_of(source.name):
        return True  # refugees who arrive are no visitors
    return is_outlet(source) or (act.is_speech and act.event_type in (*PLAIN, "ACCUSE") and is_command(source))


def _main(head: list[Act], lead: list[Act]) -> Act | None:
    """The headline's first act, completed from the lead; the lead's own where the headline has nothing better."""
    best_head = next(iter(_ranked(head)), None)
    best_lead = next(iter(_ranked(lead)), None)
    if best_head is None or best_lead is None:
        return best_head or best_lead
    if best_head.event_type in PLAIN and best_lead.event_type not in PLAIN:
        return best_lead
    is_done = best_lead.modality != "negated" or best_head.modality == "negated"
    if not best_head.targets and best_lead.targets and is_done and _is_one_country(best_head, best_lead):
        return best_lead  # the lead says to whom
    same = [act for act in lead if act.event_type == best_head.event_type and act.sources]
    return _completed(best_head, same[0]) if same else best_head


def _is_one_country(left: Act, right: Act) -> bool:
    countries = {name.country for name in left.sources if name.country}
    return _share_actor(left.sources, right.sources) or any(name.country in countries for name in right.sources)


def _ranked(acts: Iterable[Act]) -> list[Act]:
    """Acts with a source, those of the main line and those that are more than words first."""
    real = [act for act in acts if act.sources and not _is_report(act) and act.modality != "hypothetical"]
    return sorted(real, key=_rank)


def _rank(act: Act) -> tuple[bool, int, bool, bool, bool]:
    """Deeds before words, the main line before what hangs on it, a meeting before what was said in it, named before
    unnamed sides."""
    is_meeting = act.frame == "nominal" and act.event_type == "CONSULT"
    return act.event_type in PLAIN, act.level, not is_meeting, not act.is_strong, not act.targets


def _completed(head: Act, lead: Act) -> Act:
    """The headline's act with the names of the lead where they say more: an office above, the name below."""
    sources, targets = head.sources, head.targets
    is_named_below = (
        head.sources[0].kind not in ("person", "country")
        and lead.sources[0].kind == "person"
        and not _is_abroad(head, lead)
    )
    if _are_offices(head) and lead.sources[0].kind == "person" and lead.targets:
        return replace(head, sources=lead.sources, targets=lead.targets)
    if _share_actor(head.sources, lead.sources) or is_named_below:
        sources = lead.sources
        if lead.targets and (not targets or _says_more(head, lead)):
            targets = lead.targets
    return replace(head, sources=sources, targets=targets or lead.targets)


def _are_offices(act: Act) -> bool:
    """True for two sides that one noun of office names ("Norwegian, Chilean presidents meet")."""
    return act.sources[0].kind == "country" and any(
        name.kind == "office" and name.name.endswith("s") for name in act.targets
    )


def _is_abroad(head: Act, lead: Act) -> bool:
    """True where the sources are of two countries: the lead's person does not hold the headline's office."""
    left, right = head.sources[0].country, lead.sources[0].country
    return left is not None and right is not None and left != right


def _says_more(head: Act, lead: Act) -> bool:
    """True where the lead names the target better: the same one longer, a name for an office, who is asked."""
    is_named_below = head.targets[0].kind == "office" and lead.targets[0].kind == "person"
    return head.event_type == "REQUEST" or is_named_below or _share_actor(head.targets, lead.targets)


def _share_actor(left: tuple[Mention, ...], right: tuple[Mention, ...]) -> bool:
    words = {word for mention in left for word in mention.name.lower().split()}
    return any(word in words for mention in right for word in mention.name.lower().split())


def _are_of_one_state(act: Act, other: Act) -> bool:
    """True for the same country or its bodies as the source of both acts."""
    left, right = act.sources[0], other.sources[0]
    is_state = "person" not in (left.kind, right.kind) and left.country is not None
    return is_state and left.country == right.country and (not act.targets or not other.targets)


def _is_told(act: Act, chosen: list[Act]) -> bool:
    """True for an event that is chosen already, or that goes on with the words of one who is ("we will ...")."""
    subject = find_subject(act.trigger)
    if subject is not None and subject.lower_ in ("we", "i"):
        return any(_share_actor(act.sources, other.sources) for other in chosen)
    return any(
        act.event_type == other.event_type
        and (
            _share_actor(act.sources, other.sources)
            or _are_of_one_state(act, other)
            or _share_actor(act.targets, other.sources)
            or (
                _share_actor(act.targets, other.targets)
                and "person" not in {act.sources[0].kind, other.sources[0].kind}
            )
        )
        for other in chosen
    )
