"""Attacks: figures with their weapon, place, day, side and speaker, on invented reports."""

from __future__ import annotations

from typing import Any

import pytest

from flows.read.attacks.assembly import find_attacks
from flows.read.facts import Fact, Speaker
from flows.read.split.digest import split
from flows.read.tag.tagging import tag

DATE = "2031-05-07"  # a Wednesday


# --- lists of items


def test_items_of_a_list_lend_each_other_nothing() -> None:
    facts = _figures(
        "• Two women were killed when shells hit Putyvl on Monday, the mayor, Ivan Roe, said.\n\n"
        "• Of 20 drones launched overnight, 15 were destroyed."
    )

    toll, tally = (fact.fields for fact in facts)
    assert (toll["places"], toll["event_date"], toll["weapons"][0]["launched"]) == (["Putyvl"], "2031-05-05", None)
    assert (tally["places"], tally["event_date"], tally["killed"]) == ([], "2031-05-07", None)


def test_a_tally_and_a_toll_of_two_items_are_two_attacks() -> None:
    facts = _figures(
        "• Of 20 drones launched overnight, 15 were destroyed.\n\n• Two women were killed by shells on Monday."
    )

    assert [(_tally(fact)[0][2], fact.fields["killed"]) for fact in facts] == [(20, None), (None, 2)]


# --- tallies


def test_launched_and_destroyed_in_two_sentences_are_one_tally() -> None:
    (fact,) = _figures("Russia launched 20 attack drones at Ukraine overnight. Air defence shot down 15 drones.")

    assert _tally(fact) == [("drone", None, 20, 15, None)]
    assert fact.fields["event_date"] == "2031-05-07"


def test_every_weapon_of_a_tally_has_its_own_counts() -> None:
    (fact,) = _figures(
        "Overnight Russia fired nine ballistic and four cruise missiles and 30 drones at Kyiv; "
        "six ballistic missiles, all four cruise missiles and 28 drones were shot down."
    )

    assert _tally(fact) == [
        ("ballistic missile", None, 9, 6, None),
        ("cruise missile", None, 4, 4, None),
        ("drone", None, 30, 28, None),
    ]


@pytest.mark.parametrize(
    ("text", "launched", "intercepted", "lost"),
    [
        ("Air defence shot down 32 out of 44 drones.", 44, 32, None),
        ("Of 44 drones launched by Russia, 32 were destroyed and 9 were lost from radar.", 44, 32, 9),
        ("Russia sent up 44 drones, 32 of which were intercepted.", 44, 32, None),
        ("All 13 drones were shot down.", 13, 13, None),
        ("Gunners downed six drones over the coast.", None, 6, None),
        ("A missile was intercepted over the bay.", None, 1, None),
        ("Russia fired a missile at the port, which the army said it shot down.", 1, 1, None),
        ("A further 18 drones did not reach their targets.", None, None, 18),
        ("The port was hit by three rockets.", 3, None, None),
    ],
)
def test_the_forms_of_a_tally(text: str, launched: int | None, intercepted: int | None, lost: int | None) -> None:
    (fact,) = _figures(text)
    (weapon,) = fact.fields["weapons"]

    assert (weapon["launched"], weapon["intercepted"], weapon["lost_or_other"]) == (launched, intercepted, lost)


def test_the_model_and_the_class_of_a_weapon_are_kept() -> None:
    (fact,) = _figures("Air defence destroyed two Kh-59 guided missiles and a Lancet drone over Mykolaiv region.")

    assert _tally(fact) == [("missile", "Kh-59", None, 2, None), ("drone", "Lancet", None, 1, None)]


def test_strikes_are_no_launched_weapons() -> None:
    (fact,) = _figures("The army carried out five missile strikes and nine air strikes on Kharkiv region.")

    assert _tally(fact) == [("air strike", None, 9, None, None)]


