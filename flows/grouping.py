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
    """Two claims that may be one event, the more likely the higher the score, or that must stay apart.

    What a person decided (is_decided) holds against anything that the rules found.
    """

    left: str
    right: str
    score: float = 0
    reason: str = ""
    is_apart: bool = False
    is_decided: bool = False


@dataclass(frozen=True)
class Member:
    """A claim's place in its group, and the link that brought it there: its reason and its score."""

    claim_id: str
    group_id: str
    reason: str
    score: float | None = None  # none for the claim that gives the group its name, and for one that is alone


def group(claims: Iterable[Claim], pairs: Iterable[Pair]) -> list[Member]:
    """Every claim with its group, ordered by claim id, whatever the order of the input.

    Links are taken from the strongest to the weakest, those of a person first. A link is refused when it would bring
    together two claims that must stay apart, so a chain of resemblances cannot glue two events.
    """
    ranked = sorted(claims, key=lambda claim: (claim.published_date or NO_DATE, claim.claim_id))
    rank = {claim.claim_id: position for position, claim in enumerate(ranked)}
    known = [pair for pair in pairs if pair.left in rank and pair.right in rank]
    links = sorted(
        (pair for pair in known if not pair.is_apart),
        key=lambda pair: (-pair.score, *sorted((rank[pair.left], rank[pair.right])), pair.reason),
    )
    sets = _Sets(rank)
    for is_decided in (True, False):
        for pair in known:
            if pair.is_apart and pair.is_decided == is_decided:
                sets.keep_apart(pair.left, pair.right)
        for link in links:
            if link.is_decided == is_decided:
                sets.join(link.left, link.right)
    hangs_on = _strongest_links(sets, links)
    return [_member(claim_id, sets, hangs_on.get(claim_id)) for claim_id in sorted(rank)]


class _Sets:
    """Disjoint sets of claims that know which other sets they must not join."""

    def __init__(self, rank: dict[str, int]) -> None:
        self._rank = rank
        self._parent = {claim_id: claim_id for claim_id in rank}
        self._members = {claim_id: [claim_id] for claim_id in rank}
        self._enemies: dict[str, set[str]] = {}

    def name(self, claim_id: str) -> str:
        """The earliest claim of the set."""
        while self._parent[claim_id] != claim_id:
            self._parent[claim_id] = self._parent[self._parent[claim_id]]
            claim_id = self._parent[claim_id]
        return claim_id

    def size(self, claim_id: str) -> int:
        """How many claims the set holds."""
        return len(self._members[self.name(claim_id)])

    def keep_apart(self, left: str, right: str) -> None:
        """Let two claims never come into one set, unless they are in one already."""
        one, two = self.name(left), self.name(right)
        if one != two:
            self._enemies.setdefault(one, set()).add(two)
            self._enemies.setdefault(two, set()).add(one)

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


def _strongest_links(sets: _Sets, links: list[Pair]) -> dict[str, Pair]:
    """The link by which each later claim hangs on its group: a person's, else the strongest."""
    found: dict[str, Pair] = {}
    for link in sorted(links, key=lambda link: not link.is_decided):
        name = sets.name(link.left)
        if name != sets.name(link.right):
            continue
        for claim_id in (link.left, link.right):
            if claim_id != name:
                found.setdefault(claim_id, link)
    return found


def _member(claim_id: str, sets: _Sets, link: Pair | None) -> Member:
    if link:
        return Member(claim_id, sets.name(claim_id), link.reason, link.score)
    return Member(claim_id, sets.name(claim_id), "only report" if sets.size(claim_id) == 1 else "first report")
