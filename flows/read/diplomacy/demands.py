"""Whether a clause holds what a verb row asks for: its particles, and an object of its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.read.diplomacy.verbs import VerbRow, noun_rows
from flows.read.parse.grammar import Clause, Parse
from flows.read.parse.noun_phrases import conjuncts
from flows.read.who.actors import actors
from flows.read.who.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

HOLLOW = ("package", "measure")  # nouns that say nothing without the word before them
MONEY_SIGNS = "$€£"
AT = ("at", "against", "toward", "towards", "over", "into")


def has_what_it_demands(parse: Parse, found: Clause, row: VerbRow) -> bool:
    words = found.particles | {part for name, _ in found.prepositions for part in name.split()}
    if not row.particles <= words:
        return False
    if row.frame == "infinitive" and not _has_infinitive(found):
        return False
    if row.frame == "speech" and row.particles and found.complement is None and not found.prepositions:
        return False
    if row.frame == "speech" and "from" in words and found.complement is None and not found.objects:
        return False  # a byline: "reported from X"
    if row.frame == "want" and not _wants_of_another(found):
        return False
    if "someone" in row.objects and any(noun.dep_ == "oprd" for noun in found.objects):
        return False  # "calls X a liar" is no call
    if row.frame == "give" and "arms" in row.objects and found.preposition(*AT):
        return False  # drones sent at somebody are no gift
    if row.frame == "label" and not objects_of(found) and (found.complement is None or "for" in words):
        return False
    if row.frame in ("object", "want") and not objects_of(found) and found.complement is None:
        return False
    return all(_meets(parse, found, demand, row) for demand in row.objects) if row.objects else True


def _wants_of_another(found: Clause) -> bool:
    """True for "wants X to go", not for "wants to go"."""
    if found.complement is None:
        return False
    leads_to_act = any(child.dep_ == "aux" and child.lower_ == "to" for child in found.complement.children)
    has_own_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in found.complement.children)
    return leads_to_act and (has_own_subject or any(noun.i < found.complement.i for noun in found.objects))


def _has_infinitive(found: Clause) -> bool:
    return found.complement is not None and found.complement.dep_ == "xcomp"


def _meets(parse: Parse, found: Clause, demand: str, row: VerbRow) -> bool:
    if demand == "with":
        return found.preposition("with") is not None
    nouns = [*objects_of(found), *(noun for name, noun in found.prepositions if row.particles & set(name.split()))]
    if demand == "someone":
        return any(actors(parse, noun) for noun in objects_of(found))
    if demand == "body":
        heads = nouns[len(objects_of(found)) :] if row.particles else objects_of(found)
        return any(_is_union(mention) for noun in heads for mention in actors(parse, noun))
    return any(demand in noun_classes(parse, noun) for head in nouns for noun in conjuncts(head))


def _is_union(mention: Mention) -> bool:
    """True for a body that countries join and leave."""
    row = mention.tag.value if mention.tag is not None and mention.kind == "body" else {}
    return isinstance(row, dict) and row.get("sector") == "IGO"


def objects_of(found: Clause) -> list[Token]:
    """What is acted on: the object, in the passive the subject."""
    if found.is_passive:
        return [found.subject] if found.subject is not None else []
    return list(found.objects)


def noun_classes(parse: Parse, noun: Token) -> set[str]:
    """The classes of object that a noun phrase belongs to, hollow heads ("a package of ...") filled from inside."""
    row = noun_rows().get(noun.lower_)
    classes = set(row.classes) if row else set()
    before = noun.doc[noun.i - 1].lower_ if noun.i else ""
    pair = noun_rows().get(f"{before} {noun.lower_}")
    if pair:
        classes |= pair.classes
    if not classes or classes & set(HOLLOW) or noun.tag_ in ("CD", "NNS", "$") or noun.lower_ in ("number", "lot"):
        for child in noun.children:
            inner = list(child.children) if child.dep_ == "prep" and child.lower_ in ("of", "in") else [child]
            for word in inner:
                if word.dep_ in ("compound", "nmod", "amod", "pobj", "npadvmod") and word.lower_ in noun_rows():
                    classes |= noun_rows()[word.lower_].classes
    start, end = parse.span(noun, noun)
    left = parse.start + noun.left_edge.idx
    if any(tag.kind == "money" and left <= tag.start <= end and tag.end >= start - 60 for tag in parse.sentence.tags):
        classes.add("aid")
    if any(word.text in MONEY_SIGNS or word.lower_ in ("million", "billion") for word in noun.subtree):
        classes.add("aid")
    if any(tag.kind == "weapon" and tag.end == end for tag in parse.sentence.tags):
        classes.add("arms")
    return classes
