"""Diplomatic events of a story: which, between whom, where and when."""

from __future__ import annotations

import pytest

from flows.read.facts import Fact
from flows.read.patterns import load_patterns, load_regexes
from flows.read.reading import read

MEETING = """ date 2031-05-08 Kowal and Berg hold talks at Summer Palace

Polish President Jan Kowal and Norwegian Prime Minister Kari Berg have held talks on fishing.

The two leaders met at the Summer Palace on Wednesday for an hour.
"""


def facts(text: str) -> list[Fact]:
    return [fact for fact in read(text).facts if fact.fact_type == "diplomatic"]


def brief(text: str) -> list[tuple[str, str, str | None]]:
    return [
        (fact.fields["event_type"], fact.fields["source_actor"], fact.fields["target_actor"]) for fact in facts(text)
    ]


def test_headline_and_lead_tell_one_event_under_full_names() -> None:
    assert brief(MEETING) == [("CONSULT", "Jan Kowal", "Kari Berg")]


def test_place_and_day_come_from_the_sentence_that_tells_the_talks() -> None:
    (talks,) = facts(MEETING)
    assert (talks.fields["place"], talks.fields["event_date"]) == ("Summer Palace", "2031-05-07")
    start, end = talks.spans["event_date"]
    assert MEETING[start:end] == "Wednesday"


