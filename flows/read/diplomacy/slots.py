"""Source and target of a clause, by the frame of the verb row (patterns/frames.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from flows.read.diplomacy.demands import noun_classes, objects_of
from flows.read.diplomacy.partners import joint, listed_before
from flows.read.diplomacy.verbs import VerbRow, states, toned
from flows.read.parse.grammar import Clause, Parse, clause, find_subject
from flows.read.patterns import load_patterns
from flows.read.text import Tag
from flows.read.who.actors import actors, actors_within, is_audience
from flows.read.who.mentions import Mention, find_mention, mention_in

if TYPE_CHECKING:
    from spacy.tokens import Token

BLAMING = ("ACCUSE", "REJECT")
HARSH = ("SANCTION", "COERCE")
SCENE = ("in", "on", "against", "over", "near", "at")  # where the blamed deed was done, and to whom
EVENTS = {"war", "attack", "violence", "fighting", "crime", "offensive"}  # what happens, and itself does nothing
AT_PLACE = ("in", "at")  # behind these stands where people protest, not against whom
DECREED = {"decree", "decision", "sanction", "package"}
AUXILIARIES = re.compile(
    r"\s+(?:(?:has|have|had|is|are|will|would|to|also|not|now|again|still|votes|voted|[a-z]+ly)\s+){0,4}"
)
SENT_BY = ("from",)  # behind it stands whose team or delegation acts
ADDRESSING = ("warn", "tell", "ask", "accused", "label")  # frames whose object the parse loses to a clause behind it
OPEN_FRAMES = ("state", "object", "accused", "toward", "ask", "askfor", "give", "infinitive")


def source_and_target(parse: Parse, found: Clause, row: VerbRow) -> tuple[list[Mention], list[Mention]]:
    """Those who act in a clause and those on whom they act, by the row's frame."""
    sources = _listed(parse, _acting(parse, found, row))
    is_suffered = row.frame == "ask" or (row.frame == "object" and row.event_type in HARSH)
    if is_suffered and not row.particles and _is_asked(found):
        return [], sources
    if row.frame == "reverse":
        givers = (_names(parse, noun) for noun in _behind(found, ("from", "by", "of", "in")))
        return next((names for names in givers if names), []), sources
    if row.frame in ("joint", "confer"):
        return joint(parse, found, row, sources)
    if len(sources) > 1 and _is_mutual(found, row):
        return sources[:1], sources[1:]
    return sources, _acted_on(parse, found, row, sources)


def _acting(parse: Parse, found: Clause, row: VerbRow) -> list[Mention]:
    """The subject, in the passive the agent; where the parse has lost it or nobody is named, who stands for it."""
    is_passive = found.is_passive and found.verb.lower_ not in states() and not _is_torn(found, row)
    actor = found.agent if is_passive else found.subject
    sources = actors(parse, actor) or _actors_of_group(parse, actor) if actor is not None else []
    if row.frame in ("joint", "confer") and not is_passive:
        sources = sources + [name for noun in _second_subjects(found) for name in actors(parse, noun)]
    if sources:
        return sources
    if not is_passive:
        return _tagged_before(parse, found.verb) or _lost_subject(parse, found.verb) or _signer(parse, actor)
    return _expellers(parse, found) if row.event_type in HARSH else _deciding(parse, found)


def _second_subjects(found: Clause) -> Iterator[Token]:
    """Those who act with the subject where the parse cut the list: another subject, an apposition without a comma."""
    for child in found.verb.children:
        is_listed = found.subject is not None and any(
            word.lower_ in ("and", ",") for word in child.doc[found.subject.i : child.i]
        )
        if child.dep_ == "nsubj" and child != found.subject and is_listed:
            yield child
    for child in found.subject.children if found.subject is not None else ():
        after = child.doc[child.right_edge.i + 1 : child.right_edge.i + 2].text
        if child.dep_ == "appos" and after != "," and found.verb.tag_ in ("VB", "VBP"):
            yield child


def _is_torn(found: Clause, row: VerbRow) -> bool:
    """True for "crowds converged on X" read as a passive: a verb with its preposition and no auxiliary is active."""
    is_bare = row.frame == "toward" and row.particles and not row.objects and found.agent is None
    return bool(is_bare) and not any(child.dep_ in ("auxpass", "nsubjpass") for child in found.verb.children)


def _is_mutual(found: Clause, row: VerbRow) -> bool:
    """True for "X and Y blame each other" and "X and Y agree to ..."."""
    agrees = row.frame == "infinitive" and row.event_type == "AGREE"
    return agrees or any(noun.lower_ == "other" for noun in found.objects)