def test_regional_parts_stand_under_their_total() -> None:
    facts = _figures(
        "Russia says 17 Ukrainian drones downed\n\n"
        "Russia's Defence Ministry said its air defences destroyed 12 Ukrainian drones over the Belgorod region "
        "and five more over Crimea."
    )

    assert [(fact.fields["role"], fact.fields["weapons"][0]["intercepted"]) for fact in facts] == [
        ("main", 17),
        ("component", 12),
        ("component", 5),
    ]
    assert [fact.fields["attacker"] for fact in facts] == ["Ukraine"] * 3
    assert [fact.fields["country"] for fact in facts] == ["Russia", "Russia", "Ukraine"]
    assert all(fact.fields["weapons"][0]["launched"] is None for fact in facts)


# --- casualties


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Shelling killed four people and wounded nine in Nikopol.", 4, 9),
        ("Four killed, nine injured as shells hit Nikopol", 4, 9),
        ("A woman was killed by shelling in Nikopol.", 1, None),
        ("A woman, 70, and her grandson died when a shell hit a house in Nikopol.", 2, None),
        ("Shelling of Nikopol killed a man and injured a woman and her two children.", 1, 3),
        ("A drone hit a bus in Nikopol, injuring at least 12 passengers.", None, 12),
        ("A missile hit Nikopol. There were no casualties.", 0, 0),
        ("A missile hit Nikopol. No one was hurt.", None, 0),
        ("The strike on Nikopol did not cause any casualties.", 0, 0),
        ("The death toll from the missile strike on Nikopol has risen to 12.", 12, None),
        ("Rescuers pulled two bodies from the rubble after the strike on Nikopol.", 2, None),
        ("The attack on Nikopol claimed the lives of six people.", 6, None),
        ("Dozens of people were wounded when a missile hit Nikopol.", None, None),
    ],
)
def test_the_forms_of_a_toll(text: str, killed: int | None, injured: int | None) -> None:
    (fact,) = _figures(text)

    assert (fact.fields["killed"], fact.fields["injured"]) == (killed, injured)


def test_bounds_and_hedge_stay_with_the_figure() -> None:
    (fact,) = _figures("At least five people were killed, dozens were wounded in a missile strike on Nikopol.")

    assert fact.figures["killed"].qualifier == "at least"
    assert (fact.figures["injured"].low, fact.figures["injured"].high) == (24, None)


def test_a_toll_by_place_is_the_whole_and_its_parts() -> None:
    facts = _figures(
        "Five people were wounded in a drone attack on Sumy region. Four people in Putyvl and one in Sumy."
    )

    assert [(f.fields["role"], f.fields["injured"], f.fields["places"]) for f in facts] == [
        ("main", 5, ["Sumy region"]),
        ("component", 4, ["Putyvl"]),
        ("component", 1, ["Sumy"]),
    ]


def test_people_behind_including_are_a_part() -> None:
    facts = _figures("A missile strike on Dnipro killed nine people, including two children.")

    assert [(f.fields["role"], f.fields["killed"]) for f in facts] == [("main", 9), ("component", 2)]


def test_a_risen_toll_replaces_the_one_before() -> None:
    facts = _figures("A missile hit Dnipro and wounded five people. Later the number of injured rose to nine.")

    assert sorted((f.fields["role"], f.fields["injured"]) for f in facts) == [("main", 9), ("superseded", 5)]


def test_headline_and_lead_that_say_the_same_are_one_fact() -> None:
    (fact,) = _figures(
        "Nearly 100 drones shot down in a night\n\nUkraine's Air Force shot down 98 drones over the country on Tuesday."
    )

    assert fact.fields["weapons"][0]["intercepted"] == 98
    assert len(fact.fields["more_quotes"]) == 1


def test_two_places_keep_their_own_figures() -> None:
    facts = _figures(
        "In Kherson region, shelling killed one person and injured eight; in Donetsk region two people were killed."
    )

    assert [(f.fields["places"], f.fields["killed"], f.fields["injured"]) for f in facts] == [
        (["Kherson region"], 1, 8),
        (["Donetsk region"], 2, None),
    ]


# --- what is no figure of an attack


