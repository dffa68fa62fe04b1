"""Who says each sentence of a story.

In this order: a speaker named around the sentence ("X: ...", "according to X", "... - X"), the subject of a verb of
speech in it, and, for quotes and for "he added", the speaker of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.read.diplomacy.verbs import verb_rows
from flows.read.facts import Speaker
from flows.read.parse.grammar import Parse, Parses, clause, find_subject
from flows.read.tag.tagging import TaggedSentence, TaggedStory
from flows.read.who.mentions import PRONOUNS, Mention, find_mention, mention_in
from flows.read.who.names import full_name, named_before

if TYPE_CHECKING:
    from spacy.tokens import Token

# A noun that, alone or behind an adjective of country, points to a body or person named before.
ANAPHORA = re.compile(
    r"(?i)^(?:the |this |its |his )?(?:same )?(?:statement|ministry|report|document|council|agency|command|staff|"
    r"service|administration|office|official|minister|president|spokesman|spokeswoman|spokesperson|governor|mayor|"
    r"head|leader|chief|source|publication|post|message|committee|commission|department|group|police|authorities|"
    r"company|diplomat|premier|prime minister|foreign minister|chancellor|force|officials|ministers|leaders|two)s?$"
)
SPEECH_FRAMES = ("speech", "mind", "tell", "warn")
WHO_SPEAKS = re.compile(r"(?i)\b(?:statement|report|document|message|post|briefing|source|publication)s?$")
OUTLET = re.compile(
    r"(?i)\b(?:media|outlets?|agency|news|newspaper|channel|tv|television|reports?|website|telegram|broadcaster)\b"
)
NAMED = ("person", "country", "body", "office", "pronoun")
OPENING = ("“", '"', "«", "„")


def find_speakers(story: TaggedStory, parses: Parses) -> list[Speaker | None]:
    """The speaker of every sentence of a story, in their order; None where nobody is named."""
    found: list[Speaker | None] = []
    open_quote = [False]
    quotes = [_stands_in_quote(sentence, open_quote) for sentence in story.sentences]
    own = [_own_speaker(sentence, story, parses) for sentence in story.sentences]
    last: Speaker | None = None
    for place, sentence in enumerate(story.sentences):
        speaker, is_pointer = own[place]
        if is_pointer:
            speaker = _pointed(speaker, story, found) or last or _office(speaker)
        if speaker is None and quotes[place]:
            speaker = _quote_speaker(story, place, own, quotes, last)
        found.append(speaker)
        last = speaker or (last if sentence.segment.kind != "headline" else None)
    return found


def _own_speaker(sentence: TaggedSentence, story: TaggedStory, parses: Parses) -> tuple[Speaker | None, bool]:
    """The speaker that a sentence names, and whether it only points to one named before ("he", "the ministry")."""
    parse = parses.get(sentence.sentence.start)
    mention = _speaking(parse) if parse else None
    if mention is None:
        return None, False
    if mention.kind == "pronoun" or _is_pointer(sentence, mention):
        return Speaker(mention.name, mention.start, mention.end), True
    name = full_name(mention.name, story) if mention.kind == "person" or " " not in mention.name else mention.name
    return Speaker(name, mention.start, mention.end), False


def _is_pointer(sentence: TaggedSentence, mention: Mention) -> bool:
    """True for "the ministry" and "the Norwegian president": somebody whom the story has named before."""
    if mention.kind in ("person", "country"):
        return False
    name = mention.name
    for tag in sentence.of("country"):
        if tag.start == mention.start and not name.endswith("s"):
            name = name[tag.end - tag.start :].lstrip("'’s ")
    return ANAPHORA.match(name) is not None


def _speaking(parse: Parse) -> Mention | None:
    """Who speaks in a parsed sentence.

    Whoever is named around it; but a person who speaks inside goes before the outlet that carries his words, and a
    statement speaks for those who act in it.
    """
    outer = _around(parse)
    inner = next(_subjects_of_speech(parse), None)
    if outer is None:
        return inner
    if inner is not None and (OUTLET.search(outer.name) or outer.kind == "phrase") and inner.kind in NAMED:
        return inner
    if WHO_SPEAKS.search(outer.name.split(" published")[0].split(" posted")[0]):
        subject = find_subject(parse.root)
        acting = find_mention(parse, subject) if subject is not None else None
        return inner or (acting if acting and acting.kind in NAMED else outer)
    return outer


def _around(parse: Parse) -> Mention | None:
    cut = parse.attribution
    if cut is None or cut.who_start is None or cut.who_end is None:
        return _according(parse)
    return mention_in(parse.sentence, cut.who_start, cut.who_end)


def _according(parse: Parse) -> Mention | None:
    """ "According to X" inside a sentence."""
    if "ccording to" not in parse.doc.text:
        return None
    for token in parse.doc:
        if token.lower_ == "according" and token.i + 2 < len(parse.doc):
            for child in token.children:
                nouns = [noun for noun in child.children if noun.dep_ == "pobj"]
                if child.lower_ == "to" and nouns:
                    return find_mention(parse, nouns[0])
    return None


def _subjects_of_speech(parse: Parse) -> Iterator[Mention]:
    """Those who speak in a sentence, the outermost verb of speech first."""
    verbs = [token for token in parse.doc if is_speech(token)]
    for verb in sorted(verbs, key=_depth):
        subject = clause(verb).agent or clause(verb).subject
        named = _named_beside(parse, verb, subject)
        if named is not None:
            yield named
        elif subject is not None and _can_speak(parse, verb, subject):
            yield find_mention(parse, subject)


def _named_beside(parse: Parse, verb: Token, subject: Token | None) -> Mention | None:
    """Who stands right before the verb of speech where the parser took the end of the words said for its subject.

    "..., a boy among them, the mayor, Jan Kowal, said": the boy says nothing.
    """
    if subject is not None and find_mention(parse, subject).kind in NAMED:
        return None
    before = verb.i - 1
    while before > 0 and parse.doc[before].text == ",":
        before -= 1
    last = parse.doc[before] if before < verb.i - 1 else None  # a name that a comma closes
    if last is None or last.dep_ not in ("appos", "conj", "nsubj"):
        return None
    mention = find_mention(parse, last)
    is_name = last.tag_ == "NNP" and any(child.dep_ == "compound" for child in last.children)
    return mention if mention.kind in ("person", "office") or is_name else None


def is_speech(token: Token) -> bool:
    """True for a verb that reports words: a verb of speech with a clause, a quote or an address as what is said."""
    if not token.tag_.startswith("V") and token.dep_ != "ROOT":
        return False
    rows = verb_rows().get(token.lower_, ())
    if not any(row.frame in SPEECH_FRAMES for row in rows):
        return False
    if any(child.dep_ in ("ccomp", "dobj", "prep", "parataxis", "advcl", "dative") for child in token.children):
        return True
    return (
        token.dep_ in ("parataxis", "ccomp") or any(sign in token.doc.text for sign in OPENING) or token.dep_ == "ROOT"
    )


def _can_speak(parse: Parse, verb: Token, subject: Token) -> bool:
    """Figures and things do not speak; "it was reported" names nobody."""
    if subject.tag_ in ("CD", "EX", "DT", "WDT") or subject.lower_ in ("it", "there", "which", "that", "i", "you"):
        return False
    mention = find_mention(parse, subject)
    if mention.kind in ("person", "country", "body", "office", "pronoun"):
        return True
    if any(tag.kind in ("place", "weapon", "date", "number") and tag.end == mention.end for tag in parse.sentence.tags):
        return False
    said = any(child.dep_ == "ccomp" for child in verb.children) or any(sign in parse.doc.text for sign in OPENING)
    return subject.tag_.startswith("NNP") or (said and subject.tag_.startswith("N"))


def _depth(token: Token) -> int:
    depth = 0
    while token.head != token:
        token, depth = token.head, depth + 1
    return depth


def _pointed(pointer: Speaker | None, story: TaggedStory, found: list[Speaker | None]) -> Speaker | None:
    """Whom "he" or "the ministry" means: the last speaker, or the last speaker with that word in his name."""
    if pointer is None:
        return None
    named = [speaker for speaker in found if speaker is not None]
    head = pointer.name.rpartition(" ")[2].lower()
    if head not in ("he", "she", "they", "we", "two"):
        for speaker in reversed(named):
            if head in speaker.name.lower():
                return speaker
        body = named_before(head, pointer.start, story)
        return Speaker(body.name, body.start, body.end) if body else (named[-1] if named else None)
    return named[-1] if named else None


def _office(pointer: Speaker | None) -> Speaker | None:
    """An office that the story never names stays an office; a pronoun that nobody stands for says nothing."""
    return None if pointer is None or pointer.name.lower() in PRONOUNS else pointer


def _stands_in_quote(sentence: TaggedSentence, open_quote: list[bool]) -> bool:
    """True where a sentence is, from its first sign on, part of a quote; keeps track of quotes over sentences."""
    text = sentence.sentence.text.replace("“", "“")
    was_open = open_quote[0] and sentence.segment.sentences[0] != sentence.sentence
    straight = text.count('"') % 2 == 1
    if "“" in text or "”" in text:
        open_quote[0] = text.rfind("“") > text.rfind("”")
    elif straight:
        open_quote[0] = not was_open
    elif sentence.segment.sentences[0] == sentence.sentence:
        open_quote[0] = False
    return was_open or text.lstrip().startswith(OPENING)


def _quote_speaker(
    story: TaggedStory,
    place: int,
    own: list[tuple[Speaker | None, bool]],
    quotes: list[bool],
    last: Speaker | None,
) -> Speaker | None:
    """The speaker of a quote without one: he who is named where it closes in the same paragraph, else the last."""
    segment = story.sentences[place].segment
    for after in range(place + 1, len(story.sentences)):
        if story.sentences[after].segment is not segment or not quotes[after]:
            break
        speaker, is_pointer = own[after]
        if speaker is not None:
            return last if is_pointer else speaker
    return last
