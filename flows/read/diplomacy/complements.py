"""What somebody says, typed: an accusation, a demand, an announced act, or no more than a statement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flows.read.diplomacy.acts import Act
from flows.read.diplomacy.frames import act_of
from flows.read.diplomacy.own import is_own
from flows.read.diplomacy.verbs import toned
from flows.read.parse.grammar import Parse, clause, find_subject
from flows.read.parse.mood import FUTURE, SUBJECTS
from flows.read.who.actors import actors, actors_within
from flows.read.who.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

SAID_OF = ("attr", "acomp", "dobj", "oprd")
ABOUT = ("for", "with", "of", "about", "in", "through")  # behind these a verb names what it is done with
INNER = ("ccomp", "acl", "relcl", "pcomp")
HOSTILE = ("COERCE", "THREATEN", "MOBILIZE", "ASSAULT")
AUXILIARY = ("do", "have", "are", "'re")
CIRCUMSTANCES = frozenset("if unless after before while because since once until when though although".split())


@dataclass(frozen=True)
class Content:
    """What is said: its event type, whom it is about, who acts in it where that is not the speaker, and its mood."""

    event_type: str
    targets: tuple[Mention, ...]
    sources: tuple[Mention, ...] = ()
    modality: str = "asserted"
    row_id: str = ""


def typed(act: Act, *, is_marked: bool = False) -> Act:
    """A speech act under the type of what is said; any other act as it is.

    Args:
        is_marked: a caller has marked the two actors, so that rows for marked pairs count in what is said too.
    """
    if not act.is_speech:
        return act
    content = act.trigger if act.frame == "attribution" else content_of(act.trigger)
    if act.frame == "mind":
        return replace(act, targets=act.targets or _topic(act, content))
    found = read_content(act.parse, content, act.sources, is_marked=is_marked) if content is not None else None
    if found is None and content is None:
        found = _told_of(act)
    if found is None:
        return replace(act, targets=act.targets or _topic(act, content))
    if act.frame == "warn" and not found.sources and found.event_type not in ("ACCUSE", "REQUEST"):
        return replace(act, event_type="THREATEN", targets=act.targets or found.targets)
    return replace(
        act,
        event_type=found.event_type,
        targets=found.targets or act.targets,
        sources=found.sources or act.sources,
        modality=found.modality,
        row_id=found.row_id or act.row_id,
    )


def _told_of(act: Act) -> Content | None:
    """An accusation without a clause: "told about the crimes of X"."""
    for _, noun in clause(act.trigger).prepositions:
        if any(word.lower_ in _bad_words() for word in _near(noun)):
            owners = [name for name in actors_within(act.parse, noun, blamed=True) if not is_own(name, act.sources)]
            if owners:
                return Content("ACCUSE", tuple(owners))
    return None


def _topic(act: Act, content: Token | None) -> tuple[Mention, ...]:
    """Whom a plain statement is about: the first other actor in what is said."""
    words = content.subtree if content is not None else (word for word in act.trigger.subtree if word.i > act.trigger.i)
    for word in words:
        if word.tag_.startswith(("N", "JJ")) and word.dep_ not in ("compound",):
            for name in actors(act.parse, word)[:1]:
                if name.kind in ("person", "country", "body", "office") and not is_own(name, act.sources):
                    return (name,)
    return _country_spoken_of(act)


def _country_spoken_of(act: Act) -> tuple[Mention, ...]:
    """The first country of a statement's sentence that is not the speaker's own."""
    own = {source.country for source in act.sources}
    for tag in act.parse.sentence.of("country"):
        if tag.value.get("country") not in own and not any(s.start <= tag.start < s.end for s in act.sources):
            return (Mention(tag.value["name"], tag.start, tag.end, "country", tag),)
    return ()


def content_of(verb: Token) -> Token | None:
    """The verb of what is said."""
    for child in verb.children:
        if child.dep_ == "ccomp" and not _is_inverted(child):
            return child
    if verb.dep_ in ("parataxis", "ccomp") and verb.head != verb and verb.head.tag_.startswith("V"):
        return verb.head  # "X wants Y, Z said" parsed upside down
    beside = (child for child in verb.children if child.dep_ in ("parataxis", "advcl") and child.tag_ != "VBG")
    return next((child for child in beside if not _is_condition(child)), None)


def _is_inverted(verb: Token) -> bool:
    """True for a condition without "if" ("should Chile attack")."""
    helpers = [child.i for child in verb.children if child.dep_ == "aux" and child.lower_ == "should"]
    return bool(helpers) and any(child.i > helpers[0] for child in verb.children if child.dep_ in SUBJECTS)


def _is_condition(verb: Token) -> bool:
    """True for a clause that tells when, why or on what condition, and so is not what is said."""
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in CIRCUMSTANCES for child in verb.children)


def read_content(
    parse: Parse, content: Token, speakers: tuple[Mention, ...], *, is_marked: bool = False
) -> Content | None:
    """The type of what is said, or None where it is a plain statement."""
    inner = act_of(parse, content, is_marked=is_marked)
    if inner is not None and inner.is_speech and (not inner.sources or all(is_own(s, speakers) for s in inner.sources)):
        deeper = content_of(content)
        if deeper is not None and deeper.head == content and deeper != content:
            return read_content(parse, deeper, speakers, is_marked=is_marked)
    if inner is not None and inner.frame == "warn" and inner.sources:
        warned = typed(inner, is_marked=is_marked)  # "X warns of consequences, official says": X threatens
        if warned.event_type == "THREATEN":
            return Content(warned.event_type, warned.targets, warned.sources, row_id=warned.row_id)
    verbs = _main_verbs(content)
    subject = find_subject(content)
    if subject is not None and subject.tag_ == "VBG":
        subject = find_subject(subject)  # "X supplying arms will ..."
    named = actors(parse, subject) if subject is not None else []
    others = [name for name in named if not is_own(name, speakers)]
    asked = others or [name for name in named if name.kind == "body" and not is_own(name, speakers, with_body=False)]
    if asked and (_is_due(verbs) or _is_subjunctive(content)):
        return Content("REQUEST", tuple(asked), modality="requested")
    acts = [act_of(parse, verb, is_marked=is_marked) for verb in verbs]
    act = next((found for found in acts if found is not None and _counts(found)), None)
    if act is not None and (named or subject is None or act.sources):
        is_joint = bool(others) and len(others) < len(named)  # the speaker's side acts with others
        if is_joint and act.targets:
            return Content(act.event_type, act.targets, act.sources, act.modality, act.row_id)
        return _acted(act, [] if is_joint else others, speakers)
    if subject is not None and not named:
        others = [name for name in actors_within(parse, subject, blamed=True) if not is_own(name, speakers)]
    return (
        _blamed(parse, content, others, speakers)
        or _threatened(content, others)
        or _blamed_inside(parse, content, speakers)
    )


def _blamed_inside(parse: Parse, content: Token, speakers: tuple[Mention, ...]) -> Content | None:
    """An accusation in a clause of what is said ("there are signs that X is committing crimes")."""
    for verb in content.subtree:
        if verb == content or not verb.tag_.startswith("V") or verb.dep_ not in INNER:
            continue
        subject = find_subject(verb)
        named = actors(parse, subject) if subject is not None and subject != content else []
        guilty = [name for name in named if name.tag is not None and not is_own(name, speakers)]
        blamed = _blamed(parse, verb, guilty, speakers) if guilty else None
        if blamed is not None and blamed.event_type == "ACCUSE":
            return blamed
    return None


def _threatened(content: Token, others: list[Mention]) -> Content | None:
    """A threat: others will pay for something, or we shall strike back."""
    helpers = {child.lower_ for child in content.children if child.dep_ == "aux"}
    if not helpers & FUTURE:
        return None
    if any(word.lower_ in toned("consequence") for word in content.children):
        return Content("THREATEN", tuple(others))
    is_answer = content.lower_ in toned("answer") and any(_is_harsh(child) for child in content.children)
    return Content("THREATEN", ()) if not others and (content.lower_ in toned("reprisal") or is_answer) else None


def _is_harsh(child: Token) -> bool:
    """True for what makes an answer a threat: "back", "if ...", "swiftly"."""
    if child.dep_ == "advcl":
        return any(mark.lower_ in ("if", "unless", "should") for mark in child.children)
    return child.lower_ == "back" or (child.dep_ == "advmod" and child.lower_.endswith("ly"))


def _main_verbs(content: Token) -> list[Token]:
    """The verb of a clause with those joined to it and those that it leads to ("is ready to go", "plans to go")."""
    found = [content]
    for word in content.children:
        if word.dep_ in ("xcomp", "conj") and word.tag_.startswith("V"):
            found.append(word)
        elif word.dep_ == "acomp" or (word.dep_ == "oprd" and content.tag_.startswith("N")):
            found += [word, *(inner for inner in word.children if inner.dep_ == "xcomp")]
    return found


def _counts(act: Act) -> bool:
    return act.event_type != "STATEMENT" and act.modality != "hypothetical"


def _acted(act: Act, others: list[Mention], speakers: tuple[Mention, ...]) -> Content | None:
    targets = act.targets
    if not others:
        together = _together(speakers, [name for name in act.sources if name.kind != "pronoun"])
        return Content(act.event_type, targets, together, act.modality, act.row_id)
    if act.event_type in HOSTILE:
        told = clause(act.trigger)
        doers = others if not told.is_passive else act.sources if told.agent is not None else ()
        return Content("ACCUSE", tuple(doers), row_id=act.row_id) if doers else None
    is_suffered = clause(act.trigger).is_passive and not act.sources  # "X will be granted entry, Y says"
    if act.modality == "negated" or is_suffered:
        return None
    return Content(act.event_type, targets, tuple(others), act.modality, act.row_id)


def _together(speakers: tuple[Mention, ...], acting: list[Mention]) -> tuple[Mention, ...]:
    """Who announces an act with whose act it is; an unnamed official is no actor of his own."""
    if acting and all(speaker.kind != "person" and speaker.tag is None for speaker in speakers):
        return tuple(acting)
    names = [name for name in acting if not any(name.name in speaker.name for speaker in speakers)]
    return (*speakers, *names)


def _blamed(parse: Parse, content: Token, others: list[Mention], speakers: tuple[Mention, ...]) -> Content | None:
    """An accusation: another actor with a verb of harm, or a harmful thing that he is or that belongs to him."""
    if any(child.dep_ == "neg" for child in content.children):
        return None
    mains = _main_verbs(content)
    guilty = [name for name in others if name.kind != "phrase" or name.tag is not None]
    harmful = [word for word in mains if word.lower_ in toned("bad") or _is_on_purpose(word)]
    harmful = [word for word in harmful if not clause(word).is_passive]  # the subject of a passive suffers
    said_of = [child for main in mains for child in main.children if child.dep_ in SAID_OF]
    said_of += [noun for main in mains for name, noun in clause(main).prepositions if name in ABOUT]
    things = [word for child in said_of for word in _near(child) if word.lower_ in _bad_words()]
    is_menace = any(main.lower_ in toned("posing") for main in mains) and any(
        word.lower_ in toned("menace") for child in said_of for word in _near(child)
    )
    if guilty and (harmful or things or is_menace):
        return Content("ACCUSE", tuple(guilty))
    for thing in [*things, *(word for child in content.children if child.dep_ in SUBJECTS for word in _near(child))]:
        if thing.lower_ not in _bad_words():
            continue
        owners = [name for name in actors_within(parse, thing, blamed=True) if not is_own(name, speakers)]
        if owners:
            return Content("ACCUSE", tuple(owners))
    if guilty and any(word.lower_ in toned("good") for child in said_of for word in _near(child)):
        return Content("SUPPORT", tuple(guilty))
    agent = clause(content).agent
    if content.lower_ in toned("bad") and agent is not None:
        return Content("ACCUSE", tuple(actors(parse, agent)))
    return None


def _is_on_purpose(verb: Token) -> bool:
    """True for what is done "deliberately" or "illegally"."""
    return any(child.dep_ == "advmod" and child.lower_ in toned("blamed") for child in verb.children)


def _near(word: Token) -> list[Token]:
    """A word with its adjectives and what stands beside it; capitals ("Criminal Court") are names and blame nobody."""
    beside = [child for child in word.children if child.dep_ in ("amod", "compound", "conj", "acomp")]
    return [each for each in (word, *beside) if not (each.tag_.startswith("NNP") and each.i > 0)]


def _bad_words() -> frozenset[str]:
    return toned("badnoun") | toned("bad")


def _is_due(verbs: list[Token]) -> bool:
    """True where something must, should, has to or needs to be done."""
    for verb in verbs:
        auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
        if auxiliaries & toned("must"):
            return True
        if verb.lower_ in ("need", "needs", "has", "have", "ought") and any(c.dep_ == "xcomp" for c in verb.children):
            return True
    return False


def _is_subjunctive(verb: Token) -> bool:
    """True for "demands that X leave": a bare verb behind a subject in the singular."""
    if verb.dep_ != "ccomp" or verb.tag_ not in ("VB", "VBP") or verb.lower_ in AUXILIARY:
        return False
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    is_one = subject is not None and subject.tag_ in ("NN", "NNP") and not list(subject.conjuncts)
    return is_one and not helpers and any(child.lower_ == "that" for child in verb.children)
