"""Who is meant by a noun phrase: a person with the name that the story gives him, a body, a country, an office.

Names are given as the text has them; a short form ("Kowal") becomes the full name that the same story states ("Jan
Kowal"), and words of office are dropped where a name stands beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from flows.read.diplomacy.verbs import noun_rows
from flows.read.parse.grammar import Parse
from flows.read.parse.noun_phrases import noun_span
from flows.read.tag.tagging import TaggedSentence
from flows.read.text import Tag
from flows.read.vocabulary import load_rows
from flows.read.who.titles import has_title, is_title, last_title_end

if TYPE_CHECKING:
    from spacy.tokens import Token

CAPITALISED = r"[A-ZÀ-ŽІЇЄ][\w'’]*(?:-[A-Z][\w'’]*)*"
PARTICLE = r"(?:al|bin|von|van|de|der|del|da|di|el|ben)\b"
NAME_RUN = re.compile(rf"(?:{CAPITALISED}|{PARTICLE})(?: (?:[A-Z]\.|{CAPITALISED}|{PARTICLE}))*")
NAMED_BEHIND = re.compile(
    rf"(?:, [^,.;]{{3,40}})?,? ({CAPITALISED}(?: {CAPITALISED}){{1,2}})(?=,| \w+(?:s|ed|aid|ote)\b)"
)
# "data provided by X": X is who speaks.
WORDS_OF = re.compile(
    r"(?i)(?:\w+ )?(?:information|data|figures|statistics|reports?|statements?|estimates?)"
    r"(?: (?:provided|published|issued|released|posted|made))? (?:from|of|by) (?=\w)"
)
SPEAKS_FOR = ("of", "for", "at", "to", "in", "on")  # prepositions between an office and where it is held
PRONOUNS = frozenset("he she they we it him her them us i who".split())
EDGES = " \t\"'“”‘’,.;:()[]-–—"
INITIALS = re.compile(r"(?:[A-Z]\.){2,}$")  # "U.S.", whose stop is its own
MAX_NAME_WORDS = 4
# Capitalised for their place in the sentence or the headline, never part of a name.
FILLERS = frozenset(
    "the a an and but in on at for with after as when while however meanwhile earlier later according says said also "
    "if mr mrs ms dr sir that this his her its their from by of to today yesterday monday tuesday wednesday thursday "
    "friday saturday sunday regional military administration state defense defence foreign interior deputy former "
    "acting".split()
)
FULL_NAME = 2  # words of a first name and a surname


@dataclass(frozen=True)
class Mention:
    """Somebody named in a text: the words, where they stand, and the vocabulary row where there is one."""

    name: str
    start: int
    end: int
    kind: str  # person | country | body | office | pronoun | phrase
    tag: Tag | None = None
    home: str | None = None  # ISO code of the country that the words before a person's name give him

    @property
    def country(self) -> str | None:
        """The ISO code of the country behind the mention, where the vocabulary or the text beside it knows it."""
        value = self.tag.value if self.tag else None
        return ((value.get("country") or None) if isinstance(value, dict) else None) or self.home

    @property
    def bodies(self) -> frozenset[str]:
        """The bodies in which the vocabulary knows a person to hold office."""
        return _bodies_by_person().get(self.tag.row_id or "", frozenset()) if self.tag else frozenset()


@cache
def _bodies_by_person() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in load_rows("offices"):
        if row["body"]:
            found.setdefault(row["actor_id"], set()).add(row["body"])
    return {actor: frozenset(bodies) for actor, bodies in found.items()}


def find_mention(parse: Parse, head: Token) -> Mention:
    """Who the phrase of a noun names."""
    start, end = _of_country(parse, head, *_widened(parse.sentence, *noun_span(parse, head)))
    if head.lower_ in PRONOUNS and not (head.text.isupper() and len(head.text) > 1):  # "US" is not "us"
        return Mention(head.text, start, end, "pronoun")
    if head.lower_.rstrip(".") in ("jr", "sr"):
        elder = [tag for tag in parse.sentence.of("actor") if start - len(", ") <= tag.end <= start]
        if elder:
            return mention_in(parse.sentence, elder[0].start, elder[0].end)
    person = _apposed_person(parse, head)
    if person is None and has_title(text_of(parse.sentence, start, end)):
        start, end = noun_span(parse, head, with_prepositions=SPEAKS_FOR)
    found = person or mention_in(parse.sentence, start, end)
    return _at_home(parse.sentence, _named_behind(parse.sentence, found) or found, start)


def _at_home(sentence: TaggedSentence, name: Mention, start: int) -> Mention:
    """A person with the country that the words before his name give him ("the Norwegian minister Kari Berg")."""
    if name.kind != "person" or name.country is not None:
        return name
    before = [tag for tag in sentence.of("country") if start <= tag.start and tag.end <= name.start]
    return replace(name, home=before[0].value.get("country")) if before else name


def _of_country(parse: Parse, head: Token, start: int, end: int) -> tuple[int, int]:
    """The span of a country's name without an "of" behind it ("warned by Norway of losses")."""
    here = parse.start + head.idx
    named = next((tag for tag in parse.sentence.of("country") if tag.start <= here < tag.end < end), None)
    return (start, named.end) if named and text_of(parse.sentence, named.end, end).startswith(" of ") else (start, end)


