"""Which claims tell of one event: a pure function over pairs, apart from the SQL that compares the claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

NO_DATE = "9999-12-31"  # a claim whose publication is not dated comes after all that are


@dataclass(frozen=True)
class Claim:
    """A claim to be grouped; the earliest of a group gives the group its name."""

    claim_id: str
    published_date: str | None = None


@dataclass(frozen=True)
class Pair:
    """Two claims that may be one event, the more likely the higher the score, or that must stay apart."""

    left: str
    right: str
    score: float = 0
    reason: str = ""
    is_apart: bool = False


@dataclass(frozen=True)
class Member:
    """A claim's place in its group and why it is there."""

    claim_id: str
    group_id: str
    reason: str


def group(claims: Iterable[Claim], pairs: Iterable[Pair]) -> list[Member]:
    """Every claim with its group, ordered by claim id, whatever the order of the input.

    Links are taken from the strongest to the weakest. A link is refused when it would bring together two claims that
    must stay apart, so a chain of resemblances cannot glue two events.
    """
    ranked = sorted(claims, key=lambda claim: (claim.published_date or NO_DATE, claim.claim_id))
    rank = {claim.claim_id: position for position, claim in enumerate(ranked)}
    known = [pair for pair in pairs if pair.left in rank and pair.right in rank]
    links = sorted(
        (pair for pair in known if not pair.is_apart),
        key=lambda pair: (-pair.score, *sorted((rank[pair.left], rank[pair.right])), pair.reason),
    )
    sets = _Sets(rank, (pair for pair in known if pair.is_apart))
    for link in links:
        sets.join(link.left, link.right)
    reasons = _reasons(sets, links)
    return [
        Member(claim_id, sets.name(claim_id), reasons.get(claim_id, _lone_reason(sets, claim_id)))
        for claim_id in sorted(rank)
    ]


class _Sets:
    """Disjoint sets of claims that know which other sets they must not join."""

    def __init__(self, rank: dict[str, int], apart: Iterable[Pair]) -> None:
        self._rank = rank
        self._parent = {claim_id: claim_id for claim_id in rank}
        self._members = {claim_id: [claim_id] for claim_id in rank}
        self._enemies: dict[str, set[str]] = {}
        for pair in apart:
            self._enemies.setdefault(pair.left, set()).add(pair.right)
            self._enemies.setdefault(pair.right, set()).add(pair.left)

    def name(self, claim_id: str) -> str:
        """The earliest claim of the set."""
        while self._parent[claim_id] != claim_id:
            self._parent[claim_id] = self._parent[self._parent[claim_id]]
            claim_id = self._parent[claim_id]
        return claim_id

    def size(self, claim_id: str) -> int:
        """How many claims the set holds."""
        return len(self._members[self.name(claim_id)])

    def join(self, left: str, right: str) -> None:
        """Make one set of two, unless they must stay apart."""
        one, two = self.name(left), self.name(right)
        if one == two or two in self._enemies.get(one, ()):
            return
        if self._rank[two] < self._rank[one]:
            one, two = two, one
        self._parent[two] = one
        self._members[one] += self._members.pop(two)
        for enemy in self._enemies.pop(two, set()):
            self._enemies[enemy].discard(two)
            self._enemies[enemy].add(one)
            self._enemies.setdefault(one, set()).add(enemy)


def _reasons(sets: _Sets, links: list[Pair]) -> dict[str, str]:
    """The reason of the strongest link by which each later claim hangs on its group."""
    reasons: dict[str, str] = {}
    for link in links:
        name = sets.name(link.left)
        if name != sets.name(link.right):
            continue
        for claim_id in (link.left, link.right):
            if claim_id != name:
                reasons.setdefault(claim_id, link.reason)
    return reasons


def _lone_reason(sets: _Sets, claim_id: str) -> str:
    return "only report" if sets.size(claim_id) == 1 else "first report"
