"""Where an event took place.

In its own sentence a place counts where it stands on the event's verb or on a noun of a gathering ("at the summit in
Riga", "on a visit to Oslo"), never on the thing spoken of ("the war in Ruritania"). Else the story's setting counts:
the first town in which a sentence lets people meet or speak (patterns/venues.yml), where the event's source takes part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.read.diplomacy.acts import Act
from flows.read.diplomacy.verbs import noun_rows, speech_forms, toned, verb_rows
from flows.read.parse.grammar import DATELINE, Parse
from flows.read.patterns import load_regexes
from flows.read.tag.tagging import TaggedSentence, TaggedStory
from flows.read.text import Tag
from flows.read.who.mentions import Mention
from flows.read.who.titles import has_title

if TYPE_CHECKING:
    from spacy.tokens import Token

GATHERED = ("CONSULT", "AGREE", "COOPERATE", "PROTEST")  # types that take place where the story's people meet
IN_PLACE = ("in", "at", "near", "outside", "inside", "throughout", "across")
BY_TYPE = {"MOBILIZE": ("to", "along", "on", "over", "into"), "RETREAT": ("from", "of"), "AID": ("to",)}
TO_PLACE = ("to", "in", "at", "into")  # behind a visit
VISITS = ("visit", "trip", "tour", "stop", "journey", "travel", "return", "arrival")
SPINE = ("conj", "xcomp", "ccomp", "advcl", "prep", "pcomp", "acl", "relcl", "dobj")  # between a verb and its hosts
BESIDE = ("advcl", "conj", "xcomp", "pcomp", "acl")  # how a verb that tells where hangs on the act's own
HELD = ("COERCE", "MOBILIZE")  # who is held in a country is held by it too; troops are where they are sent
SITES = {"agreement", "exercise", "talks", "rally", "embassy", "base"}  # things that are made or stand in a place
LATER = ("before", "until", "ahead")
TOWN = re.compile(r"[A-ZÀ-Ž][A-ZÀ-Ž .'’-]+[A-ZÀ-Ž](?![a-z])")  # capitals at the head of a dateline
SITE = re.compile(r"((?:[A-Z][\w-]+ )+[A-Z][\w-]+)$")  # "Harbour Palace"
SITE_HERE = re.compile(r"(?:[A-Z][\w-]+ )*[A-Z][\w-]{2,}")
WORDS = ("STATEMENT", "ACCUSE")  # types of words that are located by what they are about
SCENE = re.compile(
    r"(?i)\b(?:in|at|near|outside|around|inside|across|from|"
    r"(?:mayor|residents|people|city|town|port|siege|outskirts|most|parts?|half|districts?|\d%) of)\s+"
    r"(?:(?:the|besieged|occupied|embattled|frontline|eastern|western|northern|southern|central|port|city|town|village|"
    r"region|district|nuclear|of|\w+[’']s?)\s+){0,4}$"
)
TOWNS = ("city", "town", "village", "facility")
SHORT = 2  # letters of words that name nobody by themselves
SHORT_STORY = 4  # sentences of a story that tells one event, wherever its people speak
LEAD = 3  # sentences that the dateline stands for
POINTERS = ("city", "capital", "country", "island", "republic")  # "a visit to the city"


def place_of(act: Act, story: TaggedStory) -> Tag | None:
    """The place of an act as a tag; None where the text leaves it open."""
    return (
        _own_place(act) or _town_met(act.parse.sentence) or _setting(act, story) or _dateline(act, story) or _scene(act)
    )


def _scene(act: Act) -> Tag | None:
    """The one town, site or region of which words without a place of their own speak, as coders locate a report."""
    if act.event_type not in WORDS or not act.is_speech:
        return None  # who condemns an attack does it elsewhere
    sentence = act.parse.sentence
    behind = [tag for tag in sentence.of("place") if _is_venue(tag) and _is_scene(sentence, tag)]
    towns = {tag.row_id: tag for tag in behind if _is_town(tag)}
    regions = {tag.row_id: tag for tag in behind if not _is_town(tag)}
    found = towns or regions
    return next(iter(found.values())) if len(found) == 1 else None


def _is_scene(sentence: TaggedSentence, tag: Tag) -> bool:
    """True for a place behind a preposition or before what stands there, unless its name may mean a state."""
    before = sentence.sentence.text[: tag.start - sentence.sentence.start]
    after = sentence.sentence.text[tag.end - sentence.sentence.start :]
    is_seat = any(other.start <= tag.start < other.end for other in sentence.of("country", "body", "actor"))
    return not is_seat and (SCENE.search(before) is not None or re.match(r" [a-z]{4,}", after) is not None)


def _own_place(act: Act) -> Tag | None:
    """The place in the act's own sentence: what is visited first, then towns before regions and countries."""
    named = {mention.name for mention in (*act.sources, *act.targets)}
    found = []
    for word, noun in _placed(act.parse, act.event_type):
        is_visited = (_is_visit(word, act.parse) and not _is_later(word.head)) or (
            act.mode == "visit" and word.head == act.trigger
        )
        if not is_visited and not _stands_on(word.head, act):
            continue
        tag = _place_named(act.parse, noun) or _pointed(act, noun)
        if tag is not None and (is_visited or tag.text not in named or act.event_type in HELD):
            found.append(tag)
    visited = [tag for noun in _visited_objects(act) if (tag := _place_named(act.parse, noun))]
    if visited and act.mode == "visit":
        return visited[0]
    found += [*visited, *_named_before(act)]
    found.sort(key=lambda tag: (not _is_town(tag), tag.kind != "place"))
    return found[0] if found else None


