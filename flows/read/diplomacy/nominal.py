"""Acts without a verb of their own: those that a noun names, and headlines whose verb was taken for a noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from flows.read.diplomacy.acts import Act, act_by_row
from flows.read.diplomacy.verbs import NounRow, VerbRow, noun_rows, verb_rows
from flows.read.parse.grammar import Parse, clause, find_subject
from flows.read.who.actors import FOE, actors
from flows.read.who.mentions import Mention, mention_in
from flows.read.who.titles import is_title

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 6  # words behind a verb in which its object stands
TORN = ("amod", "compound")
AUXILIARY = frozenset("is was has had does did gets got 's".split())
HEAD = 3  # words at the head of a sentence, where a headline's verb stands behind its subject
LINK = len("'s ")  # between an owner and his office
BARE = ("object", "ask", "speech", "joint", "confer", "accused")  # frames of rows that ask for nothing
FINITE = ("VBZ", "VBD", "VBP", "MD")
TOGETHER = ("with", "to", "of")  # "in" and "at" tell where, not with whom
TOWARD = tuple("on against to with for at over into from in towards toward between of".split())


def nominal_acts(parse: Parse, used: set[int]) -> Iterator[Act]:
    """Acts that a noun names: "talks between X and Y", "X's visit to Y", "X-Y talks", "sanctions against X"."""
    for token in parse.doc:
        before = parse.doc[token.i - 1].lower_ if token.i else ""
        row = noun_rows().get(f"{before} {token.lower_}") or noun_rows().get(token.lower_)
        if row is None or row.event_type is None or token.i in used or not _is_noun(token):
            continue
        if token.dep_ in ("compound", "poss"):
            continue
        sources, targets = nominal_actors(parse, token, row)
        if not sources or (not targets and not row.is_strong):
            continue
        yield replace(act_by_row(parse, token, row, sources, targets), level=_nominal_level(token, row))


def _is_noun(token: Token) -> bool:
    """True for a noun, and for a subject that the tagger took for a verb ("Call between X and Y ends")."""
    return token.tag_.startswith("N") or (token.dep_ in ("nsubj", "nsubjpass") and token.tag_ == "VB")


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
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj"):
        for word, inner in (*clause(noun.head).prepositions, *_of_states(noun.head)):
            named.setdefault(word, actors(parse, inner))
    both = named.get("between") or _hyphened(parse, noun)
    if len(both) > 1:
        return both[:1], both[1:]
    owners = [name for child in noun.children if child.dep_ == "poss" for name in actors(parse, child)]
    named_before = [child for child in noun.children if child.dep_ in ("amod", "compound")]
    owners = owners or [who for child in named_before for who in actors(parse, child) if who.kind != "phrase"]
    if row.event_type == "CONSULT" and len(owners) > 1:
        return owners[:1], owners[1:]
    if row.event_type == "SANCTION" and [who.country for who in owners] == [FOE] and named_before:
        named.setdefault("on", owners)  # "Russia sanctions" are sanctions on it
        owners = []
    sources = owners or named.get("by") or (named.get("of") if row.event_type in ("CONSULT", "COOPERATE") else []) or []
    if sources is named.get("of") and len(sources) > 1:
        return sources[:1], sources[1:]
    others = TOGETHER if row.event_type == "CONSULT" else TOWARD
    targets = next((named[word] for word in others if named.get(word) and named[word] != sources), [])
    if not sources and noun.dep_ in ("dobj", "pobj"):
        host = noun.head.head if noun.dep_ == "pobj" else noun.head
        subject = find_subject(host) or (host if host.dep_ == "nsubj" else None)
        sources = actors(parse, subject) if subject is not None else []
    if row.event_type == "CONSULT" and not sources and row.mode != "visit":
        is_aside = noun.dep_ == "pobj" and len(targets) == 1  # "Berg on talks with Chile": whose, is not told
        return ([], []) if is_aside else (targets[:1], targets[1:])
    return sources, targets


def _of_states(verb: Token) -> Iterator[tuple[str, Token]]:
    """The prepositions on what a verb says of its subject ("a call is underway between X and Y")."""
    for child in verb.children:
        if child.dep_ in ("acomp", "advmod"):
            for word in child.children:
                yield from ((word.lower_, noun) for noun in word.children if noun.dep_ == "pobj")


def _hyphened(parse: Parse, noun: Token) -> list[Mention]:
    """The two sides before a noun that a hyphen joins ("Norway-Chile talks")."""
    start = parse.span(noun, noun)[0]
    text, offset = parse.sentence.sentence.text, parse.sentence.sentence.start
    tags = [tag for tag in parse.sentence.of("country", "body", "actor") if tag.end < start]
    for left, right in pairwise(tags):
        is_joined = text[left.end - offset : right.start - offset] in ("-", "–", "/")
        if is_joined and re.fullmatch(r" (?:\w+ )?", text[right.end - offset : start - offset]):
            return [mention_in(parse.sentence, tag.start, tag.end) for tag in (left, right)]
    return []


def flat_acts(parse: Parse) -> Iterator[Act]:
    """Acts of a headline whose verb the tagger took for a noun or adjective.

    The word follows an actor, and its row's objects and particles follow it; a row that asks for none needs another
    actor behind it, and a sentence whose verb cannot be another one.
    """
    has_verb = any(token.tag_ in FINITE for token in parse.doc)
    rows = verb_rows()
    for token in parse.doc[1:-1]:
        if token.lower_ not in rows or is_compound(token):
            continue
        if token.tag_.startswith("V") and token.dep_ not in TORN and not _is_lost_verb(token):
            continue
        before = [name for name in _tagged(parse, 0, token.i) if _is_right_before(parse, name, token)]
        is_torn_off = token.tag_ in ("VBP", "VBZ")  # a finite verb that the parse hung on its own object
        is_only_verb = not has_verb or is_torn_off or (token.i <= HEAD and _is_no_event(token))
        office = [] if before else _office_before(parse, token)
        row = _torn_row(parse, token, is_only_verb=is_only_verb) if before or office else None
        if row is None:
            continue
        sources, after = office or _tagged(parse, 0, token.i), _tagged(parse, token.i + 1, len(parse.doc))
        sources, targets = (
            (sources[:1], sources[1:]) if row.frame in ("joint", "confer") else ([_widened(parse, sources, token)], [])
        )
        targets = targets or after[:1]
        if row.demands or targets or row.frame == "speech" or is_torn_off:
            yield act_by_row(parse, token, row, sources, targets)


def is_compound(token: Token) -> bool:
    """True for a participle that a hyphen joins before its noun ("a UN-brokered deal")."""
    is_joined = 0 < token.i < len(token.doc) - 1 and token.nbor(-1).text == "-"
    return is_joined and token.nbor(1).tag_.startswith(("N", "J"))


def _is_right_before(parse: Parse, name: Mention, verb: Token) -> bool:
    """True for an actor right before a verb, also with his body between them ("a Ruritanian court orders")."""
    last = verb.doc[verb.i - 1]
    row = noun_rows().get(last.lower_)
    is_body = (row is not None and "group" in row.classes) or is_title(last.text)
    start = parse.span(last, last)[0] if is_body else parse.span(verb, verb)[0]
    return start - name.end <= LINK or name.end == parse.span(last, last)[1]


def _widened(parse: Parse, sources: list[Mention], verb: Token) -> Mention:
    """The last actor before a verb with the body or office behind it ("a Ruritanian court")."""
    end = parse.span(verb.doc[verb.i - 1], verb.doc[verb.i - 1])[1]
    return mention_in(parse.sentence, sources[-1].start, end) if sources[-1].end < end else sources[-1]


def _office_before(parse: Parse, verb: Token) -> list[Mention]:
    """The office at the head of a sentence, right before a word ("Top official rejects ...")."""
    last = verb.doc[verb.i - 1]
    if verb.i > HEAD or not is_title(last.text):
        return []
    return [mention_in(parse.sentence, *parse.span(verb.doc[0], last))]


def _is_lost_verb(token: Token) -> bool:
    """True for a full verb parsed as an auxiliary ("X signs decree ...", where "decree" is taken for the verb)."""
    return token.dep_ == "aux" and token.tag_ in ("VBZ", "VBD") and token.lower_ not in AUXILIARY


def _torn_row(parse: Parse, verb: Token, *, is_only_verb: bool) -> VerbRow | None:
    """The most demanding strong row of a form whose demands the words behind it meet."""
    behind = parse.doc[verb.i + 1 : verb.i + REACH]
    classes = {name for token in behind for name in _classes(token)}
    words = {token.lower_ for token in behind}
    for row in verb_rows().get(verb.lower_, ()):
        if not row.is_strong or not row.objects <= classes or not row.particles <= words:
            continue
        if row.objects or ((verb.lower_.endswith("s") or verb.tag_ == "VBP") and is_only_verb):
            return row if row.objects or row.particles or row.frame in BARE else None
    return None


def _is_no_event(word: Token) -> bool:
    """False for a word that is as well a noun of an event ("EU sanctions bite")."""
    row = noun_rows().get(word.lower_)
    return row is None or row.event_type is None


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