def _widened(sentence: TaggedSentence, start: int, end: int) -> tuple[int, int]:
    """A span that stands inside a name of several words, widened to the name ("North" in "North Korean")."""
    for tag in sentence.of("country", "body", "actor"):
        if tag.start <= start and end <= tag.end:
            return tag.start, tag.end
    return start, end


def _named_behind(sentence: TaggedSentence, office: Mention) -> Mention | None:
    """The name behind an office and its place, between commas ("the mayor of Oslo, in Norway, Jan Kowal, said")."""
    if office.kind != "office":
        return None
    rest = sentence.sentence.text[office.end - sentence.sentence.start :]
    match = NAMED_BEHIND.match(rest)
    if not match:
        return None
    start, end = office.end + match.start(1), office.end + match.end(1)
    taken = sentence.of("place", "country", "body", "date")
    if any(tag.start < end and start < tag.end for tag in taken):
        return None
    return Mention(match[1], start, end, "person")


def mention_in(sentence: TaggedSentence, start: int, end: int) -> Mention:
    """Who a span of a sentence names: its person, else its country or body, else the phrase itself."""
    start, end = _trimmed(sentence, start, end)
    words_of = WORDS_OF.match(text_of(sentence, start, end))
    if words_of:
        start, end = _trimmed(sentence, start + words_of.end(), end)
    quoted = re.match(r"[^\s\"“”]+[\"“”] (?=\w)", text_of(sentence, start, end))
    if quoted:  # "appease" Chile: only the word behind the closing quote is the name
        start += quoted.end()
    text = text_of(sentence, start, end)
    # An alias may hold the article ("the EU") that the span has lost.
    inside = [tag for tag in sentence.tags if start - len("the ") <= tag.start and start < tag.end <= end]
    person = _person_by_tag(sentence, inside, end) or _person_by_title(sentence, start, end, inside)
    if person:
        return person
    whole = [
        tag for tag in inside if tag.end - tag.start >= 0.8 * len(text) and tag.kind in ("country", "body", "actor")
    ]
    if whole:
        kind = "country" if whole[0].kind == "country" else "body"
        return Mention(text, start, end, kind, whole[0])
    owned = _person_of_country(sentence, start, end, inside)
    if owned is not None:
        return owned
    if has_title(text):
        return Mention(text, start, end, "office", _owner(inside))
    is_filler = text.split(" ")[0].lower() in FILLERS  # "On April", "Meanwhile"
    if re.fullmatch(rf"{CAPITALISED}(?: {CAPITALISED}){{0,3}}", text) and not inside and not is_filler:
        return Mention(text, start, end, "person")
    return Mention(text, start, end, "phrase", _owner(inside))


def _person_of_country(sentence: TaggedSentence, start: int, end: int, inside: list[Tag]) -> Mention | None:
    """The person in "Norway's Kari Berg"."""
    if len(inside) != 1 or inside[0].kind != "country" or inside[0].start != start:
        return None
    match = re.fullmatch(rf"['’]s? ({CAPITALISED}(?: {CAPITALISED}){{1,2}})", text_of(sentence, inside[0].end, end))
    row = noun_rows().get(match[1].split()[-1].lower()) if match else None
    if not match or row is not None or has_title(match[1]):
        return None
    home = inside[0].value.get("country")
    return Mention(match[1], end - len(match[1]), end, "person", home=home)


def _owner(inside: list[Tag]) -> Tag | None:
    return next((tag for tag in inside if tag.kind in ("country", "body", "actor")), None)


def text_of(sentence: TaggedSentence, start: int, end: int) -> str:
    """The words of a span that is counted in characters of the document."""
    whole = sentence.sentence
    return whole.text[start - whole.start : end - whole.start]


