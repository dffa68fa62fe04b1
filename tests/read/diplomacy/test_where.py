"""Where an event took place: its verb's place, a gathering's, the story's setting, and nowhere else."""

from __future__ import annotations

import pytest

from tests.read.diplomacy.test_diplomacy import facts


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The Kenyan president met the Chilean president in Madrid.", "Madrid"),
        ("The Kenyan president thanked Chile at the summit in Madrid.", "Madrid"),
        ("The Kenyan foreign minister travelled to Ankara.", "Ankara"),
        ("The Kenyan president toured the city of Lviv in the west of Ukraine.", "Lviv"),
        ("Kenya's envoy urged Chile to open a port during a visit to Warsaw.", "Warsaw"),
        ("Kenya condemned Chile's attack on a school in Odesa.", None),
        ("Kenya and Chile discussed the war in Ukraine.", None),
        ("Kenya's envoy promised Chile tents while visiting Poland.", "Poland"),
        ("Kenya's envoy told a Madrid conference that Chile is a pirate.", "Madrid"),
        ("Kenya's envoy met Chile's envoy before travelling to Warsaw.", None),
        ("The Oslo talks between Chile and Kenya ended on Monday.", "Oslo"),
        ("Norway and Chile signed a treaty in the Kenyan capital.", "Nairobi"),
        ("Norway closed its consulate in Lviv.", "Lviv"),
        ("Norway deployed 500 troops to Estonia.", "Estonia"),
        ("Thousands protest in Tbilisi against the war", "Tbilisi"),
    ],
)
def test_the_place_of_an_event(text: str, place: str | None) -> None:
    assert facts(text)[0].fields["place"] == place


def test_the_setting_of_a_story_holds_for_those_who_take_part() -> None:
    text = (
        " date 2031-05-08 Kenya's president Jan Kowal praises Chile\n\n"
        "Kenyan President Jan Kowal has praised Chile for its help.\n\n"
        "Kowal spoke on the sidelines of a conference in Riga.\n"
    )
    (praise,) = facts(text)
    assert (praise.fields["event_type"], praise.fields["place"]) == ("SUPPORT", "Riga")
