"""Grouping claims: connected by links, never across claims that must stay apart, whatever the order."""

from __future__ import annotations

import random

from flows.grouping import Claim, Member, Pair, group


def groups(claims: list[Claim], pairs: list[Pair]) -> dict[str, str]:
    """The group of each claim."""
    return {member.claim_id: member.group_id for member in group(claims, pairs)}


def claims(*names: str) -> list[Claim]:
    """Claims of one day."""
    return [Claim(name, "2023-09-13") for name in names]


def test_links_connect() -> None:
    pairs = [Pair("a", "b", 1), Pair("b", "c", 1)]
    assert groups(claims("a", "b", "c", "d"), pairs) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_group_is_named_by_its_earliest_claim() -> None:
    dated = [Claim("a", None), Claim("b", "2023-09-14"), Claim("c", "2023-09-13")]
    assert set(groups(dated, [Pair("a", "b"), Pair("b", "c")]).values()) == {"c"}


def test_chain_does_not_glue_what_must_stay_apart() -> None:
    pairs = [Pair("a", "b", 2), Pair("b", "c", 1), Pair("a", "c", is_apart=True)]
    assert groups(claims("a", "b", "c"), pairs) == {"a": "a", "b": "a", "c": "c"}


def test_apart_holds_for_whole_groups() -> None:
    """The last link would bring two groups together of which two members, never linked themselves, must stay apart."""
    pairs = [Pair("a", "b", 3), Pair("c", "d", 3), Pair("b", "c", 1), Pair("a", "d", is_apart=True)]
    assert groups(claims("a", "b", "c", "d"), pairs) == {"a": "a", "b": "a", "c": "c", "d": "c"}


def test_strongest_link_goes_first() -> None:
    pairs = [Pair("a", "b", 1), Pair("b", "c", 5), Pair("a", "c", is_apart=True)]
    assert groups(claims("a", "b", "c"), pairs) == {"a": "a", "b": "b", "c": "b"}


def test_reason_is_that_of_the_strongest_link_inside_the_group() -> None:
    pairs = [Pair("a", "b", 1, "weak"), Pair("b", "c", 2, "strong"), Pair("a", "c", 1, "weak")]
    assert group(claims("a", "b", "c", "d"), pairs) == [
        Member("a", "a", "first report"),
        Member("b", "a", "strong", 2),
        Member("c", "a", "strong", 2),
        Member("d", "d", "only report"),
    ]


def test_what_a_person_merged_holds_against_the_rules() -> None:
    pairs = [
        Pair("a", "b", is_apart=True),
        Pair("a", "b", 1, "one night", is_decided=True),
        Pair("b", "c", 9, "alike"),
        Pair("a", "c", is_apart=True),
    ]
    assert group(claims("a", "b", "c"), pairs) == [
        Member("a", "a", "first report"),
        Member("b", "a", "one night", 1),
        Member("c", "c", "only report"),
    ]


def test_what_a_person_split_holds_against_any_link() -> None:
    pairs = [Pair("a", "b", 9), Pair("b", "c", 8), Pair("a", "c", 7), Pair("a", "c", is_apart=True, is_decided=True)]
    assert groups(claims("a", "b", "c"), pairs) == {"a": "a", "b": "a", "c": "c"}


def test_pairs_of_unknown_claims_are_left_aside() -> None:
    assert groups(claims("a"), [Pair("a", "x", 1), Pair("x", "y", is_apart=True)]) == {"a": "a"}


def test_order_of_the_input_does_not_matter() -> None:
    chance = random.Random(7)
    names = [f"{number:03d}" for number in range(60)]
    dated = [Claim(name, f"2023-09-{chance.randint(1, 5):02d}") for name in names]
    pairs = [
        Pair(
            *chance.sample(names, 2),
            score=chance.randint(0, 4),
            reason=chance.choice("pqr"),
            is_apart=chance.random() < 0.2,
        )
        for _ in range(150)
    ]
    expected = group(dated, pairs)
    assert len({member.group_id for member in expected}) > 5
    for _ in range(20):
        chance.shuffle(dated)
        chance.shuffle(pairs)
        turned = [Pair(pair.right, pair.left, pair.score, pair.reason, pair.is_apart) for pair in pairs]
        assert group(dated, turned) == expected
