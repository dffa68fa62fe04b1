"""Aid that the aid reader found is an event of its donor, told once and to whom it goes."""

from __future__ import annotations

import pytest

from flows.read.diplomacy.gifts import with_gifts
from flows.read.reading import read
from tests.read.diplomacy.test_diplomacy import brief


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kowal in Oslo\n\nThe Norwegian minister Kari Berg said trucks worth 20 million euros would go to Ukraine.",
            [("AID", "Kari Berg", "Ukraine")],
        ),
        ("Norway gives Ukraine 20 million euros for generators", [("AID", "Norway", "Ukraine")]),
        ("Norway promised 20 million euros in aid for Ukraine while visiting Chile.", [("AID", "Norway", "Ukraine")]),
        ("Ukraine asks Norway for 20 million euros in aid", [("REQUEST", "Ukraine", "Norway")]),
    ],
    ids=["a statement about a gift", "a gift told as such", "a gift told elsewhere", "a request"],
)
def test_a_gift_is_one_event(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert brief(text) == expected


def test_a_gift_without_an_event_is_added_where_the_story_has_room() -> None:
    aid = [
        fact for fact in read("Norway gives Ukraine 20 million euros for generators").facts if fact.fact_type == "aid"
    ]
    (event,) = with_gifts([], aid, room=1)
    assert (event.fields["source_actor"], event.fields["target_actor"]) == ("Norway", "Ukraine")
    assert event.quote == aid[0].quote
    assert with_gifts([], aid, room=0) == []
