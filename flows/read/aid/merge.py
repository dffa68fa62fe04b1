"""One amount told several times in a story is one record; parts and repeated wholes take what their whole says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from flows.read.aid.kind import kind_of_sentence
from flows.read.aid.party import Party
from flows.read.aid.words import AidSentence
from flows.read.text import Tag

MOST_PARTS = 6  # amounts behind a whole that may add up to it
ROUNDING = Decimal("0.15")  # "over 60bn" in a headline is the 61.8bn of the text


@dataclass(frozen=True)
class Amount:
    """An amount of aid with all that its story says of it."""

    place: int  # of its sentence in the story
    tellings: tuple[int, ...]  # the places of all sentences that tell it
    money: Tag
    currency: str | None
    donor: Party | None
    kind: str | None
    status: str | None
    modality: str
    patterns: tuple[str, ...]
    is_component: bool
    is_headline: bool
    is_whole_behind: bool = False  # a part of the next amount ("a tranche of $5 million out of $9 million")

    @property
    def value(self) -> Decimal:
        """The figure: the lower bound as stated."""
        return Decimal(self.money.value.low)


def merge_amounts(sentences: Sequence[AidSentence], amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts without repetitions and rounded headlines, in the order of the text, their gaps filled."""
    kept: list[Amount] = []
    for amount in _filled(sentences, amounts):
        same = next((place for place, other in enumerate(kept) if _is_same(other, amount)), None)
        if same is None:
            kept.append(amount)
        else:
            kept[same] = _joined(kept[same], amount)
    return _with_stage_of_whole(_with_summed_parts([amount for amount in kept if not _is_rounded(amount, kept)]))


def plain_number(value: Decimal | None) -> int | float | None:
    """An exact amount as a JSON number; the figure keeps the decimal."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _filled(sentences: Sequence[AidSentence], amounts: Sequence[Amount]) -> list[Amount]:
    """Parts take kind and stage of their whole; amounts without a kind the one that the whole story names."""
    filled: list[Amount] = []
    last = -1  # the place of the last amount that is no part
    for amount in amounts:
        whole = filled[last] if last >= 0 and amount.is_component and not amount.is_whole_behind else None
        if amount.status is None:
            amount = _with_status_before(sentences, amount, whole)
        if whole and amount.kind is None:
            amount = replace(amount, kind=whole.kind)
        if whole and _differs(whole, filled[last + 1 :], amount):
            filled[last] = replace(whole, kind="mixed")
        last = last if amount.is_component else len(filled)
        filled.append(amount)
    story_kind = _story_kind(sentences) if filled else None
    return [replace(amount, kind=story_kind) if _takes_story(amount, story_kind) else amount for amount in filled]


def _differs(whole: Amount, parts: Sequence[Amount], part: Amount) -> bool:
    """Whether a part is of another kind than its whole, or than the parts before it where the whole tells none."""
    told = [whole.kind] if whole.kind else [other.kind for other in parts if other.kind]
    return part.kind is not None and part.place == whole.place and any(kind != part.kind for kind in told)


def _with_summed_parts(amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts, those made parts that follow another one and add up to it."""
    parts: set[int] = set()
    for place, whole in enumerate(amounts):
        behind = amounts[place + 1 : place + 1 + MOST_PARTS]
        others = [at for at, amount in enumerate(behind) if not _can_be_part(amount, whole)]
        sums = list(accumulate(amount.value for amount in behind[: min(others, default=MOST_PARTS)]))
        if whole.value in sums[1:]:
            parts.update(range(place + 1, place + 2 + sums.index(whole.value)))
    return [replace(amount, is_component=True) if place in parts else amount for place, amount in enumerate(amounts)]


def _can_be_part(amount: Amount, whole: Amount) -> bool:
    return amount.currency == whole.currency and amount.value < whole.value


def _with_stage_of_whole(amounts: Sequence[Amount]) -> list[Amount]:
    """Parts whose own words tell no stage take that of the whole before them, which other sentences may have told."""
    whole: Amount | None = None
    done: list[Amount] = []
    for amount in amounts:
        if not amount.is_component:
            whole = amount
        elif whole and amount.status is None:
            amount = replace(amount, status=whole.status, modality=whole.modality)
        done.append(amount)
    return done


def _takes_story(amount: Amount, story_kind: str | None) -> bool:
    """A total covers all kinds that the story joins, whatever single one stands beside it."""
    return amount.kind is None or (amount.status == "total_to_date" and story_kind == "mixed")


def _story_kind(sentences: Sequence[AidSentence]) -> str | None:
    """The kinds that the story joins somewhere, else the first that it names."""
    kinds = [kind for sentence in sentences if (kind := kind_of_sentence(sentence))]
    return "mixed" if "mixed" in kinds else next(iter(kinds), None)


def _with_status_before(sentences: Sequence[AidSentence], amount: Amount, whole: Amount | None) -> Amount:
    """A stage from the whole, else from a noun of the sentence before ("the request ... It envisages $5 million")."""
    if whole:
        return replace(amount, status=whole.status, modality=whole.modality)
    if amount.place == 0:
        return amount
    nouns = sentences[amount.place - 1].of_role("noun")
    if not nouns:
        return amount
    entry = nouns[0].pattern.entry
    patterns = (*amount.patterns, nouns[0].pattern.pattern_id)
    return replace(amount, status=entry["status"], modality=entry.get("modality", "asserted"), patterns=patterns)


def _is_same(first: Amount, second: Amount) -> bool:
    return (
        first.value == second.value and first.currency == second.currency and _is_same_donor(first.donor, second.donor)
    )


def _is_same_donor(first: Party | None, second: Party | None) -> bool:
    return first is None or second is None or first.is_same(second)


def _joined(first: Amount, second: Amount) -> Amount:
    """The first telling, with what only the second says; the text is more exact about the stage than its headline."""
    is_loose = first.status is None or (first.is_headline and first.status == "pledged" and second.status is not None)
    told = second if is_loose else first
    return replace(
        first,
        tellings=(*first.tellings, *second.tellings),
        donor=first.donor or second.donor,
        kind="mixed" if second.kind == "mixed" else first.kind or second.kind,
        status=told.status,
        modality=told.modality,
        patterns=told.patterns or first.patterns,
        is_component=first.is_component and second.is_component,
    )


def _is_rounded(amount: Amount, others: Sequence[Amount]) -> bool:
    """Whether a headline's amount is a rounded form of one that the text states exactly."""
    if not amount.is_headline:
        return False
    return any(
        not other.is_headline
        and other.currency == amount.currency
        and other.value != amount.value
        and abs(other.value - amount.value) <= ROUNDING * amount.value
        and _digits(amount.value) < _digits(other.value)
        for other in others
    )


def _digits(value: Decimal) -> int:
    """The number of digits that are not trailing zeros: 1 of 60, 3 of 61.8."""
    return len(value.normalize().as_tuple().digits)