@pytest.mark.parametrize(
    "text",
    [
        "Russia could fire 100 missiles at Kyiv, an analyst said.",
        "Two ships that can fire 16 missiles at once wait in the Black Sea.",
        "Russia denied that 20 people were killed in Donetsk.",
        "Ukrainian forces killed 900 Russian soldiers and destroyed 12 tanks on the front.",
        "Russia has lost 480,000 troops, 7,500 tanks and 9,700 drones.",
        "Nine people died in a car crash in Westport.",
        "The minister promised 50 missiles and 300 drones to Ukraine.",
        "Twelve police stations and nine houses were closed.",
    ],
)
def test_what_is_no_attack_gives_no_figure(text: str) -> None:
    assert _figures(text) == []


def test_a_sum_of_killed_and_injured_is_not_injured() -> None:
    (fact,) = _figures(
        "More than 90 children were injured in the war. Of them, 30 children were killed and 60 wounded."
    )

    assert (fact.fields["killed"], fact.fields["injured"]) == (30, 60)


# --- who, where, when, who says so


@pytest.mark.parametrize(
    ("text", "attacker", "basis", "country"),
    [
        ("Russian troops shelled Nikopol, killing a man.", "Russia", "stated", "Ukraine"),
        ("The enemy shelled Nikopol, killing a man.", "Russia", "implied", "Ukraine"),
        ("Ukrainian drones attacked Belgorod, killing a man.", "Ukraine", "stated", "Russia"),
        ("Ukrainian missiles hit Sevastopol, killing a man.", "Ukraine", "stated", "Ukraine"),
        ("Russia says its missiles killed 30 people in Nikopol.", "Russia", "stated", "Ukraine"),
        ("A man was killed by shelling in Nikopol, a Ukrainian official said.", None, "unknown", "Ukraine"),
        ("A missile landed in Poland, killing two people.", None, "unknown", "Poland"),
        ("Ukraine shot down nine missiles over Kyiv.", "Russia", "implied", "Ukraine"),
        ("Russian air defence shot down nine drones over Kursk.", "Ukraine", "implied", "Russia"),
    ],
)
def test_the_side_and_the_country_struck(text: str, attacker: str | None, basis: str, country: str) -> None:
    (fact,) = _figures(text)

    assert (fact.fields["attacker"], fact.fields["attribution_basis"], fact.fields["country"]) == (
        attacker,
        basis,
        country,
    )


def test_places_go_from_the_narrow_to_the_wide_and_launch_places_stand_apart() -> None:
    (fact,) = _figures(
        "Two missiles launched from Crimea hit the village of Zatoka in Odesa region, wounding a man, "
        "the governor of Odesa region said."
    )

    assert fact.fields["places"][:2] == ["Zatoka", "Odesa region"]
    assert fact.fields["launch_places"] == ["Crimea"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Tuesday a shell killed a man in Nikopol.", "2031-05-06"),
        ("A shell killed a man in Nikopol on 3 May.", "2031-05-03"),
        ("A man was killed in Nikopol. The shell fell overnight.", "2031-05-07"),
        ("A shell killed a man in Nikopol.", None),
    ],
)
def test_the_day_is_the_attacks_own(text: str, day: str | None) -> None:
    (fact,) = _figures(text)

    assert fact.fields["event_date"] == day


@pytest.mark.parametrize(
    ("text", "is_cumulative", "is_background"),
    [
        ("Russia has fired 900 missiles at Ukraine since the war began.", True, False),
        ("Since 24 February, 120 children have been killed in Ukraine by Russian troops.", True, False),
        ("In the largest raid since the war began, Russia fired 90 missiles overnight.", False, False),
        ("A year ago a missile strike on Dnipro killed 40 people.", False, True),
        ("In the early 1930s 500 people were killed in Dnipro, which was shelled again.", False, True),
        ("Between 1941 and 1944, 90 people were killed in Dnipro, which was shelled again.", False, True),
        ("In the famine of 1932-33, 90 people were killed in Dnipro, which was shelled again.", False, True),
        ("A shell hit a house built in the 1970s in Dnipro, killing two people.", False, False),
        ("A drone struck a school opened in 1955 in Dnipro and killed three people.", False, False),
        ("A drone struck a statue dating from 1955 in Dnipro and killed three people.", False, False),
    ],
)
def test_totals_and_the_past_are_flagged(text: str, is_cumulative: bool, is_background: bool) -> None:
    (fact,) = _figures(text)

    assert (fact.fields["is_cumulative"], fact.fields["is_background"]) == (is_cumulative, is_background)