def _acted_on(parse: Parse, found: Clause, row: VerbRow, sources: list[Mention]) -> list[Mention]:
    """The actors of the first slot that names others than the source, else the first known one behind the verb."""
    if row.mode == "visit" and (hosts := _met_there(parse, found, sources)):
        return hosts
    for noun in _target_nouns(found, row):
        others = [name for name in _names(parse, noun, row) if not _same_side(name, sources)]
        if row.event_type == "PROTEST" and noun.head.lower_ in AT_PLACE:
            others = [name for name in others if not _is_seat(name)]
        if others:
            return others
    if row.frame in ADDRESSING and (behind := _tagged_behind(parse, found.verb, sources)):
        return behind
    if row.frame not in OPEN_FRAMES:
        return []
    return _named_after(parse, found.verb, sources, is_at_scene=row.event_type in ("ACCUSE", "PROTEST"))


def _met_there(parse: Parse, found: Clause, sources: list[Mention]) -> list[Mention]:
    """Whom a visitor comes to see ("arrived in Oslo for talks with X")."""
    for name, noun in found.prepositions:
        if name == "for" and "talks" in noun_classes(parse, noun):
            below = (deep for word in noun.children if word.lower_ == "with" for deep in word.children)
            named = [who for deep in below for who in actors(parse, deep) if not _same_side(who, sources)]
            if named:
                return named
    return []


def _is_seat(name: Mention) -> bool:
    """True for a country under the name of its capital, which may be no more than a town."""
    return name.kind == "country" and name.tag is not None and name.name in name.tag.value.get("seats", "").split("|")


def _tagged_before(parse: Parse, verb: Token) -> list[Mention]:
    """The tagged actor right before a verb whose subject the parse missed (it takes acronyms for adjectives)."""
    start = parse.span(verb, verb)[0]
    for tag in reversed(parse.sentence.of("actor", "country", "body")):
        between = parse.sentence.sentence.text[
            tag.end - parse.sentence.sentence.start : start - parse.sentence.sentence.start
        ]
        if tag.end <= start and AUXILIARIES.fullmatch(between) and not _is_inside(parse, tag):
            return [mention_in(parse.sentence, tag.start, tag.end)]
    return []


def _tagged_behind(parse: Parse, verb: Token, sources: list[Mention]) -> list[Mention]:
    """The tagged actor right behind a verb whose object the parse hung on something else ("warns X of Y if Z")."""
    here = parse.span(verb, verb)[1] + 1
    tag = next((tag for tag in parse.sentence.of("actor", "country", "body") if tag.start == here), None)
    if tag is not None and tag.kind == "country":  # "tells Norway's Kari Berg"
        owned = [other for other in parse.sentence.of("actor") if 0 < other.start - tag.end <= len("'s ")]
        tag = owned[0] if owned else tag
    named = [] if tag is None else [mention_in(parse.sentence, tag.start, tag.end)]
    return [name for name in named if not _same_side(name, sources) and not is_audience(name)]


def _lost_subject(parse: Parse, verb: Token) -> list[Mention]:
    """The name before a verb without subject that the parse took for an apposition ("In Oslo, Jan Kowal said")."""
    last = verb.doc[min([verb.i, *(child.i for child in verb.children if child.dep_ in ("aux", "advmod"))]) - 1]
    has_subject = find_subject(verb) is not None
    return actors(parse, last) if not has_subject and last.i < verb.i and last.dep_ == "appos" else []


def _is_inside(parse: Parse, tag: Tag) -> bool:
    """True for a name behind a preposition, as in "media in Ruritania report ..."."""
    return any(token.dep_ == "pobj" for token in parse.doc if tag.start <= parse.start + token.idx < tag.end)


def _signer(parse: Parse, thing: Token | None) -> list[Mention]:
    """Whose law or order it is that acts ("signed a law banning X")."""
    if thing is None or thing.dep_ != "dobj" or not noun_classes(parse, thing) & DECREED:
        return []
    signer = find_subject(thing.head)
    return actors(parse, signer) if signer is not None else []


def _deciding(parse: Parse, found: Clause) -> list[Mention]:
    """The body in which something is decided ("a bill approved in Norway's parliament")."""
    nouns = _behind(found, AT_PLACE)
    return [name for noun in nouns for name in actors(parse, noun) if name.kind == "body" and name.tag is not None][:1]


def _expellers(parse: Parse, found: Clause) -> list[Mention]:
    """The country from which somebody is expelled or in which he is held, where nobody else is named."""
    beside = (noun for word in found.verb.subtree if word.lower_ == "in" for noun in word.children)
    for noun in (*_behind(found, ("from",)), *(noun for noun in beside if noun.dep_ == "pobj")):
        named = [name for name in actors(parse, noun) if name.kind == "country"]
        if named:
            return named
    return []


def _same_side(name: Mention, sources: list[Mention]) -> bool:
    """True for a source again, or for the country that a source acts for ("X reiterated its commitment")."""
    return any(
        name.name == source.name
        or (name.kind == "country" and name.country is not None and name.country == source.country)
        for source in sources
    )


