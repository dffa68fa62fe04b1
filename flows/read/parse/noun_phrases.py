"""The extent of noun phrases in a parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.read.parse.grammar import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token


def conjuncts(token: Token) -> list[Token]:
    """A noun with those that are joined to it."""
    return [token, *token.conjuncts] if token.dep_ != "conj" else [token]


def noun_span(parse: Parse, head: Token, *, with_prepositions: tuple[str, ...] = ("of",)) -> tuple[int, int]:
    """The document offsets of a noun with its modifiers: no relative clause, apposition or joined noun, but "of"."""
    tokens = sorted(_noun_tokens(head, with_prepositions), key=lambda token: token.i)
    position = tokens.index(head)
    first = last = position
    while first > 0 and _adjoin(tokens[first - 1], tokens[first]):
        first -= 1
    while last + 1 < len(tokens) and _adjoin(tokens[last], tokens[last + 1]):
        last += 1
    while first < position and tokens[first].tag_ in ("DT", "WDT", ":", ",", "``", "''", "-LRB-"):
        first += 1
    return parse.span(tokens[first], tokens[last])


def _adjoin(left: Token, right: Token) -> bool:
    """True for neighbours, also with a quotation mark between them."""
    between = left.doc[left.i + 1 : right.i]
    return all(token.text in "“”\"'`" or token.tag_ in ("``", "''") for token in between)


NOUN_PARTS = frozenset("det amod compound poss nmod nummod case quantmod predet punct npadvmod advmod".split())


def _noun_tokens(head: Token, prepositions: tuple[str, ...]) -> list[Token]:
    tokens = [head]
    for child in head.children:
        if child.dep_ == "amod" and child.i > head.i:
            continue  # "the minister due to go"
        if child.dep_ in NOUN_PARTS and (child.dep_ != "punct" or child.text in ("-", "/", "–")):
            tokens += _noun_tokens(child, prepositions)
        elif child.dep_ == "prep" and child.lower_ in prepositions:
            tokens += [child, *(deep for noun in child.children for deep in _joined(noun, prepositions))]
    return tokens


def _joined(noun: Token, prepositions: tuple[str, ...]) -> list[Token]:
    tokens = _noun_tokens(noun, prepositions)
    for child in noun.children:
        if child.dep_ == "cc":
            tokens.append(child)
        elif child.dep_ == "conj":
            tokens += _joined(child, prepositions)
    return tokens