def test_every_fact_leads_back_to_its_words() -> None:
    (talks,) = facts(MEETING)
    assert MEETING[talks.start : talks.end] == "hold"
    assert MEETING[slice(*talks.quote)] == "Kowal and Berg hold talks at Summer Palace"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norwegian minister urges longer ban\n\nNorwegian Finance Minister Kari Berg said Chile should keep a ban.",
            [("REQUEST", "Kari Berg", "Chile")],
        ),
        (
            "Norway condemns Chile over ships\n\nNorway's foreign ministry condemned the seizure of ships by Chile.",
            [("ACCUSE", "Norway", "Chile")],
        ),
        (
            "Norway sends $5 million in aid to Chile\n\nThe money will pay for hospitals in the north of the country.",
            [("AID", "Norway", "Chile")],
        ),
        (
            "Chile must open its ports - Norwegian foreign ministry",
            [("REQUEST", "Norwegian foreign ministry", "Chile")],
        ),
        ("Norway to impose sanctions on Chile", [("SANCTION", "Norway", "Chile")]),
        ("Norwegian minister due to visit Chile", [("CONSULT", "Norwegian minister", "Chile")]),
    ],
)
def test_the_event_of_a_short_story(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "What is a harbour fee?\n\nNorway says fees are high.",
        "Two killed in drone attack on Lvovets, mayor says\n\nMayor Jan Kowal said that two people were killed.",
        "Enemy tries to storm the harbour\n\nThe General Staff says the enemy tried to storm the harbour.",
        "Ferry traffic resumes in the bay\n\nFerries run again every hour.",
    ],
    ids=["explainer", "statement in a story about an attack", "report from the front", "nobody acts"],
)
def test_stories_without_a_diplomatic_event(text: str) -> None:
    assert brief(text) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Norway will send tents to Chile", "planned"),
        ("Norway sent tents to Chile", "asserted"),
        ("Norway says Chile must open its ports", "requested"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert [fact.modality for fact in facts(f"{text} and boats for the north")] == [modality]


def test_what_lies_long_before_the_document_is_background() -> None:
    text = (
        " date 2031-05-08 Norway condemned Chile in January 2031\n\nNorway condemned Chile over ships in January 2031."
    )
    assert [fact.modality for fact in facts(text)] == ["historical"]


def test_who_tells_of_an_event_that_is_not_his_own() -> None:
    text = "Norway praises Chile over new harbour\n\nThe quays are new, mayor Jan Kowal said."
    assert [fact.fields["claimed_by"] for fact in facts(text)] == [None]
    text = "Norway praises Chile over new harbour, mayor Jan Kowal says"
    assert [(fact.fields["source_actor"], fact.fields["claimed_by"]) for fact in facts(text)] == [
        ("Norway", "Jan Kowal")
    ]


def test_we_of_a_statement_is_whoever_issued_it() -> None:
    text = (
        "Statement by Norwegian Prime Minister Kari Berg on Ships\n\nToday we condemn Chile for the seizure of ships."
    )
    assert ("ACCUSE", "Kari Berg", "Chile") in brief(text)


def test_a_dateline_tells_where_the_lead_takes_place() -> None:
    (sanction,) = facts(
        "Norway imposes sanctions on Chile\n\nLVOVETS, 5 May (Agency) — Norway has imposed sanctions on Chile."
    )
    assert sanction.fields["place"] == "LVOVETS"


def test_a_bare_office_is_that_of_the_body_in_the_sentence() -> None:
    assert brief("NATO stands ready for any change, chief says")[0][1] == "NATO chief"


def test_pronouns_stand_for_those_named_before() -> None:
    text = (
        "Berg meets Kowal in Oslo\n\nNorwegian Prime Minister Kari Berg met Polish President Jan Kowal."
        "\n\nThe harbour was closed for an hour.\n\nFerries ran late.\n\nShe accused Chile of piracy."
    )
    assert ("ACCUSE", "Kari Berg", "Chile") in brief(text)


@pytest.mark.parametrize("entry", load_patterns("filters"), ids=lambda entry: entry["id"])
def test_story_filters_match_their_examples_and_nothing_else(entry: dict[str, list[str]]) -> None:
    regex = load_regexes("filters")[str(entry["id"])]
    assert all(regex.search(example) for example in entry["examples"])
    assert not any(regex.search(example) for example in entry["not"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya welcomes Peru's offer but condemns Chile's delay", [("SUPPORT", "Peru"), ("ACCUSE", "Chile")]),
        ("Kenya thanked Peru for tents and urged Chile to follow", [("SUPPORT", "Peru"), ("REQUEST", "Chile")]),
        ("Kenya condemned Chile, which praised Peru", [("ACCUSE", "Chile")]),
    ],
)
def test_a_second_act_of_the_main_clause_is_a_second_event(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(kind, target) for kind, _, target in brief(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan and Chilean ministers discuss grain exports", ("CONSULT", "Kenya", "Chile")),
        ("Kenya and Chile sign security agreement in Oslo", ("AGREE", "Kenya", "Chile")),
        ("Kenya and Chile blame each other for the fire", ("ACCUSE", "Kenya", "Chile")),
        ("Kenya to hand over 13 jets to Chile", ("AID", "Kenya", "Chile")),
        ("Three Chilean diplomats were expelled from Kenya.", ("SANCTION", "Kenya", "Three Chilean diplomats")),
        ("The Kenyan president signed a law banning Chilean coal.", ("SANCTION", "Kenyan president", "Chile")),
        ("Norwegian court orders arrest of captain from Chile", ("COERCE", "Norwegian court", "Chile")),
        ("Top official rejects offer from Chile", ("REJECT", "Top official", "Chile")),
        ("Norway announces expulsion of Chilean diplomats", ("SANCTION", "Norway", "Chilean diplomats")),
        ("Three sailors were detained in Chile.", ("COERCE", "Chile", "Three sailors")),
        ("Kenyan minister discusses plans for the fair with Chile", ("CONSULT", "Kenyan minister", "Chile")),
        ("Kenya's media watchdog threatens Chile", ("THREATEN", "Kenya's media watchdog", "Chile")),
        ("Renault pulled out of Chile.", ("SANCTION", "Renault", "Chile")),
        ("Kenya vowed to attack Chile.", ("THREATEN", "Kenya", "Chile")),
        ("Kenya recognized Chile's famine as a crime.", ("ACCUSE", "Kenya", "Chile")),
    ],
)
def test_headlines_that_the_parse_gets_wrong_and_deeds_of_other_kinds(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert brief(text)[0] == expected


def test_drones_that_one_side_sends_at_the_other_are_no_gift() -> None:
    assert not [kind for kind, _, _ in brief("Russia sent 24 drones at Ukraine overnight.") if kind == "AID"]


LONGER = """Harbour talks go on in Riga

Norwegian Prime Minister Kari Berg met Chilean President Juan Soto in Riga.

The talks lasted three hours. Rain fell on the old town all day long.

Kenya's foreign minister Ann Otieno accused Peru of piracy.
"""


def test_a_longer_story_tells_what_further_people_do() -> None:
    assert brief(LONGER) == [("CONSULT", "Kari Berg", "Juan Soto"), ("ACCUSE", "Ann Otieno", "Peru")]


def test_words_that_report_an_attack_are_no_statement() -> None:
    text = (
        "Three drones hit a mill near Odesa\n\nTwo people were hurt in the drone strike, the governor Jan Kowal said."
    )
    assert brief(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway says there are signs that Chile is committing crimes.", ("ACCUSE", "Norway", "Chile")),
        ("Norway says Chile deliberately sank the ferry.", ("ACCUSE", "Norway", "Chile")),
        ("Norway says it will strike back if Chile closes the bay.", ("THREATEN", "Norway", None)),
        ("Norway said Chile would pay a heavy price.", ("THREATEN", "Norway", "Chile")),
        ("Norway: It is impossible to unblock the harbour by force", ("STATEMENT", "Norway", None)),
        ("Norway is trying to blockade Chile.", None),
        ("Norway asked who would pay for Chile's ferry.", None),
        ("Norway told Reuters that Chile is lying.", ("ACCUSE", "Norway", "Chile")),
        ("Norway is grateful to Chile for the ferry.", ("SUPPORT", "Norway", "Chile")),
        ("Norway concerned over Chile's ships", ("ACCUSE", "Norway", "Chile")),
        ("U.S. Coast Guard chief: The bay is deep", ("STATEMENT", "U.S. Coast Guard chief", None)),
    ],
)
def test_what_words_amount_to(text: str, expected: tuple[str, str, str | None] | None) -> None:
    found = [(kind, source, target if expected and expected[2] else None) for kind, source, target in brief(text)]
    assert (found[:1] or [None]) == [expected]


def test_an_official_of_the_lead_is_the_person_who_goes_on_speaking() -> None:
    text = "Harbour row\n\nA senior Norwegian official has accused Chile of piracy. Kari Berg said the ferry was taken."
    assert brief(text)[0] == ("ACCUSE", "Kari Berg", "Chile")


def test_blame_for_it_goes_to_the_country_named_before() -> None:
    text = (
        "Ferry sunk\n\nA Chilean ship rammed a ferry off Bergen. Norwegian Prime Minister Kari Berg called it a crime."
    )
    assert ("ACCUSE", "Kari Berg", "Chile") in brief(text)


def test_he_who_is_thanked_is_not_he_who_thanks() -> None:
    text = (
        "Berg speaks\n\nPresident Juan Soto of Chile visited Peru. Rain fell. Ferries ran late. "
        "Norwegian Prime Minister Kari Berg congratulated him."
    )
    assert ("SUPPORT", "Kari Berg", "Juan Soto") in brief(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 400 islanders moved and 12 piers destroyed - Kari Berg", []),
        (
            "About 400 islanders evacuated - Kari Berg\n\nMayor Kari Berg said 400 islanders were evacuated.",
            [],
        ),
        (
            "Norway says 400 islanders have fled their homes",
            [("STATEMENT", "Norway", None)],
        ),
    ],
    ids=["a figure with its source", "which the lead repeats", "what somebody is said to say"],
)
def test_a_figure_is_no_statement_of_its_source(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert brief(text) == expected


def test_a_clause_of_time_or_reason_is_background() -> None:
    assert brief("Ferries run again for the first time since Norway seized Chilean ships.") == []


def test_a_body_before_a_name_is_no_part_of_it() -> None:
    text = "President of the European Council Charles Michel condemned Chile.\n\nCharles Michel spoke for an hour."
    assert brief(text) == [("ACCUSE", "Charles Michel", "Chile")]


def test_a_country_in_the_headline_is_who_acts_also_where_the_lead_names_its_minister() -> None:
    text = "Norway shuts embassy in Chile\n\nForeign Minister Kari Berg has shut the Norwegian embassy in Chile."
    assert [source for _, source, _ in brief(text)] == ["Norway"]
