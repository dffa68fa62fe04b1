"""Acts without a verb of their own: those that a noun names, and headlines whose verb was taken for a noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.read.diplomacy.acts import Act, act_by_row
from flows.read.diplomacy.verbs import NounRow, noun_rows, verb_rows
from flows.read.parse.grammar import Parse, clause, find_subject
from flows.read.who.actors import actors
from flows.read.who.mentions import Mention, mention_in

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 6  # words behind a verb in which its object stands
FINITE = ("VBZ", "VBD", "VBP", "MD")
TOGETHER = ("with", "to", "of")  # "in" and "at" tell where, not with whom
TOWARD = tuple("on against to with for at over into from in towards toward between of".split())


def nominal_acts(parse: Parse, used: set[int]) -> Iterator[Act]:
    """Acts that a noun names: "talks between X and Y", "X's visit to Y", "X-Y talks", "sanctions against X"."""
    for token in parse.doc:
        before = parse.doc[token.i - 1].lower_ if token.i else ""
        row = noun_rows().get(f"{before} {token.lower_}") or noun_rows().get(token.lower_)
        if row is None or row.event_type is None or token.i in used or not token.tag_.startswith("N"):
            continue
        if token.dep_ in ("compound", "poss"):
            continue
        sources, targets = nominal_actors(parse, token, row)
        if not sources or (not targets and not row.is_strong):
            continue
        yield replace(act_by_row(parse, token, row, sources, targets), level=_nominal_level(token, row))


def _nominal_level(noun: Token, row: NounRow) -> int:
    """A meeting in which the main verb's act took place is the sentence's event ("thanked X in a call with him")."""
    if noun.dep_ in ("nsubj", "nsubjpass", "ROOT", "dobj", "attr"):
        return 1
    if row.event_type != "CONSULT" or noun.dep_ != "pobj":
        return 2
    host = noun.head.head
    on_main_line = host.dep_ == "ROOT" or (host.dep_ in ("nsubj", "conj") and host.head.dep_ == "ROOT")
    if not on_main_line:
        return 2
    return 0 if noun.head.lower_ in ("in", "during", "at") else 1


def nominal_actors(parse: Parse, noun: Token, row: NounRow) -> tuple[list[Mention], list[Mention]]:
    """Sources and targets of a noun: "talks between X and Y", "X's ban on Y", "a visit by X to Y"."""
    behind = {child.lower_: child for child in noun.children if child.dep_ in ("prep", "agent")}
    named = {
        word: [name for inner in child.children if inner.dep_ == "pobj" for name in actors(parse, inner)]
        for word, child in behind.items()
    }
    both = named.get("between") or []
    if len(both) > 1:
        return both[:1], both[1:]
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj"):
        for word, inner in clause(noun.head).prepositions:
            named.setdefault(word, actors(parse, inner))
    owners = [name for child in noun.children if child.dep_ == "poss" for name in actors(parse, child)]
    named_before = [child for child in noun.children if child.dep_ in ("amod", "compound")]
    owners = owners or [who for child in named_before for who in actors(parse, child) if who.kind != "phrase"]
    if row.event_type == "CONSULT" and len(owners) > 1:
        return owners[:1], owners[1:]
    sources = owners or named.get("by") or (named.get("of") if row.event_type in ("CONSULT", "COOPERATE") else []) or []
    if sources is named.get("of") and len(sources) > 1:
        return sources[:1], sources[1:]
    others = TOGETHER if row.event_type == "CONSULT" else TOWARD
    targets = next((named[word] for word in others if named.get(word) and named[word] != sources), [])
    if not sources and noun.dep_ in ("dobj", "pobj"):
        host = noun.head.head if noun.dep_ == "pobj" else noun.head
        subject = find_subject(host) or (host if host.dep_ == "nsubj" else None)
        sources = actors(parse, subject) if subject is not None else []
    if row.event_type == "CONSULT" and not sources:
        return targets[:1], targets[1:]
    return sources, targets


def flat_acts(parse: Parse) -> Iterator[Act]:
    """Acts of a headline whose verb the tagger took for a noun: a strong verb in -s between two actors."""
    for token in parse.doc[1:-1]:
        yield from _torn_act(parse, token)
    if any(token.tag_ in FINITE for token in parse.doc):
        return
    for token in parse.doc[1:-1]:
        row = next((row for row in verb_rows().get(token.lower_, ()) if row.is_strong and not row.demands), None)
        if row is None or not token.lower_.endswith("s") or row.frame not in ("object", "ask", "speech", "joint"):
            continue
        before = [name for name in _tagged(parse, 0, token.i) if name.end >= parse.span(token, token)[0] - 1]
        after = _tagged(parse, token.i + 1, len(parse.doc))
        if before and (after or row.frame == "speech"):
            yield act_by_row(parse, token, row, before[-1:], after[:1])


def _torn_act(parse: Parse, verb: Token) -> Iterator[Act]:
    """The act of a verb taken for a noun or adjective: it follows an actor and has an object of its row's class."""
    if verb.tag_.startswith("V") and verb.dep_ not in ("amod", "compound"):
        return
    before = [name for name in _tagged(parse, 0, verb.i) if parse.span(verb, verb)[0] - name.end <= 1]
    if not before:
        return
    near = {name for token in parse.doc[verb.i + 1 : verb.i + REACH] for name in _classes(token)}
    for row in verb_rows().get(verb.lower_, ()):
        if not row.is_strong or not row.objects or not row.objects <= near or row.particles:
            continue
        sources = _tagged(parse, 0, verb.i)
        sources, targets = (sources[:1], sources[1:]) if row.frame == "joint" else (sources[-1:], [])
        targets = targets or _tagged(parse, verb.i + 1, len(parse.doc))[:1]
        yield act_by_row(parse, verb, row, sources, targets)
        return


def _classes(token: Token) -> frozenset[str]:
    row = noun_rows().get(token.lower_)
    return row.classes if row is not None else frozenset()


def _tagged(parse: Parse, first: int, after: int) -> list[Mention]:
    """The tagged actors between two words of a sentence."""
    if first >= after:
        return []
    start, end = parse.span(parse.doc[first], parse.doc[after - 1])
    tags = [tag for tag in parse.sentence.of("actor", "country", "body") if start <= tag.start and tag.end <= end]
    return [mention_in(parse.sentence, tag.start, tag.end) for tag in tags]
