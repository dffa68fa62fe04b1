"""Acts of a sentence: verb and noun rows met in their frames, with source, target and modality.

The frames, which the rows of verbs.csv name, say where source and target stand; the passive is turned round by the
clause itself. Whoever is asked, refused, threatened or told about is the target; what is asked or told is no act of
its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.read.actors import actors, actors_within
from flows.read.grammar import Clause, Parse, clause, conjuncts, find_subject
from flows.read.mentions import Mention
from flows.read.verbs import NounRow, VerbRow, noun_rows, toned, verb_rows

if TYPE_CHECKING:
    from spacy.tokens import Token

TOWARD = (
    "on",
    "against",
    "to",
    "with",
    "for",
    "at",
    "over",
    "into",
    "from",
    "in",
    "towards",
    "toward",
    "between",
    "of",
)
GIVE = ("to", "for", "with", "in")
OUT_OF = ("from", "out of", "in")
ABOUT = ("against", "on", "over", "to", "near", "in", "around", "at", "into", "along")
YIELDS = ("AGREE", "STATEMENT")  # types that give way to what is agreed or planned
GOVERNING = ("ask", "askfor", "want", "warn", "tell", "speech")  # frames whose complement is no act of its own
MONEY_SIGNS = "$€£"
HOLLOW = ("package", "measure")  # nouns that say nothing without the word before them
KIND = ("AID", "AGREE", "SUPPORT", "CONSULT", "COOPERATE")  # not doing these is a refusal
BLAMING = ("ACCUSE", "REJECT")


@dataclass(frozen=True)
class Act:
    """Something that somebody does to somebody, as one clause tells it."""

    row_id: str
    event_type: str
    mode: str | None
    frame: str
    is_strong: bool
    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    trigger: Token
    parse: Parse
    start: int
    end: int
    modality: str
    level: int  # 0 = the sentence's own statement, 1 = a clause beside it or a noun in it, 2 = deep inside

    @property
    def is_speech(self) -> bool:
        """True where the act is words that somebody says."""
        return self.frame in ("speech", "tell", "warn", "attribution")


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
        used |= {noun.i for noun in _objects(clause(token)) if noun.lower_ in noun_rows()}
        if act.frame in GOVERNING or act.event_type in ("REJECT", "THREATEN"):
            governed |= _below_complements(token)
    found += _nominal_acts(parse, used)
    kept = [act for act in found if act.trigger.i not in governed]
    return sorted(kept, key=lambda act: act.trigger.i)


def act_of(parse: Parse, verb: Token, *, is_marked: bool = False) -> Act | None:
    """The act of one verb by the most demanding row that its clause satisfies."""
    rows = verb_rows().get(verb.lower_)
    if not rows or not _is_verb(verb):
        return None
    found = clause(verb)
    for row in rows:
        if not _has_what_it_demands(parse, found, row):
            continue
        act = _act(parse, found, row)
        if row.frame == "joint" and not row.demands and not _are_several(found, act):
            continue
        if is_marked or act.is_strong or _is_supported(found, row, act):
            return act
    return None


def _is_verb(token: Token) -> bool:
    """True for verbs, and for a headline's root that the tagger took for a noun although it has a subject."""
    if token.tag_.startswith("V"):
        return token.dep_ not in ("amod", "compound", "aux", "auxpass")
    if token.lower_ == "ready":
        return token.dep_ in ("acomp", "ROOT", "oprd")
    return token.dep_ == "ROOT" and any(child.dep_ in ("nsubj", "dobj") for child in token.children)


def _are_several(found: Clause, act: Act) -> bool:
    """True where those who meet or sign are two sides, or one of many ("the leaders met")."""
    subject = found.subject
    return bool(act.targets) or (subject is not None and subject.tag_ in ("NNS", "NNPS", "PRP", "CD"))


def _is_supported(found: Clause, row: VerbRow, act: Act) -> bool:
    if not act.sources:
        return False
    return bool(row.objects) or bool(act.targets)


def _has_what_it_demands(parse: Parse, found: Clause, row: VerbRow) -> bool:
    words = found.particles | {part for name, _ in found.prepositions for part in name.split()}
    if not row.particles <= words:
        return False
    if row.frame == "infinitive" and not _has_infinitive(found):
        return False
    if row.frame == "speech" and row.particles and found.complement is None and not found.prepositions:
        return False
    if row.frame == "want" and not _wants_of_another(found):
        return False
    if row.frame in ("object", "want") and not _objects(found) and found.complement is None:
        return False
    return all(_meets(parse, found, demand, row) for demand in row.objects) if row.objects else True


def _wants_of_another(found: Clause) -> bool:
    """True for "wants X to go", not for "wants to go"."""
    if found.complement is None:
        return False
    return found.complement.dep_ == "ccomp" or any(noun.i < found.complement.i for noun in found.objects)


def _has_infinitive(found: Clause) -> bool:
    return found.complement is not None and found.complement.dep_ == "xcomp"


