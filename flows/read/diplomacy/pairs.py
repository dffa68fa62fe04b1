"""Code one sentence whose two actors a caller has marked: what does the source do to the target?"""

from __future__ import annotations

from dataclasses import dataclass

from flows.read import MODEL
from flows.read.diplomacy.acts import Act
from flows.read.diplomacy.complements import typed
from flows.read.diplomacy.frames import find_acts
from flows.read.parse.grammar import Parse, parse_sentences
from flows.read.split.digest import split
from flows.read.tag.tagging import tag
from flows.read.who.mentions import Mention


@dataclass(frozen=True)
class PairCode:
    """The event type of a marked pair, its mode and modality, and the row that decided."""

    event_type: str
    mode: str | None
    modality: str
    pattern: str


def code_pair(sentence: str, source: str, target: str, *, model: str = MODEL) -> PairCode | None:
    """The event between two actors named in a sentence, or None where no row of the tables speaks of it.

    Args:
        source: the words of the sentence that name who acts.
        target: the words that name who is acted on.

    >>> code_pair("Norway has condemned Chile over the ships.", "Norway", "Chile").event_type
    'ACCUSE'
    """
    sentences = [each for story in tag(split(sentence)) for each in story.sentences]
    parses = parse_sentences(sentences, model).values()
    acts = [typed(act) for parse in parses for act in find_acts(parse, is_marked=True)]
    scored = sorted(((_fit(act, source, target, sentence), -place, act) for place, act in enumerate(acts)), key=_rank)
    if not scored:
        return None
    best = scored[-1][2]
    return PairCode(best.event_type, best.mode, best.modality, best.row_id)


def _rank(scored: tuple[float, int, Act]) -> tuple[float, int]:
    return scored[0], scored[1]


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
