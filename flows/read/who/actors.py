"""Which nouns of a sentence are actors, and which actor stands inside a phrase that is not one itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.read.diplomacy.verbs import noun_rows, verb_rows
from flows.read.parse.grammar import Parse
from flows.read.parse.noun_phrases import conjuncts, noun_span
from flows.read.text import Tag
from flows.read.vocabulary import load_rows
from flows.read.who.mentions import FILLERS, INITIALS, Mention, find_mention
from flows.read.who.titles import is_title

if TYPE_CHECKING:
    from spacy.tokens import Token

NOT_ACTORS = ("place", "weapon", "date", "money", "currency", "number")
MAX_DEPTH = 4
SEVERAL = 2
FOE = "RU"  # whom these texts mean by "the occupiers"
OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they", "our": "we", "my": "i"}
CLOCK = re.compile(r"(?i)\d{1,2}(?:[.:]\d{2})? ?[ap]\.?m\b")  # "6 pm" is no prime minister
AT_PLACE = ("in", "at", "near")
TOPIC = ("on", "about", "over", "regarding", "concerning")
VICTIM_SIDE = ("on", "against", "in", "for", "over", "near", "at", "into", "to", "with")


def actors(parse: Parse, head: Token) -> list[Mention]:
    """The actors that a noun and those joined to it name; empty where it names something else."""
    found = []
    for noun in conjuncts(head):
        if noun.tag_ == "PRP$":
            continue
        own = _own_side(parse, noun)
        if own is not None:
            found.append(own)
            continue
        mention = _by_its_country(find_mention(parse, noun))
        if is_actor(parse, noun, mention):
            found += _of_each_country(parse, noun, mention) or [_by_country_name(noun, mention)]
        elif is_group(noun.lower_):
            found += _of_each_country(parse, noun, mention)
    return found


def _own_side(parse: Parse, noun: Token) -> Mention | None:
    """ "his country", "its army": whoever the pronoun stands for."""
    row = noun_rows().get(noun.lower_)
    owner = next((child for child in noun.children if child.tag_ == "PRP$"), None)
    if owner is None or row is None or "state" not in row.classes or owner.lower_ not in OWNERS:
        return None
    return Mention(OWNERS[owner.lower_], *parse.span(owner, noun), "pronoun")


def _by_its_country(mention: Mention) -> Mention:
    """The warring side that a word of contempt means ("the occupiers"), under its country's name."""
    if mention.kind not in ("phrase", "person") or mention.tag is not None or "foe" not in classes_of(mention.name):
        return mention
    row = next(row for row in load_rows("countries") if row["country"] == FOE)
    tag = Tag("country", mention.start, mention.end, mention.name, value=row, row_id=FOE)
    return Mention(row["name"], mention.start, mention.end, "country", tag)


def _of_each_country(parse: Parse, noun: Token, mention: Mention) -> list[Mention]:
    """The countries of "the Chilean and Kenyan ministers", who are several."""
    is_plural = noun.tag_ in ("NNS", "NNPS") or (noun.lower_.endswith("s") and is_title(noun.text))
    if not is_plural or mention.kind not in ("office", "phrase"):
        return []
    start = parse.span(noun.left_edge, noun)[0]
    end = noun_span(parse, noun)[1]  # with "of": "the ministers of Ruritania and Borduria"
    tags = [tag for tag in parse.sentence.of("country") if start <= tag.start and tag.end <= end]
    if len({tag.row_id for tag in tags}) < SEVERAL:
        return []
    return [Mention(tag.value["name"], tag.start, tag.end, "country", tag) for tag in tags]


def actors_within(parse: Parse, head: Token, *, blamed: bool = False, depth: int = MAX_DEPTH) -> list[Mention]:
    """The actors that a phrase names or, where it names a thing, those to whom the thing belongs.

    Args:
        blamed: look for who did it, not for whom it befell ("the attack on X by Y" gives Y).
    """
    found = actors(parse, head)
    if found or depth == 0:
        return found
    for part in _parts(parse, head, blamed=blamed):
        found = actors_within(parse, part, blamed=blamed, depth=depth - 1)
        if found:
            return found
    return []


def is_actor(parse: Parse, noun: Token, mention: Mention) -> bool:
    """True where a noun names somebody who can act: a person, a country, a body, an office, a group of people."""
    if noun.tag_ in ("DT", "WDT", "PRP$") or (noun.tag_ == "JJ" and mention.kind != "country"):
        return False
    if mention.kind == "person" and mention.tag is None and not noun.tag_.startswith("NNP"):
        if is_group(noun.lower_) and noun.i == 0:
            return "generic" not in classes_of(noun.lower_)  # "Court sentences ...", a capital of the sentence only
        return " " in mention.name and is_title(noun.text)  # "the president Jan Kowal"
    if mention.kind == "office" and _is_of_office(noun):
        return False
    if mention.name.endswith(" Day") or (mention.tag is None and mention.name.lower() in FILLERS):
        return False  # "Independence Day", "Tuesday's talks"
    if mention.kind in ("person", "country", "body", "office"):
        return not _is_thing(parse, mention)
    if mention.kind == "pronoun":
        return noun.tag_ != "WP" and noun.lower_ in ("he", "she", "they", "we", "it", "him", "her", "them", "us")
    row = noun_rows().get(noun.lower_)
    if row and "group" in row.classes:
        return "generic" not in row.classes or " " in mention.name
    if row and mention.tag is None and noun.lower_.endswith("s"):
        return False  # "Prisoner Deaths": a capital alone makes no actor
    is_acronym = noun.text.isupper() and len(noun.text) > SEVERAL
    is_name = noun.tag_ in ("NNP", "NNPS") and noun.text[0].isupper()
    return (is_name or is_acronym) and not _is_thing(parse, mention)


