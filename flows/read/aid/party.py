"""A country, body or person as one that gives: what a vocabulary row stands for, and the name in the output."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flows.read.tag.tape import Item
from flows.read.text import Tag
from flows.read.vocabulary import load_rows

ENEMIES = frozenset({"RU", "BY"})
NO_DONOR = frozenset({"UA"}) | ENEMIES
STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY"})  # sectors whose people stand for their country
OWN_NAME = frozenset({"body", "company"})  # kinds of actor that give in their own name
NEVER_GIVES = frozenset({"media", "group", "court"})
WORLD_MONEY = frozenset({"USD", "EUR"})  # in which anybody gives
ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
BODY_NAME = re.compile(
    r"\A[A-Z]\S*(?:\s(?:of|for|the|and|on|[A-Z]\S*))*(?<!\sof)(?<!\sthe)(?<!\sfor)(?<!\sand)(?<!\son)"
)


@dataclass(frozen=True)
class Party:
    """A country or body as the output names it, its ISO code where it has one, and its words in the text."""

    name: str
    country: str | None
    start: int
    end: int
    is_military: bool = False
    row_name: str | None = None  # of the vocabulary row, where the text writes the name otherwise

    def is_same(self, other: Party) -> bool:
        """Whether both can be one: the same country, or a name and its short form."""
        if self.country or other.country:
            return self.country == other.country
        return self.key.endswith(other.key) or other.key.endswith(self.key)

    @property
    def key(self) -> str:
        """The name by which the vocabulary knows the party, else the one in the text."""
        return self.row_name or self.name


def party_of(item: Item, *, with_all: bool = False) -> Party | None:
    """The party that an item names; without Ukraine and its enemies unless asked for."""
    for tag in item.tags:
        if tag.kind not in ("country", "actor", "body") or not isinstance(tag.value, dict):
            continue
        party = _party_of_row(tag)
        if party and (with_all or party.country not in NO_DONOR):
            return party
    return None


def _party_of_row(tag: Tag) -> Party | None:
    """The country, body or person that gives where a row is the subject; nothing for media, armies and their like."""
    row = tag.value
    country, actor_type = row.get("country") or None, row.get("actor_type")
    if country and (tag.kind == "country" or _stands_for_country(row)):
        is_military = actor_type == "ministry" and row.get("sector") == "MIL"
        return Party(_country_names()[country], country, tag.start, tag.end, is_military)
    if tag.kind != "actor" or actor_type in NEVER_GIVES:
        return None
    body = _bodies_of_persons().get(row["actor_id"]) if row.get("sector") == "IGO" else None
    name = body or _written_name(tag.text, row["name"])
    return Party(name, country, tag.start, tag.end, row_name=body or row["name"])


def _written_name(text: str, name: str) -> str:
    """A body's name as the text writes it ("EU" of "the EU leaders"), for by-words ("the bloc") the name itself."""
    written = BODY_NAME.search(ARTICLE.sub("", text))
    if written is None or written[0].endswith(("'s", "’s")):
        return name
    is_short = written[0].isupper() or bool(set(written[0].lower().split()) & set(name.lower().split()))
    return written[0] if is_short else name


def party_of_currency(currency: str | None) -> Party | None:
    """The country whose own money an amount is ("5 million kroner" and no donor named), for money of one country."""
    country = (currency or "")[:2]
    if country in NO_DONOR or currency in WORLD_MONEY or country not in _country_names():
        return None
    return Party(_country_names()[country], country, 0, 0)


def country_party(code: str, tag: Tag) -> Party:
    """The country of a code, or the body whose short name the code is, as a party that a tag tells of."""
    name = _country_names().get(code)
    return Party(name or code, code if name else None, tag.start, tag.end)


def _stands_for_country(row: Mapping[str, str]) -> bool:
    if row.get("actor_type") == "person":
        return row.get("sector") in STATE
    return row.get("actor_type") not in OWN_NAME | NEVER_GIVES


@cache
def _bodies_of_persons() -> dict[str, str]:
    """The international body that a person speaks for, by actor."""
    return {row["actor_id"]: row["body"] for row in load_rows("offices") if row["body"] and not row["country"]}


@cache
def _country_names() -> dict[str, str]:
    return {row["country"]: row["name"] for row in load_rows("countries")}