def _meets(parse: Parse, found: Clause, demand: str, row: VerbRow) -> bool:
    if demand == "with":
        return found.preposition("with") is not None
    nouns = [*_objects(found), *(noun for name, noun in found.prepositions if row.particles & set(name.split()))]
    if demand == "someone":
        return any(actors(parse, noun) for noun in _objects(found))
    if demand == "body":
        return any(mention.kind == "body" for noun in _objects(found) for mention in actors(parse, noun))
    return any(demand in noun_classes(parse, noun) for head in nouns for noun in conjuncts(head))


def _objects(found: Clause) -> list[Token]:
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


def _act(parse: Parse, found: Clause, row: VerbRow) -> Act:
    sources, targets = _source_and_target(parse, found, row)
    start, end = parse.span(found.verb, found.verb)
    names = {mention.name for mention in sources}
    return Act(
        row_id=row.row_id,
        event_type=_type_of(found, row, targets),
        mode=row.mode,
        frame=row.frame,
        is_strong=row.is_strong,
        sources=tuple(sources),
        targets=tuple(mention for mention in targets if mention.name not in names),
        trigger=found.verb,
        parse=parse,
        start=start,
        end=end,
        modality=found.modality,
        level=level_of(found.verb),
    )


def _type_of(found: Clause, row: VerbRow, targets: list[Mention]) -> str:
    """The row's type; a refused kindness is a refusal, an act not done or a warning to nobody a statement."""
    if row.frame == "warn" and not targets:
        return "STATEMENT"
    if row.frame == "label":
        return _by_tone(found)
    if found.modality != "negated":
        return row.event_type
    return "REJECT" if row.event_type in KIND else "STATEMENT"


def _by_tone(found: Clause) -> str:
    """What calling somebody something amounts to: praise, blame, or neither."""
    words = {token.lower_ for token in found.verb.subtree if token.i > found.verb.i}
    if words & toned("badnoun"):
        return "ACCUSE"
    return "SUPPORT" if words & toned("good") else "STATEMENT"


def _source_and_target(parse: Parse, found: Clause, row: VerbRow) -> tuple[list[Mention], list[Mention]]:
    actor = found.agent if found.is_passive else found.subject
    sources = actors(parse, actor) or _actors_of_group(parse, actor) if actor is not None else []
    if row.frame == "reverse":
        receiver = sources
        giver = next(
            (names for noun in _behind(found, ("from", "by", "of", "in")) if (names := _names(parse, noun))), []
        )
        return giver, receiver
    if row.frame == "joint":
        return _joint(parse, found, sources)
    targets = next((names for noun in _target_nouns(found, row) if (names := _names(parse, noun, row))), [])
    return sources, targets


def _actors_of_group(parse: Parse, noun: Token) -> list[Mention]:
    """The owner of a subject that is no actor but stands for one ("Ruritania's campaign accuses ...")."""
    owners = [child for child in noun.children if child.dep_ == "poss"]
    return actors(parse, owners[0]) if owners else []


def _names(parse: Parse, noun: Token, row: VerbRow | None = None) -> list[Mention]:
    return actors_within(parse, noun, blamed=row is not None and row.event_type in BLAMING)