def _is_of_office(noun: Token) -> bool:
    """True for a thing that belongs to an office ("the president's decision", "candidate status")."""
    row = noun_rows().get(noun.lower_)
    is_common = noun.tag_ in ("NN", "NNS") and noun.text.islower()
    return is_common and not is_title(noun.text) and (row is None or "group" not in row.classes)


def is_group(phrase: str) -> bool:
    """True for a phrase whose last word names people who act together ("harbour workers")."""
    return "group" in classes_of(phrase)


def classes_of(phrase: str) -> frozenset[str]:
    """The noun classes of a phrase's last word."""
    row = noun_rows().get(phrase.rpartition(" ")[2].lower())
    return row.classes if row is not None else frozenset()


def is_command(mention: Mention) -> bool:
    """True for an army's staff or branch, whose words report from the field."""
    row = mention.tag.value if mention.tag is not None and mention.kind == "body" else {}
    return isinstance(row, dict) and row.get("sector") == "MIL" and row.get("actor_type") != "ministry"


def is_company(mention: Mention) -> bool:
    """True for a company that the vocabulary knows, and for a bare name that it does not ("Nordwind")."""
    if mention.tag is None:
        return mention.kind == "person" and " " not in mention.name
    return isinstance(mention.tag.value, dict) and mention.tag.value.get("sector") == "BUS"


OUTLET = re.compile(
    r"(?i)\b(?:media|outlets?|news|newspaper|channel|tv|television|website|broadcaster|reports?|magazine)$"
)


AUDIENCE = re.compile(
    r"(?i)\b(?:reporters?|journalists?|conference|briefing|audience|press|interviewers?|crowd|viewers)\b"
)


def is_outlet(mention: Mention) -> bool:
    """True for those who report others' words: papers, agencies, broadcasters."""
    row = mention.tag.value if mention.tag else None
    return OUTLET.search(mention.name) is not None or (isinstance(row, dict) and row.get("sector") == "MED")


def is_audience(mention: Mention) -> bool:
    """True for those who are told something only to pass it on: outlets, reporters, a conference."""
    return is_outlet(mention) or AUDIENCE.search(mention.name) is not None


def _is_thing(parse: Parse, mention: Mention) -> bool:
    """True for a phrase that ends in a place, a weapon or a value and in no actor."""
    ending = [tag for tag in parse.sentence.tags if tag.end == mention.end and tag.start >= mention.start]
    if any(tag.kind in ("country", "body", "actor") for tag in ending):
        return False
    is_paper = mention.tag is None and INITIALS.search(mention.name) is not None  # "E.O."
    return is_paper or CLOCK.match(mention.name) is not None or any(tag.kind in NOT_ACTORS for tag in ending)


def _by_country_name(noun: Token, mention: Mention) -> Mention:
    """An adjective of country under the country's own name."""
    if mention.kind != "country" or noun.tag_ not in ("JJ", "NNS", "NNPS") or mention.tag is None:
        return mention
    name = mention.tag.value.get("name") if noun.tag_ == "JJ" else None
    return replace(mention, name=name) if name else mention


def _may_own(parse: Parse, word: Token) -> bool:
    """False for a participle and for a common noun of no country before another one ("fighter jets", "power plant")."""
    is_common = word.dep_ == "compound" and word.tag_ in ("NN", "NNS") and word.text.islower()
    return word.tag_ != "VBN" and not (is_common and find_mention(parse, word).country is None)


def _is_against(verb: Token) -> bool:
    """True for "accused by X": X is no friend of who is so described."""
    return any(row.event_type in ("ACCUSE", "SANCTION", "COERCE", "REJECT") for row in verb_rows().get(verb.lower_, ()))


def _parts(parse: Parse, head: Token, *, blamed: bool) -> Iterator[Token]:
    """The words on a noun that may name its owner or doer, the likelier first."""
    children = list(head.children)
    for child in children:
        if child.dep_ == "acl" and (blamed or not _is_against(child)):
            yield from (noun for agent in child.children if agent.dep_ == "agent" for noun in agent.children)
    yield from (noun for child in children if child.lower_ == "by" for noun in child.children if noun.dep_ == "pobj")
    yield from (child for child in children if child.dep_ == "poss")
    yield from (child for child in children if child.dep_ in ("amod", "compound", "nmod") and _may_own(parse, child))
    is_gathering = bool(classes_of(head.text) & {"talks", "venue"})
    behind = [child for child in children if child.dep_ == "prep" and not (blamed and child.lower_ in VICTIM_SIDE)]
    if is_gathering:
        behind = [child for child in behind if child.lower_ not in TOPIC]  # "a conference on X" is held without X
    for child in sorted(behind, key=lambda word: word.lower_ in AT_PLACE):
        yield from (noun for noun in child.children if noun.dep_ in ("pobj", "pcomp"))
    yield from (noun for child in children if child.dep_ == "acl" for noun in child.children if noun.dep_ == "dobj")
    yield from (child for child in children if child.dep_ in ("nsubj", "dobj") and head.tag_.startswith("V"))
