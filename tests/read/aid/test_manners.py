"""Aid in the manners of many publishers: lists, agencies, goods on their way, needs and totals that look alike."""

from __future__ import annotations

from typing import Any

import pytest

from flows.read.aid.assembly import find_aid
from flows.read.facts import Fact
from flows.read.split.digest import split
from flows.read.tag.tagging import tag

LIST = """Allies open their stores for Ukraine

The chairman spoke for an hour and left without a word to the press. These gifts were promised before the doors closed:

Latvia – 9 million euros for radios.

Norway – 30 cranes for 700 million kroner, ten of them before winter.

Spain – 60 diesel pump motors.

The chairman will travel home on Monday, and nobody knows whether he will come back for the next round.
"""


def test_each_line_of_a_list_has_its_own_donor_and_the_stage_of_its_opening() -> None:
    facts = _read(LIST)

    assert [(fact["donor"], fact["amount"], fact["status"]) for fact in facts] == [
        ("Latvia", 9_000_000, "pledged"),
        ("Norway", 700_000_000, "pledged"),
        ("Spain", None, "pledged"),
    ]
    assert [[item["count"] for item in fact["in_kind"]] for fact in facts] == [[], [30], [60]]


def test_bulleted_entries_lend_each_other_no_donor() -> None:
    facts = _read(
        "Digest of the day\n\n- Norway opened a new bridge and closed two old ones on the same day.\n\n"
        "- Ukraine received 40 ambulances on the weekend, doctors in the city said.\n"
    )

    assert [(fact["donor"], fact["in_kind"][0]["count"]) for fact in facts] == [(None, 40)]


@pytest.mark.parametrize(
    ("text", "donor"),
    [
        ("Danida will pay 9 million kroner for clinics in Ukraine.", "Denmark"),
        ("KfW lends Ukraine 9 million euros for its grid.", "Germany"),
        ("The Federal Ministry of Health provides 9 million euros for Ukrainian clinics.", "Germany"),
        ("The Korean Ministry of Foreign Affairs pledged $9 million in aid to Ukraine.", "South Korea"),
        ("Japan and the World Bank will lend Ukraine $9 million.", "Japan, World Bank"),
        ("The UN gives $9 million from its Central Emergency Response Fund to Ukraine.", "UN"),
    ],
)
def test_agencies_and_ministries_give_for_their_country(text: str, donor: str) -> None:
    (fact,) = _read(text)

    assert fact["donor"] == donor


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Swedish cabinet proposes raising its military aid to Ukraine to 9 million kronor.", "proposed"),
        ("Sweden is giving 9 million kronor for civilian needs in Ukraine.", "pledged"),
        ("Sweden offered Ukraine 9 million kronor in aid.", "pledged"),
        ("Sweden tabled a 9 million kronor package for Ukraine.", "proposed"),
    ],
)
def test_more_verbs_and_what_is_no_need_and_no_total(text: str, status: str) -> None:
    (fact,) = _read(text)

    assert (fact["amount"], fact["status"]) == (9_000_000, status)


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("All 14 of the Danish buses would go to Ukraine.", [(14, "Danish buses", "pledged")]),
        ("A launcher will be moved to Ukraine.", [(1, "launcher", "pledged")]),
        ("Chile has flown nine Su-25 fighters to Ukraine.", [(9, "Su-25 fighters", "delivered")]),
        ("The port announced the arrival for Ukraine of 90 boats.", [(90, "boats", "delivered")]),
        ("The IOM has distributed 700 blankets.", [(700, "blankets", "delivered")]),
        (
            "Some 70 lorries, 8 strike and rescue helicopters and 5k shells are to be shipped from Denmark.",
            [
                (70, "lorries", "pledged"),
                (8, "strike and rescue helicopters", "pledged"),
                (5_000, "shells", "pledged"),
            ],
        ),
        ("Norway gives Ukraine .50 calibre rifles and 3m mortar rounds.", [(3_000_000, "mortar rounds", "pledged")]),
        (
            "Norway gave Ukraine 40 tonnes of blankets and 30 tonnes of sunflower oil.",
            [(40, "blankets", "delivered"), (30, "sunflower oil", "delivered")],
        ),
        ("Norway sent Ukraine a convoy, followed by nine boats.", [(9, "boats", "delivered")]),
        ("Nine ships carrying 70,000 tonnes of grain left Ukrainian ports.", []),
        ("Two boats will go to Odesa.", []),
        ("Enemy losses in Ukraine have reached 12 guns and nine boats.", []),
        ("Partisans help the Ukrainian army to destroy 12 guns.", []),
        ("We offer Ukraine one of the columns of our paper.", []),
        ("Ninety missiles had been sent against Kyiv.", []),
        ("Russia sent 90 missiles against Ukraine.", []),
        ("Denmark raised its defence budget to 9 billion kroner.", []),
    ],
)
def test_goods_on_their_way_and_weapons_that_are_shot(text: str, goods: list[tuple[int, str, str]]) -> None:
    found = [(item["count"], item["item"], fact["status"]) for fact in _read(text) for item in fact["in_kind"]]

    assert found == goods


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        (
            "Norway donates 50 boats, tracked vehicles and tents to Ukraine.",
            [(50, "boats"), (None, "tracked vehicles"), (None, "tents")],
        ),
        (
            "Japan will provide Ukraine with demining machines and ambulances.",
            [(None, "demining machines"), (None, "ambulances")],
        ),
        ("Ukraine received generators from Japan.", [(None, "generators")]),
        ("Norway gives Ukraine hope, weapons and money.", []),
        ("Russia sent drones and missiles to Ukraine.", []),
        ("Hungary refused to send Ukraine tanks.", []),
        ("Norway sends tanks and lorries to its border.", []),
    ],
)
def test_goods_without_a_count(text: str, goods: list[tuple[int | None, str]]) -> None:
    assert [(item["count"], item["item"]) for fact in _read(text) for item in fact["in_kind"]] == goods


