"""Aid in packages: tranches of larger sums, parts with the stage of their whole, totals, goods by their form."""

from __future__ import annotations

from typing import Any

import pytest

from flows.read.aid.assembly import find_aid
from flows.read.facts import Fact
from flows.read.split.digest import split
from flows.read.tag.tagging import tag


def test_a_tranche_is_a_part_of_the_larger_sum_behind_it() -> None:
    tranche, whole = _read("Norway paid Ukraine a second tranche of NOK 2bn out of NOK 9bn for hospitals.")

    assert (tranche["amount"], tranche["status"], tranche["is_component"]) == (2_000_000_000, "disbursed", True)
    assert (whole["amount"], whole["status"], whole["is_component"]) == (9_000_000_000, None, False)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "The Danes ask parliament for 9 million euros for Ukraine, of which 4 million would go to clinics.",
            "requested",
        ),
        ("Denmark has given Ukraine 9 million euros so far, including 4 million for clinics.", "total_to_date"),
        ("Denmark plans to give Ukraine 9 million euros, of which 4 million is for clinics.", "proposed"),
    ],
)
def test_a_part_without_a_verb_of_its_own_has_the_stage_of_its_whole(text: str, status: str) -> None:
    whole, part = _read(text)

    assert (whole["status"], part["status"], part["is_component"]) == (status, status, True)


def test_a_part_with_a_verb_of_its_own_has_its_own_stage() -> None:
    whole, part = _read("Denmark approved 9 million euros for Ukraine, of which 4 million was paid out in May.")

    assert (whole["status"], part["status"]) == ("approved", "disbursed")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Denmark has set aside 9 million euros for Ukraine so far.", "total_to_date"),
        ("Danish support for Ukraine will reach 9 million euros.", "total_to_date"),
        ("Denmark confirmed that 9 million euros has been paid out to Ukraine.", "disbursed"),
        ("Denmark proposed that 9 million euros be allocated to Ukraine.", "proposed"),
        ("Denmark supports Ukraine with 9 million euros.", "pledged"),
        ("Denmark has supported Ukraine with 9 million euros.", "disbursed"),
        ("Denmark makes 9 million euros available for Ukrainian clinics.", "pledged"),
        ("The bank ended its review, allowing a disbursement of 9 million euros to Ukraine.", "approved"),
        ("Some 9 million euros in Danish aid could be transferred to Ukraine.", "proposed"),
        ("The Danes asked parliament for spending that would include 9 million euros for Ukraine.", "requested"),
        ("Denmark signed an agreement to lend Ukraine 9 million euros from the proceeds of frozen assets.", "approved"),
    ],
)
def test_the_stage_of_sums_in_other_constructions(text: str, status: str) -> None:
    (fact,) = _read(text)

    assert (fact["amount"], fact["status"]) == (9_000_000, status)


@pytest.mark.parametrize(
    "text",
    [
        "Poland will buy 60 helicopters for $9 million.",
        "Denmark will provide Moldova 9 million euros.",
        "Hungary received 9 million euros in loans from the EU.",
        "Poland demands 9 million euros from Hungary.",
        "The clearing house earned 9 million euros in interest on frozen assets.",
    ],
)
def test_money_for_others_is_no_aid(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    ("text", "donor"),
    [
        ("The premier thanked Norway for 9 million euros for Ukraine.", "Norway"),
        ("The Netherlands financed a 9 million euro package of US weapons for Ukraine.", "Netherlands"),
        ("Another 9 million euros was paid to Kyiv from the European Peace Facility.", "EU"),
        ("Some 9 million euros will come through the Ukraine Facility.", "EU"),
        ("EBRD, EU and Norway grant Ukraine 9 million euros for gas", "EBRD, EU, Norway"),
    ],
)
def test_donors_by_thanks_purchase_programme_and_list(text: str, donor: str) -> None:
    (fact,) = _read(text)

    assert fact["donor"] == donor


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Norway handed over 70 anti-drone devices to Ukraine.", [(70, "anti-drone devices")]),
        ("Sweden gave Ukraine two QRX 640 surveillance planes.", [(2, "QRX 640 surveillance planes")]),
        ("Estonia delivered 9 ZU-77s to the Ukrainian army.", [(9, "ZU-77s")]),
        ("Denmark sent Kyiv 400 shells already this year.", [(400, "shells")]),
        ("Six buses and 40 heaters are part of the Danish package.", [(6, "buses"), (40, "heaters")]),
        ("Norway sent Ukraine 30 specialists.", []),
        ("Russia received 90 missiles from Iran.", []),
    ],
)
def test_goods_by_their_form(text: str, goods: list[tuple[int, str]]) -> None:
    assert [(item["count"], item["item"]) for fact in _read(text) for item in fact["in_kind"]] == goods


def test_goods_that_were_received_are_delivered_by_those_named_behind() -> None:
    (fact,) = _read("Twelve ambulances were handed over to Ukrainian medics by Poland.")

    assert (fact["donor"], fact["status"]) == ("Poland", "delivered")


def test_gifts_of_two_donors_in_one_sentence_are_two() -> None:
    facts = _read("Denmark will give Ukraine 18 tanks; Norway pledged 22 howitzers.")

    assert [(fact["donor"], fact["in_kind"][0]["count"]) for fact in facts] == [("Denmark", 18), ("Norway", 22)]


def _read(text: str) -> list[dict[str, Any]]:
    document = split(f"{text}\n", name="2031-05-08.txt")
    facts: list[Fact] = [fact for story in tag(document) for fact in find_aid(story, [None] * len(story.sentences))]
    return [fact.fields for fact in facts]
