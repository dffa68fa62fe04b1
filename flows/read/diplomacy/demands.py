"""Whether a clause holds what a verb row asks for: its particles, and an object of its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.read.diplomacy.verbs import VerbRow, noun_rows, toned
from flows.read.parse.grammar import Clause, Parse
from flows.read.parse.noun_phrases import conjuncts
from flows.read.who.actors import actors, classes_of
from flows.read.who.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

HOLLOW = ("package", "measure")  # nouns that say nothing without the word before them
MONEY_SIGNS = "$€£"
TOLD = (
    "acomp",
    "oprd",
    "ccomp",
    "xcomp",
    "advcl",
    "npadvmod",
    "intj",
)  # where the parse puts the adjective of such an idiom
ACTING = "by_"  # of a demand on who acts ("by_troops")
SEVERAL = 2
NEAR = 2  # words behind a verb in which the particle of who is asked stands
FOUGHT = {"attack", "offensive", "fighting", "troops", "missile"}  # to throw these back is war, no refusal
BE = frozenset("is are was were be been being 's 're".split())
AT = ("at", "against", "toward", "towards", "over", "into")


def has_what_it_demands(parse: Parse, found: Clause, row: VerbRow) -> bool:
    """True where a clause has the row's particles, what its frame needs, and objects of its classes."""
    words = found.particles | _words_of(found)
    if (
        not row.particles <= words
        or not _are_behind(found, row)
        or not _fits_frame(found, row, words)
        or _is_other_sense(parse, found, row)
    ):
        return False
    return all(_meets(parse, found, demand, row) for demand in row.objects)


def _words_of(found: Clause) -> set[str]:
    """The words that a row may name as particles: prepositions, and words of idioms ("hold responsible")."""
    nouns = (*found.objects, *(noun for _, noun in found.prepositions))
    told = (child for child in found.verb.children if child.dep_ in TOLD)
    parts = {part for name, _ in found.prepositions for part in name.split()}
    return parts | {word.lower_ for word in (*nouns, *told)}


def _are_behind(found: Clause, row: VerbRow) -> bool:
    """True where several particles of a row stand together ("drop in on X", not "in X ... dropped bombs on Y")."""
    if len(row.particles) < SEVERAL or row.objects:
        return True
    words = [word.lower_ for word in found.verb.doc[found.verb.i + 1 :]]
    return all(particle in words for particle in row.particles)


def _fits_frame(found: Clause, row: VerbRow, words: set[str] | frozenset[str]) -> bool:
    """True where a clause has the slots without which its frame says nothing."""
    has_complement = found.complement is not None
    if row.frame == "infinitive":
        return _has_infinitive(found)
    if row.frame == "speech":
        is_byline = "from" in words and not has_complement and not found.objects  # "reported from X"
        return not is_byline and (not row.particles or has_complement or bool(found.prepositions))
    if row.frame == "ask":
        behind = {word.lower_ for word in found.verb.doc[found.verb.i + 1 : found.verb.i + 1 + NEAR]}
        if found.objects and not row.particles <= behind:
            return False  # "calls the raid on X a crime" asks nobody
        return has_complement or bool(objects_of(found)) or bool(found.prepositions)
    if row.frame == "askfor" and _has_infinitive(found) and found.verb.lower_ in toned("need"):
        return bool(objects_of(found))  # who "needs to go" asks for nothing
    if row.frame == "want":
        return _wants_of_another(found)
    if row.frame == "accused" and _is_to_blame(found):
        return False
    if row.frame == "label":
        return bool(objects_of(found)) or (has_complement and "for" not in words)
    has_torn_object = bool(row.particles) and any(name in row.particles for name, _ in found.prepositions)
    return row.frame != "object" or bool(objects_of(found)) or has_complement or has_torn_object


def _is_to_blame(found: Clause) -> bool:
    """True for "X is to blame": he blames nobody."""
    helpers = {child.lower_ for child in found.verb.children if child.dep_ == "aux"}
    return "to" in helpers and found.verb.dep_ == "xcomp" and found.verb.head.lower_ in BE and not found.objects