def _joint(parse: Parse, found: Clause, sources: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Those who do it together: the partner is named by "with" or as the object, else it is the second subject."""
    partner = found.preposition("with", "between")
    nouns = [partner] if partner is not None else [noun for noun in _objects(found) if actors(parse, noun)]
    for noun in nouns:
        named = actors_within(parse, noun)
        if found.preposition("between") is noun and len(named) > 1 and not sources:
            return named[:1], named[1:]
        if named:
            return sources, named
    if not sources:
        return _of_the_noun(parse, _objects(found))
    if len(sources) > 1:
        return sources[:1], sources[1:]
    return sources, []


def _of_the_noun(parse: Parse, nouns: list[Token]) -> tuple[list[Mention], list[Mention]]:
    """The two sides that the noun itself names where the verb has none ("talks between X and Y were held")."""
    for noun in nouns:
        row = noun_rows().get(noun.lower_)
        if row is not None:
            return _nominal_actors(parse, noun, row)
    return [], []


def _target_nouns(found: Clause, row: VerbRow) -> Iterator[Token]:
    """The nouns that may name the target, in the order of the frame."""
    objects = _objects(found)
    particles = tuple(row.particles)
    below = [found.complement] if found.complement is not None else []
    inner = [noun for verb in below for noun in _below(verb)]
    order: dict[str, Iterable[Token]] = {
        "object": [*objects, *([] if row.event_type == "ACCUSE" else _behind(found, TOWARD)), *inner],
        "toward": [
            *_behind(found, (*particles, " ".join(particles))),
            *_behind(found, TOWARD),
            *_datives(found),
            *objects,
        ],
        "give": [*_datives(found), *_receivers(found, objects), *_behind(found, GIVE), *objects],
        "ask": [*objects, *_behind(found, particles), *inner],
        "askfor": [*_behind(found, ("from", "to", "on")), *objects, *_behind(found, particles), *inner],
        "want": [*objects, *inner],
        "infinitive": [*_behind(found, ("with",)), *inner],
        "speech": [],
        "tell": [*_datives(found), *objects],
        "warn": [*objects, *_behind(found, ("to", "against"))],
        "from": [*_behind(found, OUT_OF), *objects],
        "between": [*_behind(found, ("between", "with")), *objects],
        "onto": _behind(found, ("on",)),
        "self": _behind(found, ABOUT),
        "move": [*_behind(found, ABOUT), *objects],
    }
    yield from order.get(row.frame, objects)


def _behind(found: Clause, names: Iterable[str]) -> list[Token]:
    wanted = [name for name in names if name]
    return [noun for name in wanted for word, noun in found.prepositions if word == name]


def _datives(found: Clause) -> list[Token]:
    return [found.dative] if found.dative is not None else []


def _receivers(found: Clause, objects: list[Token]) -> list[Token]:
    """In "provide X with Y" the object receives."""
    return objects if found.preposition("with") is not None and found.preposition("to", "for") is None else []


def _below(verb: Token) -> list[Token]:
    """The nouns of a complement: its own subject first, then its objects and what stands behind prepositions."""
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    inner = clause(verb)
    return [*own, *inner.objects, *(noun for _, noun in inner.prepositions)]


def _below_complements(verb: Token) -> set[int]:
    return {
        token.i
        for child in verb.children
        if child.dep_ in ("ccomp", "xcomp", "dobj", "advcl", "prep")
        for token in child.subtree
        if child.dep_ in ("ccomp", "xcomp") or not token.tag_.startswith("V")
    }


def level_of(token: Token) -> int:
    """How deep in its sentence a word stands: 0 on the main line, 1 beside it, 2 inside a noun."""
    level = 0
    while token.head != token:
        if token.dep_ == "relcl" and token.head.dep_ == "ROOT" and token.head.tag_.startswith("N"):
            level += 0 if any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children) else 1
        elif token.dep_ in ("relcl", "acl", "appos"):
            level = max(level, 1 if token.head.dep_ == "ROOT" else 2)
        elif token.dep_ in ("advcl", "pcomp", "ccomp", "pobj", "csubj"):
            level = max(level, 1)
        token = token.head
    return level


def _nominal_acts(parse: Parse, used: set[int]) -> Iterator[Act]:
    """Acts that a noun names: "talks between X and Y", "X's visit to Y", "X-Y talks", "sanctions against X"."""
    for token in parse.doc:
        row = noun_rows().get(token.lower_)
        if row is None or row.event_type is None or token.i in used or not token.tag_.startswith("N"):
            continue
        if token.dep_ in ("compound", "poss"):
            continue
        sources, targets = _nominal_actors(parse, token, row)
        if not sources or (not targets and not row.is_strong):
            continue
        start, end = parse.span(token, token)
        yield Act(
            row_id=row.row_id,
            event_type=row.event_type,
            mode=row.mode,
            frame="nominal",
            is_strong=row.is_strong,
            sources=tuple(sources),
            targets=tuple(targets),
            trigger=token,
            parse=parse,
            start=start,
            end=end,
            modality="asserted",
            level=_nominal_level(token, row),
        )


def _nominal_level(noun: Token, row: NounRow) -> int:
    """A meeting in which the main verb's act took place is the sentence's event ("thanked X in a call with him")."""
    if noun.dep_ in ("nsubj", "nsubjpass", "ROOT", "dobj", "attr"):
        return 1
    is_setting = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "at") and noun.head.head.dep_ == "ROOT"
    return 0 if is_setting and row.event_type == "CONSULT" else 2


def _nominal_actors(parse: Parse, noun: Token, row: NounRow) -> tuple[list[Mention], list[Mention]]:
    behind = {child.lower_: child for child in noun.children if child.dep_ in ("prep", "agent")}
    named = {
        word: [name for inner in child.children if inner.dep_ == "pobj" for name in actors(parse, inner)]
        for word, child in behind.items()
    }
    both = named.get("between") or []
    if len(both) > 1:
        return both[:1], both[1:]
    if noun.dep_ in ("nsubj", "nsubjpass"):
        for word, inner in clause(noun.head).prepositions:
            named.setdefault(word, actors(parse, inner))
    owners = [name for child in noun.children if child.dep_ == "poss" for name in actors(parse, child)]
    owners = owners or [
        name for child in noun.children if child.dep_ in ("amod", "compound") for name in actors(parse, child)
    ]
    if row.event_type == "CONSULT" and len(owners) > 1:
        return owners[:1], owners[1:]
    sources = owners or named.get("by") or (named.get("of") if row.event_type in ("CONSULT", "COOPERATE") else []) or []
    targets = next((named[word] for word in TOWARD if named.get(word) and named[word] != sources), [])
    if not sources and noun.dep_ in ("dobj", "pobj"):
        subject = find_subject(noun.head.head if noun.dep_ == "pobj" else noun.head)
        sources = actors(parse, subject) if subject is not None else []
    if row.event_type == "CONSULT" and not sources:
        return targets[:1], targets[1:]
    return sources, targets
