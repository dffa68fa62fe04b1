"""Tense and modality of a verb, from its auxiliaries and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.read.diplomacy.verbs import toned

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
FUTURE = frozenset("will shall 'll ’ll wo would".split())
MODALS = frozenset("may might could can should must would ca".split())


def is_negated(verb: Token) -> bool:
    """True for a verb with "not", and for one whose object or subject is nobody or nothing."""
    if any(child.dep_ == "neg" or _is_no_longer(child) for child in verb.children):
        return True
    objects = [child for child in verb.children if child.dep_ in ("dobj", "attr", "nsubj", "nsubjpass")]
    if any(word.lower_ == "no" for noun in objects for word in noun.children if word.dep_ in ("det", "neg")):
        return True
    return verb.dep_ in ("xcomp", "conj") and verb.head != verb and verb.dep_ == "xcomp" and is_negated(verb.head)


def tense(verb: Token, children: list[Token]) -> str:
    """past | present | future | none."""
    auxiliaries = [child.lower_ for child in children if child.dep_ in ("aux", "auxpass")]
    if any(word in FUTURE for word in auxiliaries) or "to" in auxiliaries:
        return "future"
    if verb.tag_ in ("VBD", "VBN"):
        return "past"
    return "present" if verb.tag_ in ("VBZ", "VBP", "VBG") else "none"


def modality(verb: Token, children: list[Token]) -> str:
    """asserted | planned | hypothetical | negated."""
    auxiliaries = [child.lower_ for child in children if child.dep_ == "aux"]
    if is_negated(verb):
        return "negated"
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether") for child in children):
        return "hypothetical"
    if verb.dep_ == "conj" and verb.head != verb and not any(child.dep_ in SUBJECTS for child in children):
        joined = modality(verb.head, list(verb.head.children))
        if joined == "hypothetical":
            return joined
    if "to" in auxiliaries and _is_left_undone(verb):
        return "hypothetical"
    if any(word in MODALS for word in auxiliaries) and not _is_reported(verb, auxiliaries):
        return "hypothetical"
    if any(word in FUTURE for word in auxiliaries) or "to" in auxiliaries:
        return "planned"
    return "asserted"


def _is_left_undone(verb: Token) -> bool:
    """True for what is tried, hoped for, possible or impossible ("it is hard to go")."""
    if verb.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "csubj"):
        return False
    above = (verb.head, *(child for child in verb.head.children if child.dep_ == "acomp"))
    return any(word.lower_ in toned("undone") for word in above)


def _is_reported(verb: Token, auxiliaries: list[str]) -> bool:
    """True for "said it would go": the future of what was said."""
    return (
        "would" in auxiliaries
        and "have" not in auxiliaries
        and verb.dep_ == "ccomp"
        and verb.head.tag_ in ("VBD", "VBN")
    )


def _is_no_longer(word: Token) -> bool:
    return word.lower_ == "longer" and word.i > 0 and word.doc[word.i - 1].lower_ == "no"
