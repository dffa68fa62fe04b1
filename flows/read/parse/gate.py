"""Which sentences are worth a parse: those in which somebody does or says something."""

from __future__ import annotations

import re

from flows.read.diplomacy.verbs import known_forms, speech_forms
from flows.read.tag.tagging import TaggedSentence
from flows.read.who.titles import has_title

ALWAYS = 2  # the headline and the first sentence under it
WORD = re.compile(r"[A-Za-z]+")
QUOTED = re.compile(r"^\s*[“\"][^”\"]*[”\"]?\s*$")
SPOKEN = re.compile(r"[”\"],? \w")  # words behind a closing quote: who said it
NAMED_SOURCE = re.compile(r"\b[Aa]ccording to\b")
POINTER = re.compile(
    r"\b(?:He|She|They|The (?:two|ministry|statement|council|agency|leaders|sides|president|minister)|We)\b"
)


def is_wanted(sentence: TaggedSentence, place: int) -> bool:
    """True where a sentence, the `place`-th of its story, should be parsed."""
    if sentence.segment.kind == "paragraph" and sentence.sentence.text.isupper():
        return False  # a teaser of another story
    if place < ALWAYS or sentence.segment.kind == "headline":
        return True
    text = sentence.sentence.text
    if QUOTED.match(text):
        return False  # nothing but somebody's words
    if SPOKEN.search(text) or NAMED_SOURCE.search(text):
        return True
    words = {word.lower() for word in WORD.findall(text)}
    if not speech_forms().isdisjoint(words):
        return True
    if not sentence.of("actor", "body", "country") and not POINTER.search(text) and not has_title(text):
        return False
    return not known_forms().isdisjoint(words)