def _trimmed(sentence: TaggedSentence, start: int, end: int) -> tuple[int, int]:
    """A span without quotes, spaces and articles at its edges."""
    text = text_of(sentence, start, end)
    article = re.match(rf"[{re.escape(EDGES)}]*(?:(?:the|a|an|its|his|their) )?", text, re.IGNORECASE)
    lead = article.end() if article else 0
    tail = 0 if INITIALS.search(text) else len(text) - len(text.rstrip(EDGES))
    text = text[lead : len(text) - tail]
    possessive = len(text) - len(re.sub(r"(?:['’]s?| and| or)$", "", text))
    return (start + lead, end - tail - possessive) if text else (start, end)


def _person_by_tag(sentence: TaggedSentence, inside: list[Tag], end: int) -> Mention | None:
    """The last person that the vocabulary knows in a span and that the phrase is about."""
    for tag in reversed(inside):
        row = tag.value
        if tag.kind != "actor" or not isinstance(row, dict) or row.get("actor_type") != "person":
            continue
        before = text_of(sentence, sentence.sentence.start, tag.start).rstrip()
        after = text_of(sentence, tag.end, end)
        is_owner = re.match(r"['’]s?\s+\w", after)
        is_served = re.search(r"\b(?:of|for|to|by|with|from|against|behind)$", before)
        if is_owner or (is_served and tag.start > inside[0].start):
            continue
        start = _with_first_names(sentence, tag.start)
        return Mention(text_of(sentence, start, tag.end), start, tag.end, "person", tag)
    return None


def _with_first_names(sentence: TaggedSentence, start: int) -> int:
    """Take in capitalised first names before a tagged surname."""
    before = text_of(sentence, sentence.sentence.start, start)
    match = re.search(rf"({CAPITALISED}) $", before)
    if not match or is_title(match[1]) or len(match[1]) < 3 or match[1].lower() in FILLERS:
        return start
    begins = sentence.sentence.start + match.start()
    taken = any(tag.start <= begins < tag.end for tag in sentence.tags)
    return start if taken or before[: match.start()].strip() == "" or is_title(match[1]) else begins


def _person_by_title(sentence: TaggedSentence, start: int, end: int, inside: list[Tag]) -> Mention | None:
    """A capitalised name behind a word of office."""
    text = text_of(sentence, start, end)
    title_end = last_title_end(text)
    if title_end is None:
        return None
    rest = text[title_end:]
    if rest.startswith(("'s ", "’s ")):
        return None  # "the president's call" names no person
    run = re.search(rf"({NAME_RUN.pattern})$", rest.rstrip(EDGES))
    if not run or not re.match(r"[A-ZÀ-Ž]", run[1]):
        return None
    name_start = start + title_end + run.start()
    name_end = start + title_end + run.end()
    for tag in inside:
        if tag.kind == "place" and len(text_of(sentence, tag.end, name_end).split()) < FULL_NAME:
            continue
        is_owner = re.match(r"['’]s?\b", text_of(sentence, tag.end, name_end)) is not None
        if is_owner and tag.kind == "actor" and tag.start <= name_start < tag.end:
            return None  # "President Kowal's visit" is no person
        if tag.kind in ("country", "place", "body", "actor", "date") and tag.start <= name_start < tag.end < name_end:
            name_start = (
                tag.end
                + len(text_of(sentence, tag.end, name_end))
                - len(text_of(sentence, tag.end, name_end).lstrip(EDGES))
            )
        elif tag.start <= name_start and name_end <= tag.end:
            return None
    words = text_of(sentence, name_start, name_end).split()
    after_preposition = re.search(r"\b(?:of|for|at|in|to|with|on)(?: the)? $", rest[: name_start - start - title_end])
    if not words or len(words) > MAX_NAME_WORDS or after_preposition:
        return None
    return Mention(" ".join(words), name_start, name_end, "person")


def _apposed_person(parse: Parse, head: Token) -> Mention | None:
    """The name in "the mayor, Jan Kowal," and in "Jan Kowal, the mayor,"."""
    for other in head.children:
        if other.dep_ != "appos" or not other.tag_.startswith("NNP"):
            continue
        start, end = noun_span(parse, other)
        text = text_of(parse.sentence, start, end)
        if is_title(head.text) and re.fullmatch(rf"{CAPITALISED}(?: {CAPITALISED}){{1,3}}", text):
            return (
                mention_in(parse.sentence, start, end) if last_title_end(text) else Mention(text, start, end, "person")
            )
    return None