def test_the_speaker_of_the_sentence_says_it_or_the_next_one() -> None:
    text = "Shelling killed two men in Nikopol. A house burned, Jane Roe said."
    speaker = Speaker("Jane Roe", 0, 8)

    assert [f.fields["claimed_by"] for f in _figures(text, [speaker, None])] == ["Jane Roe"]
    assert [f.fields["claimed_by"] for f in _figures(text, [None, speaker])] == ["Jane Roe"]


def test_a_strike_without_figures_is_an_event_of_its_place() -> None:
    facts = _read("Russian troops shelled the town of Nikopol again.")

    assert [(f.fields["places"], f.fields["weapons"][0]["type"], f.figures) for f in facts] == [
        (["Nikopol"], "artillery", {})
    ]
    assert _read("Russian troops could shell the town of Nikopol again.") == []


def test_spans_lead_to_the_words() -> None:
    text = f" date {DATE} Russian shelling killed four people in Nikopol on Tuesday."
    (fact,) = _figures("Russian shelling killed four people in Nikopol on Tuesday.")

    assert text[slice(*fact.spans["killed"])] == "four people"
    assert text[slice(*fact.spans["event_date"])] == "Tuesday"
    assert text[slice(*fact.spans["places.0"])] == "Nikopol"
    assert text[slice(*fact.quote)] == "Russian shelling killed four people in Nikopol on Tuesday."
    assert fact.patterns == ("attacks.killed.active",)


def test_typography_changes_nothing() -> None:
    plain = "Russia's army fired 20 Kh-101 missiles at Ukraine; 15 of them were shot down."
    fancy = plain.replace("'", "’").replace("Kh-101", "Kh‑101")

    assert [_tally(f) for f in _figures(plain)] == [_tally(f) for f in _figures(fancy)]


def _read(text: str, speakers: list[Speaker | None] | None = None) -> list[Fact]:
    document = split(f" date {DATE} {text}")
    facts: list[Fact] = []
    for story in tag(document):
        facts += find_attacks(story, speakers or [None] * len(story.sentences))
    return facts


def _figures(text: str, speakers: list[Speaker | None] | None = None) -> list[Fact]:
    return [fact for fact in _read(text, speakers) if fact.figures]


def _tally(fact: Fact) -> list[tuple[Any, ...]]:
    return [
        (weapon["type"], weapon["model"], weapon["launched"], weapon["intercepted"], weapon["lost_or_other"])
        for weapon in fact.fields["weapons"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Shelling of the Kherson and Poltava regions wounded five people.",
        "Shelling of the regions of Kherson and Poltava wounded five people.",
    ],
)
def test_an_area_word_is_shared_by_the_names_joined(text: str) -> None:
    (fact,) = _figures(text)

    assert fact.fields["places"] == ["Kherson region", "Poltava region"]


def test_a_tally_takes_no_place_from_afar_and_a_wider_area_is_no_launch_place() -> None:
    facts = _figures(
        "A man was wounded in Putyvl.\n\nHe is in Odesa now. Of 20 drones launched at Ukraine, 15 were destroyed. "
        "Their launch sites were the Russian town Yeysk and Bryansk and Saky in Crimea."
    )

    assert [(fact.fields["places"], fact.fields["launch_places"]) for fact in facts if fact.fields["weapons"]][-1] == (
        [],
        ["Yeysk", "Bryansk", "Saky"],
    )


def test_a_total_since_a_day_long_ago_is_no_background() -> None:
    (fact,) = _figures("Since October 2029 the enemy has fired 900 missiles, of which 700 were shot down.")

    assert (fact.fields["is_background"], fact.fields["is_cumulative"]) == (False, True)


def test_the_head_of_a_military_administration_attacks_nobody() -> None:
    (fact,) = _figures(
        "Missile hits flats in Putyvl\n\n"
        "Two men were wounded, the head of the Ukrainian military administration for the region said in a post."
    )

    assert fact.fields["attacker"] != "Ukraine"
