"""Whom an act is done to: slots behind the verb, owners, own sides, topics and sides joined by a hyphen."""

from __future__ import annotations

import pytest

from tests.read.diplomacy.test_diplomacy import brief


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On the anniversary of the Lima Accords, Norway called on Chile to open its ports.",
            ("REQUEST", "Norway", "Chile"),
        ),
        ("The Norwegian government voiced concern about Chile's actions.", ("ACCUSE", "Norwegian government", "Chile")),
        (
            "Norwegian Prime Minister Kari Berg condemned Chilean President Rosa Diaz's decision to recognise Kenya.",
            ("ACCUSE", "Kari Berg", "Rosa Diaz"),
        ),
        ("Chile has been warned by Norway of severe consequences.", ("THREATEN", "Norway", "Chile")),
        ("Norway-Chile talks end without result.", ("CONSULT", "Norway", "Chile")),
        ("Kari Berg ended her visit to Chile.", ("CONSULT", "Kari Berg", "Chile")),
        ("Kari Berg began a trip to Chile.", ("CONSULT", "Kari Berg", "Chile")),
        ("Norway and Chile exchange 50 prisoners", ("COOPERATE", "Norway", "Chile")),
        (
            "Norway's Kari Berg discussed the war in Kenya with Chile's Rosa Diaz.",
            ("CONSULT", "Kari Berg", "Rosa Diaz"),
        ),
        (
            "Kenya's Peter Otieno congratulates Chile's Rosa Diaz and discusses Ukraine.",
            ("SUPPORT", "Peter Otieno", "Rosa Diaz"),
        ),
        ("Kenya needs grain from its allies to feed Chile.", ("REQUEST", "Kenya", "allies")),
        (
            "Kenyan President Peter Otieno said his government would not recognise Chile's vote.",
            ("REJECT", "Peter Otieno", "Chile"),
        ),
        ("Norway: Occupiers want to starve the country", ("ACCUSE", "Norway", "Russia")),
        (
            "Norway is ready to hold talks with Chile, the foreign minister said.",
            ("AGREE", "Norway", "Chile"),
        ),
        ("Kari Berg said that Chile is to blame for the spill.", ("ACCUSE", "Kari Berg", "Chile")),
        ("During a visit to Oslo, Chilean President Rosa Diaz thanked Norway.", ("SUPPORT", "Rosa Diaz", "Norway")),
        ("Thousands protest in Tbilisi against the war", ("PROTEST", "Thousands", None)),
        ("Norway hosted a conference on Chile in Oslo.", ("CONSULT", "Norway", None)),
        ("Norway opposes sending fighter jets to Chile.", ("REJECT", "Norway", "Chile")),
        ("Norway calls for Chile and Peru to face a tribunal.", ("REQUEST", "Norway", "Chile, Peru")),
        ("Norway reveals fresh Russia sanctions.", ("SANCTION", "Norway", "Russia")),
        ("Chilean forces withdrew from Kherson.", ("RETREAT", "Chilean forces", None)),
        ("Several Kenyan ministries recalled their ambassadors.", ("SANCTION", "Several Kenyan ministries", None)),
    ],
)
def test_the_sides_of_an_act(text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in brief(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway received a list of complaints from Chile about fish.",
        "Kenya's war threatens Chile's harvest.",
        "The meeting begins at 6 pm in the harbour.",
        "Kenya needs to break Chile's record on the high seas.",
    ],
    ids=["a list is no guest", "a war threatens nobody", "an hour is no minister", "who needs to act asks nobody"],
)
def test_what_only_looks_like_an_act_between_two(text: str) -> None:
    assert brief(text) == []


def test_a_speaker_acts_for_his_own_body() -> None:
    ((kind, _, target),) = brief(
        "The EU's foreign policy chief Josep Borrell said the EU would never accept Chile's claims."
    )
    assert (kind, target) == ("REJECT", "Chile")


def test_a_person_is_of_the_country_before_his_name() -> None:
    (statement,) = brief("The Kenyan expert Peter Otieno said that Kenya and Chile are far apart.")
    assert statement == ("STATEMENT", "Peter Otieno", "Chile")


def test_the_subject_of_a_passive_is_not_to_blame() -> None:
    text = "Up to 500 Chilean children were deported by Kenyan police, Kari Berg says"
    assert ("ACCUSE", "Kari Berg", "Kenyan police") in brief(text)
    assert all(kind != "ACCUSE" for kind, _, _ in brief("Chilean workers are displaced, Kari Berg says"))


def test_a_middle_initial_is_part_of_a_name() -> None:
    text = "President Anna R. Berg condemned Chile.\n\nThe president called Peru a friend."
    assert ("ACCUSE", "Anna R. Berg", "Chile") in brief(text)
