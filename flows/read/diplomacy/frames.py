"""Acts of a sentence: verb and noun rows met in their frames, with source, target and modality.

The frames, which the rows of verbs.csv name, say where source and target stand; the passive is turned round by the
clause itself. Whoever is asked, refused, threatened or told about is the target; what is asked or told is no act of
its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.read.diplomacy.acts import Act, act_by_row, level_of
from flows.read.diplomacy.demands import has_what_it_demands, objects_of
from flows.read.diplomacy.nominal import flat_acts, is_compound, nominal_acts
from flows.read.diplomacy.slots import source_and_target
from flows.read.diplomacy.verbs import VerbRow, noun_rows, states, toned, verb_rows
from flows.read.parse.grammar import Clause, Parse, clause
from flows.read.who.actors import actors, is_company
from flows.read.who.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

TAKING = ("joint", "confer", "toward", "give", "reverse", "between")  # frames whose object noun is part of the act
GOVERNING = ("ask", "askfor", "want", "warn", "tell", "speech", "mind")  # frames whose complement is no act of its own
CLAUSES = ("ccomp", "xcomp")
GIVING = ("AID", "COOPERATE")
KIND = ("AID", "AGREE", "SUPPORT", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT")  # not doing these is a refusal


def find_acts(parse: Parse, *, is_marked: bool = False) -> list[Act]:
    """The acts of a sentence in the order of its words.

    Args:
        is_marked: a caller has marked the two actors, so that weak rows may fire without support.
    """
    found: list[Act] = []
    governed: set[int] = set()
    used: set[int] = set()
    for token in parse.doc:
        act = act_of(parse, token, is_marked=is_marked)
        if act is None:
            continue
        found.append(act)
        if act.frame in TAKING:
            used |= {noun.i for noun in objects_of(clause(token)) if noun.lower_ in noun_rows()}
        if act.frame in GOVERNING or act.event_type in ("REJECT", "THREATEN"):
            governed |= _below_complements(token, with_objects=not act.is_speech)  # "announces sanctions" does both
    flat = list(flat_acts(parse))
    if flat and all(flat[0].trigger.i < act.trigger.i for act in found):
        found = flat  # the verb that the parse has lost is the main one
    found += nominal_acts(parse, used)
    kept = [act for act in found if act.trigger.i not in governed]
    return sorted(kept, key=lambda act: act.trigger.i)


def act_of(parse: Parse, verb: Token, *, is_marked: bool = False) -> Act | None:
    """The act of one verb by the most demanding row that its clause satisfies."""
    rows = verb_rows(is_marked=is_marked).get(verb.lower_)
    if not rows or not _is_verb(verb):
        return None
    found = clause(verb)
    for row in rows:
        if not has_what_it_demands(parse, found, row) or _is_expected(found, row):
            continue
        act = _act(parse, found, row)
        if row.frame in ("joint", "confer") and not row.demands and (found.is_passive or not _are_several(found, act)):
            continue
        if row.frame == "want" and not act.targets:
            continue
        if row.frame == "tell" and _is_told(found):
            continue
        if is_marked or act.is_strong or _is_supported(found, row, act):
            return act
    return None


def _is_told(found: Clause) -> bool:
    """True for the headline's "lawmakers told that ...", who say nothing."""
    told = found.complement is not None and found.complement.dep_ == "ccomp"
    is_bare = told and not found.objects and found.dative is None and not found.prepositions
    return is_bare and found.verb.tag_ in ("VBD", "VBN") and found.verb.dep_ == "ROOT"


def _is_expected(found: Clause, row: VerbRow) -> bool:
    """True for "is expected to go": nobody speaks, and what is expected is the act."""
    return (
        row.frame == "speech" and found.is_passive and found.complement is not None and found.complement.dep_ == "xcomp"
    )


def _is_verb(token: Token) -> bool:
    """True for verbs, and for a headline's root that the tagger took for a noun although it has a subject."""
    if is_compound(token):
        return False
    if token.tag_.startswith("V") and token.lower_ not in states():
        return token.dep_ not in ("amod", "compound", "aux", "auxpass")
    if token.lower_ in states() and token.tag_.startswith(("J", "V")):
        return token.dep_ in ("acomp", "ROOT", "oprd", "acl", "ccomp") or (
            token.dep_ == "amod" and token.i > token.head.i
        )
    return token.dep_ == "ROOT" and any(child.dep_ in ("nsubj", "dobj") for child in token.children)


def _are_several(found: Clause, act: Act) -> bool:
    """True where those who meet or sign are two sides, or one of many ("the leaders met")."""
    subject = found.subject
    return bool(act.targets) or (subject is not None and subject.tag_ in ("NNS", "NNPS", "PRP", "CD"))


def _is_supported(found: Clause, row: VerbRow, act: Act) -> bool:
    if not act.sources:
        return False
    if row.frame == "speech" and found.complement is not None and found.complement.dep_ == "ccomp":
        return True
    if row.mode == "visit" and any(_is_place(act.parse, noun) for noun in found.objects):
        return True
    is_named = all(source.kind in ("person", "country", "body", "office") for source in act.sources)
    if row.mode == "visit" and is_named and any(_is_place(act.parse, noun) for noun in _reached(found)):
        return True
    if row.event_type == "RETREAT" and any(
        name == "from" and _is_place(act.parse, noun) for name, noun in found.prepositions
    ):
        return True
    return bool(row.objects) or bool(act.targets)


