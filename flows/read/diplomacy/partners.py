"""Who acts together: the partner of a meeting, behind "with", as the object, as the second subject, or as the host."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.read.diplomacy.demands import noun_classes, objects_of
from flows.read.diplomacy.nominal import nominal_actors
from flows.read.diplomacy.verbs import VerbRow, noun_rows
from flows.read.parse.grammar import Clause, Parse, clause
from flows.read.who.actors import actors, actors_within
from flows.read.who.mentions import Mention, mention_in
from flows.read.who.titles import has_title

if TYPE_CHECKING:
    from spacy.tokens import Token


def joint(parse: Parse, found: Clause, row: VerbRow, sources: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Those who do it together: the partner is named by "with" or as the object, else it is the second subject."""
    partner = found.preposition("with", "between") or _partner_below(found.verb) or _host(parse, found, row)
    met = [noun for noun in _met(found, row) if actors(parse, noun) and not row.objects & noun_classes(parse, noun)]
    nouns = [partner] if partner is not None else met
    for noun in nouns:
        named = actors_within(parse, noun)
        is_moved = not any(source.tag is not None or source.kind != "phrase" for source in sources)
        if found.preposition("between") is noun and len(named) > 1 and is_moved:
            return named[:1], named[1:]
        if named:
            return sources, named
    if not sources:
        return of_the_noun(parse, objects_of(found))
    if len(sources) == 1:
        sources = [*listed_before(parse, sources[0]), *sources]
    return sources[:1], sources[1:]


def _met(found: Clause, row: VerbRow) -> list[Token]:
    """The object, where it is a partner; behind "discuss" it is the matter, and the partner that of the verb before."""
    if row.frame != "confer":
        return objects_of(found)
    is_joined = found.verb.dep_ == "conj" and found.verb.head != found.verb
    return [noun for noun in clause(found.verb.head).objects if noun.i < found.verb.i] if is_joined else []


def _partner_below(verb: Token) -> Token | None:
    """The partner whom the parse has put under another word ("discussed plans for the summit with X")."""
    for word in verb.subtree:
        if word.i > verb.i and word.lower_ == "with" and word.dep_ == "prep":
            return next((noun for noun in word.children if noun.dep_ == "pobj"), None)
    return None


def _host(parse: Parse, found: Clause, row: VerbRow) -> Token | None:
    """Whom a visit leads to, as the object of a verb ("ended his trip to X")."""
    for noun in objects_of(found):
        for word in noun.children:
            if word.lower_ == "to" and word.dep_ == "prep" and row.objects & noun_classes(parse, noun):
                return next((below for below in word.children if below.dep_ == "pobj"), None)
    return None


def of_the_noun(parse: Parse, nouns: list[Token]) -> tuple[list[Mention], list[Mention]]:
    """The two sides that the noun itself names where the verb has none ("talks between X and Y were held")."""
    for noun in nouns:
        row = noun_rows().get(noun.lower_)
        if row is not None:
            return nominal_actors(parse, noun, row)
    return [], []


def listed_before(parse: Parse, last: Mention) -> list[Mention]:
    """The actor before a comma in "A, B discuss ...", which the parse takes for an apposition."""
    for tag in parse.sentence.of("actor", "country", "body"):
        between = parse.sentence.sentence.text[
            tag.end - parse.sentence.sentence.start : last.start - parse.sentence.sentence.start
        ]
        is_and = re.fullmatch(r",?\s+and\s+(?:(?:[A-Z][\w.'’-]*|of|the|for)\s+){1,7}", between)
        if tag.end <= last.start and (
            re.fullmatch(r",\s+(?:[A-Z][\w.]*['’]?s?\s+){0,2}", between) or (is_and and has_title(between))
        ):
            name = mention_in(parse.sentence, tag.start, tag.end)
            is_adjective = tag.kind == "country" and tag.text in tag.value.get("demonyms", "").split("|")
            return [replace(name, name=tag.value["name"]) if is_adjective else name]
    return []
