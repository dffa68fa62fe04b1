"""The row that the words of a sentence speak for, whatever its grammar: the last resort for a marked pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.read.diplomacy.verbs import VerbRow, noun_rows, verb_rows
from flows.read.parse.grammar import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

MISSING = 0.25  # what a row keeps of its weight for every demand that the sentence does not meet
AS_NOUN = 0.5  # and what a verb's form counts where it stands as another part of speech
FAR = 12  # words from the target at which a vote counts half


@dataclass(frozen=True)
class Vote:
    """A row that a word speaks for, and how loudly."""

    row_id: str
    event_type: str
    mode: str | None
    weight: float


def best_vote(parses: Iterable[Parse], target: str) -> Vote | None:
    """The loudest vote of a sentence's words, those near the target first; None where no word has a row."""
    votes = [vote for parse in parses for vote in _votes(parse, target)]
    return max(votes, key=lambda vote: vote.weight, default=None)


def _votes(parse: Parse, target: str) -> Iterator[Vote]:
    words = {token.lower_ for token in parse.doc}
    classes = {name for word in words if word in noun_rows() for name in noun_rows()[word].classes}
    first = target.lower().split()[0]
    place = next((token.i for token in parse.doc if token.lower_ == first), len(parse.doc))
    for token in parse.doc:
        nearness = FAR / (FAR + abs(token.i - place))
        is_noun = token.tag_.startswith("N") and token.lower_ in noun_rows()  # a "court" courts nobody
        for row in () if is_noun else verb_rows(is_marked=True).get(token.lower_, ()):
            if row.event_type != "STATEMENT":
                yield Vote(row.row_id, row.event_type, row.mode, nearness * _weight(token, row, words, classes))
        noun = noun_rows().get(token.lower_)
        if noun is not None and noun.event_type is not None:
            yield Vote(noun.row_id, noun.event_type, noun.mode, nearness * (1.0 if noun.is_strong else AS_NOUN))


def _weight(token: Token, row: VerbRow, words: set[str], classes: set[str]) -> float:
    """One for a verb of few demands, more for every demand that the sentence meets, little where it meets none."""
    weight = 1.0 if token.tag_.startswith("V") else AS_NOUN
    for is_met in (*(part in words for part in row.particles), *(name in classes for name in row.objects)):
        weight *= 1.5 if is_met else MISSING
    return weight