def _reached(found: Clause) -> Iterator[Token]:
    """Where a journey ends, also the town in "the city of X"."""
    for name, noun in found.prepositions:
        if name in ("in", "to", "at"):
            yield noun
            yield from (deep for word in noun.children if word.lower_ == "of" for deep in word.children)


def _is_place(parse: Parse, noun: Token) -> bool:
    end = parse.span(noun, noun)[1]
    return any(tag.end == end for tag in parse.sentence.of("place"))


def _act(parse: Parse, found: Clause, row: VerbRow) -> Act:
    sources, targets = source_and_target(parse, found, row)
    names = {mention.name for mention in sources}
    own = _own_people(parse, found, sources) if row.frame == "warn" else []
    if own:
        act = act_by_row(parse, found.verb, row, sources, own)
        return replace(act, event_type="REQUEST", modality=found.modality, level=level_of(found.verb))
    if row.event_type == "ACCUSE":
        targets = [_without_blame(mention) for mention in targets]
    return replace(
        act_by_row(parse, found.verb, row, sources, [mention for mention in targets if mention.name not in names]),
        event_type=_type_of(parse, found, row, sources, targets),
        modality=found.modality,
        level=level_of(found.verb),
    )


def _own_people(parse: Parse, found: Clause, sources: list[Mention]) -> list[Mention]:
    """The source's own citizens, whom a warning asks to do or not to do something, and threatens with nothing."""
    named = [name for noun in found.objects for name in actors(parse, noun)]
    homes = {source.country for source in sources if source.country}
    return [name for name in named if name.country in homes and name.name.endswith("s") and name.kind != "body"]


def _without_blame(mention: Mention) -> Mention:
    """Somebody accused without what he is accused of ("accused Chile's army of theft")."""
    for match in reversed(list(re.finditer(r" of (?:\w+ly |[a-z]+ ){0,3}([a-z]+)(?= |$)", mention.name))):
        if match[1] in toned("badnoun") or match[1] in toned("bad") or match[1] in ("them", "it", "this"):
            return replace(mention, name=mention.name[: match.start()], end=mention.start + match.start())
    return mention


def _type_of(parse: Parse, found: Clause, row: VerbRow, sources: list[Mention], targets: list[Mention]) -> str:
    """The row's type; a refused kindness is a refusal, an act not done or a warning to nobody a statement.

    A company that leaves a country breaks off business; it has no troops to withdraw.
    """
    if row.frame == "warn" and not targets:
        words = {token.lower_ for token in found.verb.subtree}
        return "THREATEN" if words & toned("consequence") else "STATEMENT"
    if row.frame == "label":
        return _by_tone(found)
    if row.frame == "infinitive" and row.event_type == "AGREE":
        return _promised(parse, found)
    if row.event_type == "SUPPORT" and row.frame == "object" and _is_harm(found):
        return "ACCUSE"
    if row.event_type == "RETREAT" and any(is_company(name) for name in sources):
        return "SANCTION"
    if found.modality != "negated":
        return row.event_type
    if not targets and row.event_type in GIVING:
        return "STATEMENT"  # "does not produce tanks" refuses nothing
    is_duty = any(child.lower_ in toned("must") for child in found.verb.children if child.dep_ == "aux")
    return "REJECT" if row.event_type in KIND and not is_duty else "STATEMENT"


def _is_harm(found: Clause) -> bool:
    """True for "recognizes the killings as a crime": what is recognised is a harm."""
    behind = [noun for name, noun in found.prepositions if name == "as"]
    return any(noun.lower_ in toned("badnoun") for noun in (*objects_of(found), *behind))


def _promised(parse: Parse, found: Clause) -> str:
    """What a promise amounts to: the kindness promised, giving way, or a threat."""
    verb = found.complement
    if verb is None or found.modality == "negated":
        return "REJECT" if found.modality == "negated" else "AGREE"
    if any(noun.lower_ in toned("badnoun") for noun in clause(verb).objects):
        return "THREATEN"  # "ready to spread chaos"
    inner = act_of(parse, verb)
    if inner is not None and inner.event_type in ("AID", "SUPPORT"):
        return inner.event_type
    if inner is not None and inner.event_type == "SANCTION" and found.verb.lower_ not in toned("oath"):
        return "SANCTION"
    if inner is not None and inner.event_type in ("CONCEDE", "RETREAT"):
        return "CONCEDE"
    is_harsh = inner is not None and inner.event_type in ("COERCE", "THREATEN", "SANCTION")
    return "THREATEN" if is_harsh or verb.lower_ in toned("bad") else "AGREE"


def _by_tone(found: Clause) -> str:
    """What calling somebody something amounts to: praise, blame, or neither."""
    words = {token.lower_ for token in found.verb.subtree if token.i > found.verb.i}
    if words & toned("badnoun"):
        return "ACCUSE"
    return "SUPPORT" if words & toned("good") else "STATEMENT"


def _below_complements(verb: Token, *, with_objects: bool) -> set[int]:
    return {
        token.i
        for child in verb.children
        if child.dep_ in (*CLAUSES, "dobj", "advcl", "prep") and (with_objects or child.dep_ in CLAUSES)
        for token in child.subtree
        if child.dep_ in CLAUSES or not token.tag_.startswith("V")
    }