def _is_other_sense(parse: Parse, found: Clause, row: VerbRow) -> bool:
    """True for "calls X a liar" (no call), drones sent at somebody (no gift), an attack thrown back (no refusal)."""
    if "someone" in row.objects:
        return any(noun.dep_ == "oprd" for noun in found.objects)
    if row.event_type == "REJECT" and found.verb.lower_ in toned("parry"):
        fought = [name for noun in objects_of(found) for name in noun_classes(parse, noun)]
        ends = {parse.span(noun, noun)[1] for noun in objects_of(found)}
        return not FOUGHT.isdisjoint(fought) or any(tag.end in ends for tag in parse.sentence.of("place"))
    if row.frame == "want" and found.verb.lower_ in toned("foresee"):
        return any(word.lower_ in toned("badnoun") for word in found.verb.subtree if word.i > found.verb.i)
    if row.frame == "ask":
        return _is_question(found)
    if row.frame == "give" and "arms" in row.objects:
        return found.preposition(*AT) is not None
    return row.event_type == "COERCE" and any("abstract" in noun_classes(parse, noun) for noun in objects_of(found))


def _is_question(found: Clause) -> bool:
    """True for "asked who would go" and "asked about the plan", which ask nobody to do anything."""
    if found.complement is None:
        return "about" in found.particles
    return any(word.tag_ in ("WP", "WRB", "WDT") for word in found.complement.children)


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
    if demand.startswith(ACTING):
        acting = found.agent if found.is_passive else found.subject
        return acting is not None and demand.removeprefix(ACTING) in noun_classes(parse, acting)
    nouns = [*objects_of(found), *(noun for name, noun in found.prepositions if row.particles & set(name.split()))]
    if not found.objects and found.subject is not None and found.preposition("between") is not None:
        nouns.append(found.subject)  # "captives exchanged between X and Y"
    if demand == "both":
        return found.subject is not None and len(actors(parse, found.subject)) >= SEVERAL
    if demand == "place":
        return any(_is_named_place(parse, noun) for noun in objects_of(found))
    if demand == "someone":
        named = [name for noun in objects_of(found) for name in actors(parse, noun)]
        return any(row.mode != "visit" or "people" not in classes_of(name.name) for name in named)
    if demand == "body":
        heads = nouns[len(objects_of(found)) :] if row.particles else objects_of(found)
        return any(_is_union(mention) for noun in heads for mention in actors(parse, noun))
    return any(demand in noun_classes(parse, noun) for head in nouns for noun in conjuncts(head))


def _is_named_place(parse: Parse, noun: Token) -> bool:
    """True for the name of a town, a region or a country."""
    end = parse.span(noun, noun)[1]
    return any(tag.end == end for tag in parse.sentence.of("place", "country"))


def _is_union(mention: Mention) -> bool:
    """True for a body that countries join and leave."""
    row = mention.tag.value if mention.tag is not None and mention.kind == "body" else {}
    return isinstance(row, dict) and row.get("sector") == "IGO"


def objects_of(found: Clause) -> list[Token]:
    """What is acted on: the object, in the passive the subject."""
    if found.is_passive:
        second = [noun for noun in found.objects if noun.dep_ == "dobj"]  # "X was promised tanks"
        return [found.subject, *second] if found.subject is not None else second
    return list(found.objects)


def noun_classes(parse: Parse, noun: Token) -> set[str]:
    """The classes of object that a noun phrase belongs to, hollow heads ("a package of ...") filled from inside."""
    before = noun.doc[noun.i - 1].lower_ if noun.i else ""
    hyphened = "".join(token.lower_ for token in noun.doc[max(noun.i - 2, 0) : noun.i + 1]) if before == "-" else ""
    # A "military operation" is no operation of a firm, and a "sit-in" is one word.
    names = (hyphened, f"{before} {noun.lower_}", noun.lower_)
    row = next((noun_rows()[name] for name in names if name in noun_rows()), None)
    classes = set(row.classes) if row else set()
    if not classes or classes & set(HOLLOW) or noun.tag_ in ("CD", "$") or noun.lower_ in ("number", "lot"):
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
