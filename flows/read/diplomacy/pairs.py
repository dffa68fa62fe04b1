"""Code one sentence whose two actors a caller has marked: what does the source do to the target?

The acts that the grammar finds are tried first; where none tells more than that somebody speaks, the word whose row
fits best decides (votes.py). Acts still to come follow the codebook: a kindness that will be done is an agreement, a
blow that will be struck a threat.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flows.read import MODEL
from flows.read.diplomacy.acts import Act
from flows.read.diplomacy.complements import content_of, typed
from flows.read.diplomacy.frames import find_acts
from flows.read.diplomacy.verbs import toned
from flows.read.diplomacy.votes import best_vote
from flows.read.parse.grammar import Parse, find_subject, parse_sentences
from flows.read.parse.mood import FUTURE
from flows.read.split.digest import split
from flows.read.tag.tagging import tag
from flows.read.who.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

KIND = ("CONSULT", "SUPPORT", "COOPERATE", "AID")
HARSH = ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
OFFERED = ("xcomp", "ccomp", "acl", "dobj", "conj", "advcl", "acomp", "pcomp", "prep")  # from an act up to its offer
GIVING_WAY = ("RETREAT", "CONCEDE")


@dataclass(frozen=True)
class PairCode:
    """The event type of a marked pair, its mode and modality, and the row that decided."""

    event_type: str
    mode: str | None
    modality: str
    pattern: str


def code_pair(sentence: str, source: str, target: str, *, model: str = MODEL) -> PairCode | None:
    """The event between two actors named in a sentence, or None where no row of the tables speaks of it.

    Beside the types of stories it may be ASSAULT, which stories tell as attacks.

    Args:
        source: the words of the sentence that name who acts.
        target: the words that name who is acted on.

    >>> code_pair("Norway has condemned Chile over the ships.", "Norway", "Chile").event_type
    'ACCUSE'
    """
    sentences = [each for story in tag(split(sentence)) for each in story.sentences]
    parses = list(parse_sentences(sentences, model).values())
    acts = [typed(act, is_marked=True) for parse in parses for act in find_acts(parse, is_marked=True)]
    ranked = sorted(enumerate(acts), key=lambda placed: (_fit(placed[1], source, target, sentence), -placed[0]))
    best = ranked[-1][1] if ranked else None
    if best is not None and best.event_type == "STATEMENT":
        best = _said_of(best, target)
    if best is not None and best.event_type != "STATEMENT":
        return PairCode(_as_promised(best), best.mode, best.modality, best.row_id)
    row = best_vote(parses, target)
    if row is not None:
        return PairCode(row.event_type, row.mode, "asserted", row.row_id)
    return PairCode(best.event_type, best.mode, best.modality, best.row_id) if best else None


def _fit(act: Act, source: str, target: str, sentence: str) -> float:
    """How well an act fits the marked pair: named sides first, then nearness, then the weight of its row."""
    fit = 4.0 * _names(act.sources, source, act.parse) + 4.0 * _names(act.targets, target, act.parse)
    fit += 2.0 * (act.event_type != "STATEMENT") + 1.0 * act.is_strong - 0.5 * act.level
    middle = (sentence.find(source) + sentence.find(target)) / 2
    return fit - abs(act.start - middle) / max(len(sentence), 1)


def _names(mentions: tuple[Mention, ...], marked: str, parse: Parse) -> bool:
    """True where one of the mentions and the marked words name the same, wholly or in part."""
    words = set(marked.lower().split())
    text = parse.sentence.sentence.text
    offset = parse.sentence.sentence.start
    return any(
        words & set(mention.name.lower().split()) or marked in text[mention.start - offset : mention.end - offset]
        for mention in mentions
    )


def _said_of(act: Act, target: str) -> Act:
    """What one actor says the marked other one does: blame, where the words do not praise."""
    content = content_of(act.trigger)
    subject = find_subject(content) if content is not None else None
    if content is None or subject is None or not act.is_speech:
        return act
    named = {word.lower_ for word in subject.subtree}
    if not named & set(target.lower().split()):
        return act
    is_praised = any(word.lower_ in toned("good") for word in content.subtree)
    return replace(act, event_type="SUPPORT" if is_praised else "ACCUSE")


def _as_promised(act: Act) -> str:
    """The type of an act, or of its announcement where it is still to come."""
    if not _is_to_come(act) and not _is_offered(act.trigger):
        return act.event_type
    if act.event_type in KIND:
        return "AGREE"
    if act.event_type in HARSH:
        return "THREATEN"
    return "CONCEDE" if act.event_type in GIVING_WAY else act.event_type


def _is_offered(word: Token) -> bool:
    """True for what somebody is willing to do ("offered to mediate", "its readiness to send troops")."""
    while word.head != word and word.dep_ in OFFERED:
        word = word.head
        beside = (child.lower_ for child in word.children if child.dep_ == "acomp")
        if word.lower_ in toned("willing") or not toned("willing").isdisjoint(beside):
            return True
    return False


def _is_to_come(act: Act) -> bool:
    """True for "will go" and for the headline's "X to go"; "began to go" is under way."""
    if act.is_speech and act.modality == "planned":
        return True
    helpers = {child.lower_ for child in act.trigger.children if child.dep_ == "aux"}
    return bool(helpers & FUTURE) or ("to" in helpers and act.trigger.dep_ == "ROOT")