def _named_before(act: Act) -> Iterator[Tag]:
    """The place before the noun of a gathering ("told an Oslo conference")."""
    for noun in act.parse.doc:
        if _is_gathering(noun) and (noun == act.trigger or act.trigger in noun.ancestors):
            start, end = act.parse.span(noun.left_edge, noun)
            yield from (tag for tag in act.parse.sentence.of("place") if start <= tag.start < tag.end < end)


def _placed(parse: Parse, event_type: str = "") -> Iterator[tuple[Token, Token]]:
    """The prepositions of place in a sentence, each with its noun."""
    for word in parse.doc:
        if word.dep_ not in ("prep", "advmod", "dative"):
            continue
        if word.lower_ in (*IN_PLACE, *BY_TYPE.get(event_type, ())) or _is_visit(word, parse):
            yield from ((word, noun) for noun in word.children if noun.dep_ == "pobj")


def _is_visit(word: Token, parse: Parse) -> bool:
    """True for the "to" of "a visit to X" and "arrives in X"."""
    host = word.head
    return (
        word.lower_ in TO_PLACE
        and (host.lower_.rstrip("s") in VISITS or host.lower_ in toned("going"))
        and host != word
    )


def _stands_on(host: Token, act: Act) -> bool:
    """True where a place that stands on `host` is the act's: on its verb, on a verb above it, on a gathering."""
    if _is_gathering(host):
        return True
    if host.tag_.startswith("N") and host != act.trigger:
        if host.head.lower_ in IN_PLACE and host.dep_ == "pobj":
            return _stands_on(host.head.head, act)  # "at a school in X"
        if host.dep_ == "nsubj" and host.head == act.trigger:
            return True
        is_done_there = host.dep_ == "dobj" and not SITES.isdisjoint(_classes(host))
        return host.head == act.trigger and (act.event_type in BY_TYPE or is_done_there)
    token = act.trigger
    while True:
        if token == host:
            return True
        if token.head == token or token.dep_ not in SPINE:
            break
        token = token.head
    is_beside = host.dep_ in BESIDE or (host.dep_ == "ccomp" and host.lower_ in toned("going"))
    return host.tag_.startswith("V") and is_beside and not _is_later(host) and _hangs_on(host, act)


def _hangs_on(host: Token, act: Act) -> bool:
    """True for a verb beside the act's that tells how or where it was done ("speaking in X", "after meeting in X")."""
    is_telling = host.lower_ in speech_forms() or host.tag_ == "VBG" or host.lower_ in verb_rows()
    return is_telling and act.trigger in host.ancestors


def _is_gathering(noun: Token) -> bool:
    row = noun_rows().get(noun.lower_)
    return row is not None and bool(row.classes & {"talks", "venue"}) and noun.tag_.startswith("N")


def _classes(noun: Token) -> frozenset[str]:
    row = noun_rows().get(noun.lower_)
    return row.classes if row is not None else frozenset()


def _visited_objects(act: Act) -> Iterator[Token]:
    """What is visited by the act's verb, or on the way ("promised aid while visiting Oslo")."""
    going = [child for child in act.trigger.children if child.dep_ == "advcl" and child.lower_ in toned("going")]
    for verb in [act.trigger, *going] if act.mode == "visit" else going:
        objects = (child for child in verb.children if child.dep_ == "dobj" and verb.tag_.startswith("V"))
        yield from (noun for noun in objects if not has_title(noun.text) and not _is_later(verb))


def _is_later(verb: Token) -> bool:
    """True for a journey that comes after the act ("before travelling to Oslo")."""
    marks = (verb.head, *(child for child in verb.children if child.i < verb.i))
    return any(word.lower_ in LATER and word.dep_ in ("prep", "mark", "advmod") for word in marks)


def _pointed(act: Act, noun: Token) -> Tag | None:
    """ "the city", "Ruritania's capital": the town or country that the sentence names with it."""
    if noun.lower_ not in POINTERS:
        return None
    owner = next((tag for tag in act.parse.sentence.of("country") if _touches(act.parse, noun, tag)), None)
    if noun.lower_ == "capital" and owner is not None:
        seat = owner.value.get("seats", "").split("|")[0]
        start, end = act.parse.span(noun.left_edge, noun)
        return Tag("place", start, end, seat) if seat else None
    for mention in act.targets:
        if mention.tag is not None and mention.kind == "country":
            return replace(mention.tag, text=mention.name)
    return None


