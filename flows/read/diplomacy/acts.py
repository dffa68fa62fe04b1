"""An act of a sentence: who does what to whom, as one clause or noun tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.read.diplomacy.verbs import NounRow, VerbRow
from flows.read.parse.grammar import Parse
from flows.read.who.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token


BACKGROUND = frozenset(("since", "when", "because", "although", "though", "whenever", "until"))


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
        return self.frame in ("speech", "mind", "tell", "warn", "attribution")


def act_by_row(
    parse: Parse, trigger: Token, row: VerbRow | NounRow, sources: Sequence[Mention], targets: Sequence[Mention]
) -> Act:
    """The act that a word makes by its row: asserted, on the sentence's main line, of the row's own type."""
    start, end = parse.span(trigger, trigger)
    return Act(
        row_id=row.row_id,
        event_type=row.event_type or "STATEMENT",
        mode=row.mode,
        frame=row.frame if isinstance(row, VerbRow) else "nominal",
        is_strong=row.is_strong,
        sources=tuple(sources),
        targets=tuple(targets),
        trigger=trigger,
        parse=parse,
        start=start,
        end=end,
        modality="asserted",
        level=0,
    )


def _is_background(verb: Token) -> bool:
    """True for a clause that tells only when or why ("since the army took the port")."""
    marks = (child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod") and child.i < verb.i)
    return verb.dep_ == "advcl" and not BACKGROUND.isdisjoint(marks)


def level_of(token: Token) -> int:
    """How deep in its sentence a word stands: 0 on the main line, 1 beside it, 2 inside a noun."""
    level = 0
    while token.head != token:
        if token.dep_ == "relcl" and token.head.dep_ == "ROOT" and token.head.tag_.startswith("N"):
            level += 0 if any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children) else 1
        elif token.dep_ in ("relcl", "acl", "appos"):
            is_near = token.head.dep_ == "ROOT" or (token.head.dep_ == "dobj" and token.head.head.dep_ == "ROOT")
            level = max(level, 1 if is_near else 2)
        elif token.dep_ in ("advcl", "pcomp", "ccomp", "pobj", "csubj"):
            level = max(level, 2 if _is_background(token) else 1)
        token = token.head
    return level
