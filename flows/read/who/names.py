"""The full name behind a short form, by what the same story states, and names without the words of an office."""

from __future__ import annotations

import re

from flows.read.tag.tagging import TaggedSentence, TaggedStory
from flows.read.text import Tag
from flows.read.who.mentions import (
    CAPITALISED,
    EDGES,
    FILLERS,
    FULL_NAME,
    MAX_NAME_WORDS,
    Mention,
    mention_in,
    text_of,
)
from flows.read.who.titles import is_title, last_title_end


def full_name(name: str, story: TaggedStory) -> str:
    """The longest form of a person's name in the story that ends in the given words ("Kowal" -> "Jan Kowal").

    The name is returned as given where the story has no longer one.
    """
    best = next((longer for longer in _tagged_persons(story) if f" {name} " in f" {longer} " and longer != name), name)
    if best != name:
        return best
    pattern = re.compile(rf"((?:{CAPITALISED} ){{1,3}}){re.escape(name)}(?!\w)(?!['’]s? [A-Z])")
    for sentence in story.sentences:
        for match in pattern.finditer(sentence.sentence.text):
            start = sentence.sentence.start + match.start()
            longer = _without_office(sentence, start, sentence.sentence.start + match.end())
            if longer.endswith(name) and len(longer) > len(best) and len(longer.split()) <= MAX_NAME_WORDS:
                best = longer
        if best != name:
            return best
    return best


def named_before(word: str, start: int, story: TaggedStory) -> Mention | None:
    """The last capitalised name that ends in a word, before an offset ("the council" -> "Harbour Council")."""
    name = rf"(?:[A-Z][\w'-]+ (?:of |for |and )?)+{re.escape(word.capitalize())}\b(?: of (?:the )?[A-Z]\w+)?"
    best = None
    for sentence in story.sentences:
        for match in re.finditer(name, sentence.sentence.text):
            found = sentence.sentence.start + match.start()
            if found < start:
                best = mention_in(sentence, found, sentence.sentence.start + match.end())
    return best


def _tagged_persons(story: TaggedStory) -> list[str]:
    """The names of the story's persons that the vocabulary knows, as the text has them."""
    return [
        tag.text
        for sentence in story.sentences
        for tag in sentence.of("actor")
        if isinstance(tag.value, dict) and tag.value.get("actor_type") == "person"
    ]


def _is_person(tag: Tag) -> bool:
    return isinstance(tag.value, dict) and tag.value.get("actor_type") == "person"


def _without_office(sentence: TaggedSentence, start: int, end: int) -> str:
    """A run of capitalised words without the country, body or office before the name."""
    text = text_of(sentence, start, end)
    for tag in sentence.tags:
        is_other = tag.kind in ("country", "place", "body", "weapon") or (tag.kind == "actor" and not _is_person(tag))
        if is_other and start <= tag.start and tag.end < end:
            if tag.kind == "place" and len(text_of(sentence, tag.end, end).split()) < FULL_NAME:
                continue  # "Vladimir" is a town too
            text = text_of(sentence, tag.end, end)
            text = re.sub(r"^['’]s?\s+", "", text).strip(EDGES)
    title_end = last_title_end(text)
    text = text[title_end:] if title_end is not None and title_end < len(text) else text
    words = text.strip(EDGES).split()
    while words and (words[0].lower() in FILLERS or is_title(words[0])):
        words = words[1:]
    if len(words) > FULL_NAME and re.search(r"\b(?:and|of|for) $", text_of(sentence, sentence.sentence.start, start)):
        words = words[-FULL_NAME:]  # "... for Oceans and Fisheries Jan Kowal"
    return " ".join(words)