LINES = """Norway sends more to Kyiv

Beside the 24 tanks that Norway gave last year, Ukraine will also receive:

- six tracked vehicles;

- 25 120mm mortars and 900 rounds for them.
"""


def test_the_lines_of_one_list_are_one_gift_with_the_last_stage_of_its_opening() -> None:
    (fact,) = _read(LINES)

    assert (fact["donor"], fact["status"]) == ("Norway", "pledged")
    assert [item["count"] for item in fact["in_kind"]] == [6, 25, 900]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("The IMF and Ukraine reached a staff-level agreement on a loan of $9 million.", [("proposed", False)]),
        ("Iceland stands ready with $9 million in aid for Ukraine.", [("proposed", False)]),
        ("We meet Ukraine's urgent needs, including by the offer of another $9 million in arms.", [("pledged", False)]),
        ("A new Italian package for Ukraine, worth $9 million, is being prepared.", [("proposed", False)]),
        ("US senators unveiled a $9 billion bill for Ukraine.", [("proposed", False)]),
        ("Ukraine received $9 million from Italy and repaid $4 million.", [("disbursed", False)]),
        ("Brussels plans to raise 9 billion euros for its own defence.", []),
        ("The Italian cabinet stopped a package of $9 million for Ukraine.", [("proposed", False)]),
        (
            "Italy gives Ukraine 9 million euros, of which 4 million through banks.",
            [("pledged", False), ("pledged", True)],
        ),
        ("Italy authorized a drawdown of $9 million in military assets for Ukraine.", [("approved", False)]),
    ],
)
def test_bills_debts_own_money_and_stops(text: str, amounts: list[tuple[str, bool]]) -> None:
    assert [(fact["status"], fact["is_component"]) for fact in _read(text)] == amounts


def test_two_parts_of_two_kinds_stay_what_they_are() -> None:
    facts = _read(
        "Italy gives Ukraine 9 million euros, including 4 million euros for weapons and 5 million euros for food."
    )

    assert [fact["kind"] for fact in facts] == ["mixed", "military", "humanitarian"]


