"""Clauses of a parsed sentence: who acts, on whom, in which way."""

from __future__ import annotations

import pytest

from flows.read.parse.grammar import Clause, Parse, clause, find_subject, parse_stories
from flows.read.parse.noun_phrases import conjuncts, noun_span
from flows.read.split.digest import split
from flows.read.tag.tagging import tag


def test_an_active_clause_has_subject_object_and_prepositions() -> None:
    found = clause_of("Norway's minister praised Chile in Oslo.", "praised")
    assert (word(found.subject), [word(noun) for noun in found.objects]) == ("minister", ["Chile"])
    assert word(found.preposition("in")) == "Oslo"
    assert (found.is_passive, found.tense, found.modality) == (False, "past", "asserted")


def test_a_passive_clause_has_an_agent() -> None:
    found = clause_of("Chile was praised by Norway.", "praised")
    assert (found.is_passive, word(found.agent), word(found.subject)) == (True, "Norway", "Chile")


def test_prepositions_of_the_object_belong_to_the_clause() -> None:
    assert word(clause_of("Norway imposed sanctions on Chile.", "imposed").preposition("on")) == "Chile"


@pytest.mark.parametrize(
    ("text", "verb", "modality"),
    [
        ("Norway will send tents to Chile.", "send", "planned"),
        ("Norway to send tents to Chile", "send", "planned"),
        ("Norway did not send tents to Chile.", "send", "negated"),
        ("Norway may send tents to Chile.", "send", "hypothetical"),
        ("Norway sent tents to Chile.", "sent", "asserted"),
    ],
)
def test_the_mood_of_a_verb(text: str, verb: str, modality: str) -> None:
    assert clause_of(text, verb).modality == modality


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Norway met Chile and praised Peru.", "praised", "Norway"),
        ("Norway urged Chile to open a port.", "open", "Chile"),
        ("Norway wants to open a port.", "open", "Norway"),
        ("Norway, which praised Chile, left.", "praised", "Norway"),
    ],
)
def test_the_subject_is_found_through_the_clauses_above(text: str, verb: str, subject: str) -> None:
    parse = parse_of(text)
    assert word(find_subject(token(parse, verb))) == subject


def test_offsets_lead_back_to_the_document() -> None:
    text = "War in the north: Norway's minister Jan Kowal praises Chile and Peru"
    parse = parse_of(text)
    start, end = noun_span(parse, token(parse, "Kowal"))
    assert text[start:end] == "Norway's minister Jan Kowal"
    assert [text[slice(*noun_span(parse, each))] for each in conjuncts(token(parse, "Chile"))] == ["Chile", "Peru"]


def test_one_parse_for_each_wanted_sentence() -> None:
    stories = tag(split("Norway meets Chile in the capital\n\nTalks go on.\n\n“Nothing but a quote here.”"))
    assert len(parse_stories(stories)) == 2


def parse_of(text: str) -> Parse:
    stories = tag(split(text))
    return next(iter(parse_stories(stories).values()))


def token(parse: Parse, text: str):
    return next(each for each in parse.doc if each.text == text)


def clause_of(text: str, verb: str) -> Clause:
    return clause(token(parse_of(text), verb))


def word(noun) -> str | None:
    return noun.text if noun is not None else None