def _touches(parse: Parse, noun: Token, tag: Tag) -> bool:
    start, end = parse.span(noun.left_edge, noun)
    return start <= tag.start and tag.end <= end


def _setting(act: Act, story: TaggedStory) -> Tag | None:
    """The town of the story's first gathering, visit or speech, for those who take part in it."""
    for sentence in story.sentences:
        town = _town_met(sentence)
        if town is not None and _takes_part(act, sentence, story):
            return town
    return None


def _town_met(sentence: TaggedSentence) -> Tag | None:
    """The town or site in which a sentence lets people meet or speak."""
    whole = sentence.sentence
    ends = sorted({match.end() for regex in load_regexes("venues").values() for match in regex.finditer(whole.text)})
    for end in ends:
        here = whole.start + end
        named = next((tag for tag in sentence.of("place") if tag.start == here and _is_town(tag)), None)
        site = SITE_HERE.match(whole.text, end)
        if named is not None and (site is None or len(site[0]) <= len(named.text)):
            return named
        if site is not None and not _is_taken(sentence, here, here + len(site[0])):
            return Tag("place", here, here + len(site[0]), site[0])
    return None


def _is_town(tag: Tag) -> bool:
    return not isinstance(tag.value, dict) or tag.value.get("place_type") in TOWNS


def _takes_part(act: Act, sentence: TaggedSentence, story: TaggedStory) -> bool:
    """True where the sentence of the setting names the act's source, or tells of a meeting that the act is part of."""
    text = sentence.sentence.text
    names = {word for mention in act.sources for word in _name_words(mention)}
    is_short = sentence in story.sentences[:SHORT_STORY] and len(story.sentences) <= SHORT_STORY
    is_meant = is_short or (act.sources[0].kind == "office" and re.search(r"\b(?:he|she)\b", text) is not None)
    return is_meant or act.event_type in GATHERED or any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)


def _name_words(mention: Mention) -> list[str]:
    return [word for word in mention.name.split() if word[0].isupper() and len(word) > SHORT]


def _dateline(act: Act, story: TaggedStory) -> Tag | None:
    """The town from which a text was sent, for the meetings of its headline and lead."""
    if act.parse.sentence.segment.kind == "paragraph":
        return None
    for sentence in story.sentences[:LEAD]:
        town = TOWN.match(sentence.sentence.text) if DATELINE.match(sentence.sentence.text) else None
        if town:
            start = sentence.sentence.start
            return Tag("place", start, start + town.end(), town[0])
    return None


def _place_named(parse: Parse, noun: Token) -> Tag | None:
    """The place that a noun phrase names: a tag in it, or its own capitalised words."""
    sentence = parse.sentence
    start, end = _phrase(parse, noun)
    inside = [tag for tag in sentence.of("place", "country") if start <= tag.start and tag.end <= end]
    inside = [tag for tag in inside if tag.text not in _adjectives(tag) and _is_venue(tag)]
    last = next((token for token in reversed(parse.doc) if parse.span(token, token)[1] == end), noun)
    if last.tag_.startswith("NNP"):  # no country inside another name ("the Ruritania Contact Group")
        inside = [tag for tag in inside if tag.kind == "place" or tag.end == end]
    text = sentence.sentence.text[start - sentence.sentence.start : end - sentence.sentence.start]
    site = SITE.search(text)
    if site and not any(tag.end == end for tag in inside) and not _is_taken(sentence, start + site.start(1), end):
        return Tag("place", start + site.start(1), end, site[1])
    places = [tag for tag in inside if tag.kind == "place"]
    found = places or inside
    return found[-1] if found else None


def _phrase(parse: Parse, noun: Token) -> tuple[int, int]:
    """The extent of a noun with what stands before it and an "of" behind it ("the city of X")."""
    last = noun
    for child in noun.children:
        if child.lower_ == "of":
            last = next((inner for inner in child.children if inner.dep_ == "pobj"), last)
    return parse.span(noun.left_edge, last)


def _is_venue(tag: Tag) -> bool:
    """False for seas and directions: nobody meets there."""
    return not isinstance(tag.value, dict) or tag.value.get("place_type") not in ("sea", "direction")


def _is_taken(sentence: TaggedSentence, start: int, end: int) -> bool:
    """True where the words are an actor, a date or an event, and no site."""
    return any(
        tag.start < end and start < tag.end
        for tag in sentence.of("actor", "body", "country", "date", "event", "weapon")
    )


def _adjectives(tag: Tag) -> list[str]:
    return str(tag.value.get("demonyms", "")).split("|") if isinstance(tag.value, dict) else []