def _named_after(parse: Parse, verb: Token, sources: list[Mention], *, is_at_scene: bool) -> list[Mention]:
    """The first known actor behind a verb and below it, where the frame's slots name none."""
    beside = {word.i for child in verb.children if child.dep_ == "advcl" for word in child.subtree}
    for word in verb.subtree:
        is_own = any(child.tag_ == "PRP$" for child in word.children)
        if word.i > verb.i and word.i not in beside and word.tag_.startswith(("N", "J")) and word.dep_ != "compound":
            known = [name for name in actors(parse, word) if name.tag is not None]
            named = [name for name in known if not _same_side(name, sources) and not (is_own and name.country is None)]
            is_doer = word.head.dep_ == "agent"  # "honours a guard accused by X" honours nobody of X
            if named and not is_doer and not (is_at_scene and word.head.lower_ in SCENE):
                return named[:1]
    return []


def _actors_of_group(parse: Parse, noun: Token) -> list[Mention]:
    """The owner of a subject that is no actor but stands for one ("Ruritania's campaign accuses ...")."""
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if not owners and "generic" in noun_classes(parse, noun):  # "a team from the harbour council"
        owners = [inner for child in noun.children if child.lower_ in SENT_BY for inner in child.children]
    is_event = noun.lower_ in toned("badnoun") or not EVENTS.isdisjoint(noun_classes(parse, noun))
    return actors(parse, owners[0]) if owners and not is_event else []


def _names(parse: Parse, noun: Token, row: VerbRow | None = None) -> list[Mention]:
    """The actors of a target noun; "its army" is the source's own, and moved forces count where they are named."""
    if any(child.tag_ == "PRP$" for child in noun.children) and "peer" not in noun_classes(parse, noun):
        return []
    if row is not None and row.frame == "move":
        named = [] if "troops" in noun_classes(parse, noun) else actors_within(parse, noun)
        return [name for name in named if name.tag is not None]
    if row is not None and row.frame == "tell" and is_audience(find_mention(parse, noun)):
        return []
    if row is not None and row.mode == "visit":
        return actors(parse, noun)  # "comes to the conclusion that ..." goes nowhere
    return actors_within(parse, noun, blamed=row is not None and row.event_type in BLAMING)


def _listed(parse: Parse, sources: list[Mention]) -> list[Mention]:
    """The actors of a list at the head of a sentence ("A, B, C call on X"), of which the parse keeps the last."""
    found = list(sources)
    while found and found[0].start > parse.start and (before := listed_before(parse, found[0])):
        found = [*before, *found]
    return found if found and found[0].start == parse.start else sources


def _is_asked(found: Clause) -> bool:
    """True for a passive without auxiliary: "residents urged to leave" ask nobody."""
    is_past = found.verb.tag_ in ("VBD", "VBN") and not found.objects and not found.is_passive
    return is_past and found.complement is not None and found.complement.dep_ == "xcomp"


def _target_nouns(found: Clause, row: VerbRow) -> Iterator[Token]:
    """The nouns that may name the target, in the order of the frame's slots."""
    for slot in _slots(row.frame):
        yield from _in_slot(found, row, slot)


def _in_slot(found: Clause, row: VerbRow, slot: str) -> Iterable[Token]:
    if slot == "object":  # "vote down X" may be parsed as going down X
        return objects_of(found) or _behind(found, row.particles)
    if slot == "dative":
        return [found.dative] if found.dative is not None else []
    if slot == "receiver":  # in "provide X with Y" the object receives
        return objects_of(found) if _behind(found, ("with",)) and not _behind(found, ("to", "for")) else []
    if slot == "particle":
        return _behind(found, (*row.particles, " ".join(row.particles)))
    if slot == "complement":
        inner = found.complement or _asked_for(found.verb)
        return _below(inner) if inner is not None else []
    return _behind(found, [name.replace("_", " ") for name in slot.split()])


@cache
def _slots(frame: str) -> tuple[str, ...]:
    """The slots of a frame."""
    return tuple(next(entry["target"] for entry in load_patterns("frames") if entry["id"] == frame))


def _behind(found: Clause, names: Iterable[str]) -> list[Token]:
    """The nouns behind prepositions, those that follow the verb; what stands before it is a circumstance."""
    wanted = [name for name in names if name]
    named = [noun for name in wanted for word, noun in found.prepositions if word == name]
    return [noun for noun in named if noun.i > found.verb.i] or ([] if found.objects else named)


def _asked_for(verb: Token) -> Token | None:
    """The clause of "calls for X to go"."""
    clauses = (child for child in verb.children if child.dep_ == "advcl")
    return next((each for each in clauses if any(m.dep_ == "mark" and m.lower_ == "for" for m in each.children)), None)


def _below(verb: Token) -> list[Token]:
    """The nouns of a complement: its own subject first, then its objects and what stands behind prepositions."""
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    inner = clause(verb)
    return [*own, *inner.objects, *(noun for _, noun in inner.prepositions)]