@pytest.mark.parametrize(
    "text",
    [
        "A new grant takes Danish aid to Ukraine to 9 million euros.",
        "A new grant took Danish aid to Ukraine to 9 million euros.",
        "In two years Denmark has pledged Ukraine 9 million euros.",
        "Danish commitments to Ukraine came to 9 million euros.",
        "Danish aid for Ukraine, worth 9 million euros altogether, was praised.",
    ],
)
def test_sums_of_what_was_given_are_totals(text: str) -> None:
    (fact,) = _read(text)

    assert (fact["amount"], fact["status"]) == (9_000_000, "total_to_date")


def test_what_somebody_adds_to_aid_told_before_is_aid() -> None:
    facts = _read(
        "Three states will pay for arms for Ukraine. Sweden gives 9 million euros. "
        "Denmark's part is 4 million euros; with Norway's 3 million euros, the sum is complete."
    )

    assert [(fact["donor"], fact["amount"]) for fact in facts] == [
        ("Sweden", 9_000_000),
        ("Denmark", 4_000_000),
        ("Norway", 3_000_000),
    ]


@pytest.mark.parametrize(
    ("text", "donor"),
    [
        ("The World Bank approved a loan of $9 million to Ukraine, backed by Japan.", "World Bank"),
        ("Norway helps Ukraine. Smith announced $9 million for clinics.", "Norway"),
    ],
)
def test_who_only_vouches_or_speaks_is_no_donor(text: str, donor: str) -> None:
    (fact,) = _read(text)

    assert fact["donor"] == donor


def test_what_carries_the_goods_is_no_gift() -> None:
    (fact,) = _read("Iceland sent Ukraine 90 pumps aboard four trains.")

    assert [item["count"] for item in fact["in_kind"]] == [90]


def test_of_it_makes_a_part() -> None:
    whole, part = _read("Denmark lends Ukraine 9 million euros, 4 million of it this year.")

    assert (whole["is_component"], part["amount"], part["is_component"]) == (False, 4_000_000, True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Denmark lends Ukraine 9 million euros: 5 million for roads and 4 million for clinics.",
            [5_000_000, 4_000_000],
        ),
        (
            "Denmark gives Ukraine 9 million euros in aid. It lends towns 6 million euros and clinics 3 million.",
            [6_000_000, 3_000_000],
        ),
        ("Denmark paid Ukraine the second 2 million euro tranche.", [2_000_000]),
        ("Denmark paid Ukraine the sixth instalment, worth 2 million euros.", [2_000_000]),
        ("Denmark gives Ukraine 9 million euros. Norway pledged 5 million euros and Italy 3 million euros.", []),
    ],
)
def test_what_adds_up_or_is_counted_through_is_a_part(text: str, parts: list[int]) -> None:
    assert [fact["amount"] for fact in _read(text) if fact["is_component"]] == parts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Italy met its allies on Tuesday. It will give Ukraine 9 million euros.", "2031-05-06"),
        ("Italy will give Ukraine 9 million euros\n\nThe premier spoke in Rome on Monday.", "2031-05-05"),
        ("Italy will give Ukraine 9 million euros by 30 May 2031.", None),
        ("Italy plans to give Ukraine 9 million euros, the premier said on Monday.", None),
        ("Russia struck on 9 January 2031. Italy will give Ukraine 9 million euros.", None),
        ("Italy tabled a 9 million euro package for Ukraine on Monday.", "2031-05-05"),
        ("Italy, whose premier fell on Monday, gave Ukraine 9 million euros in March 2031.", "2031-03"),
        ("Date 2031-05-04\n\nItaly will give Ukraine 9 million euros in aid.", "2031-05-04"),
    ],
)
def test_the_day_comes_from_the_sentence_those_beside_it_or_the_date_line_of_one_entry(
    text: str, day: str | None
) -> None:
    (fact,) = _read(text)

    assert fact["announced_date"] == day


def _read(text: str) -> list[dict[str, Any]]:
    document = split(f"{text}\n", name="2031-05-08.txt")
    facts: list[Fact] = [fact for story in tag(document) for fact in find_aid(story, [None] * len(story.sentences))]
    return [fact.fields for fact in facts]
