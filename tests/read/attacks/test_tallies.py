"""Air-defence tallies as their authors write them: lists, lines, pronouns, parts by place."""

from __future__ import annotations

from typing import Any

import pytest

from flows.read.attacks.assembly import find_attacks
from flows.read.facts import Fact
from flows.read.split.digest import split
from flows.read.tag.tagging import tag

Tally = tuple[str, int | None, int | None, int | None]


@pytest.mark.parametrize(
    ("text", "tallies"),
    [
        (
            "Eighteen drones were launched at Ukraine. Air defence shot down 15 of them.",
            [("drone", 18, 15, None)],
        ),
        (
            "Gunners shot down five of the seven Kalibr missiles and all nine drones.",
            [("cruise missile", 7, 5, None), ("drone", 9, 9, None)],
        ),
        (
            "The army intercepted five of seven missiles and 11 of 12 drones.",
            [("missile", 7, 5, None), ("drone", 12, 11, None)],
        ),
        (
            "Two Oniks cruise missiles and three S-300 missiles could not be intercepted.",
            [("cruise missile", 2, 0, None), ("missile", 3, 0, None)],
        ),
        (
            "Russia fired two missiles and nine drones at Kyiv, all of which were shot down.",
            [("missile", 2, 2, None), ("drone", 9, 9, None)],
        ),
        (
            "Russia fired two missiles at Kyiv. None of them was intercepted.",
            [("missile", 2, 0, None)],
        ),
        (
            "The enemy attacked with two Kh-59 missiles from Belgorod region and 11 drones from Yeysk.",
            [("missile", 2, None, None), ("drone", 11, None, None)],
        ),
        (
            "Of the 21 drones, 15 were downed. Four more were lost from radar.",
            [("drone", 21, 15, 4)],
        ),
        (
            "Air defence shot down:\n- 5 of 7 Kalibr cruise missiles;\n- 11 of 12 Shahed drones.",
            [("cruise missile", 7, 5, None), ("drone", 12, 11, None)],
        ),
        (
            "Gunners destroyed two Orlan-10 reconnaissance drones and a Lancet.",
            [("drone", None, 2, None), ("drone", None, 1, None)],
        ),
        ("A drone hit a lorry near Kherson, wounding a man.", [("drone", None, None, None)]),
        ("A missile hit a lorry near Kherson, wounding a man.", [("missile", 1, None, None)]),
    ],
)
def test_one_report_is_one_fact_with_every_weapon(text: str, tallies: list[Tally]) -> None:
    (fact,) = _read(text)

    assert _tallies(fact) == tallies


@pytest.mark.parametrize(
    "text",
    [
        "Air defence destroyed 17 drones over the Bryansk (12) and Kursk (5) regions.",
        "Air defence destroyed 17 drones: 12 over the Bryansk region and five over the Kursk region.",
        "Air defence destroyed 19 drones, 12 of them over the Bryansk region and five over the Kursk region.",
    ],
)
def test_numbers_by_place_are_parts(text: str) -> None:
    whole, *parts = _read(text)

    assert whole.fields["role"] == "main"
    assert [(part.fields["role"], _tallies(part)[0][2]) for part in parts] == [("component", 12), ("component", 5)]
    assert ["Bryansk" in part.fields["places"][0] for part in parts] == [True, False]
    assert {part.fields["attacker"] for part in parts} == {"Ukraine"}


def test_targets_are_the_whole_of_their_kinds() -> None:
    whole, *parts = _read("Air defence destroyed 12 targets, including nine drones and three Kalibr missiles.")

    assert _tallies(whole) == [("other", None, 12, None)]
    assert [(part.fields["role"], *_tallies(part)) for part in parts] == [
        ("component", ("drone", None, 9, None)),
        ("component", ("cruise missile", None, 3, None)),
    ]


def test_a_list_by_place_hands_its_verb_on() -> None:
    facts = _read("Shells killed two people in Putyvl, three in Izium and one in Nikopol.")

    assert [(fact.fields["killed"], fact.fields["places"]) for fact in facts] == [
        (2, ["Putyvl"]),
        (3, ["Izium"]),
        (1, ["Nikopol"]),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Seven people were hurt by a shell in Sumy. Updated: eight people were hurt. There are now nine hurt.",
            [("main", 9), ("superseded", 7), ("superseded", 8)],
        ),
        ("A shell wounded three people in Sumy. UPD. Five people were wounded.", [("main", 5), ("superseded", 3)]),
        ("Shelling of Nikopol: three wounded. Later the mayor said five were.", [("main", 3)]),
        ("A shell hit Nikopol. Seven people were injured, now eight.", [("main", 8), ("superseded", 7)]),
        ("Shells injured nine people in Nikopol, up from seven.", [("main", 9), ("superseded", 7)]),
        (
            "Eight were hurt in the strike on Sumy. Later the mayor said 11 were hurt.",
            [("main", 11), ("superseded", 8)],
        ),
        ("Shells hurt three people in Sumy. Five more people are now in hospital.", [("main", 3), ("main", 5)]),
        ("Shells hurt three people in Sumy. There are already five wounded in Nikopol.", [("main", 3), ("main", 5)]),
        ("Shells hurt three people in Sumy. Later drones hurt five, the mayor said.", [("main", 3), ("main", 5)]),
        ("Shells hurt nine people in Sumy. Two of them are already at home.", [("main", 9)]),
        ("Shells hurt two people in Sumy. Since February 900 people have now been hurt.", [("main", 2), ("main", 900)]),
    ],
)
def test_a_toll_brought_up_to_date_leaves_the_old_one_behind(text: str, told: list[tuple[str, int]]) -> None:
    facts = _read(text)

    assert sorted((fact.fields["role"], fact.fields["injured"]) for fact in facts) == sorted(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Gunners downed 60 drones; the Bryansk region accounts for 22 of them and Crimea for nine.",
            [
                ("main", 60, ["Bryansk region", "Crimea"]),
                ("component", 22, ["Bryansk region"]),
                ("component", 9, ["Crimea"]),
            ],
        ),
        (
            "Raids go on\n\nGunners downed 60 drones. Most of them, 22, fell on Sumy.",
            [("main", 60, []), ("component", 22, ["Sumy"])],
        ),
        (
            "Gunners downed 12 drones and nine drones over Nikopol and Sumy respectively.",
            [("main", 12, ["Nikopol"]), ("main", 9, ["Sumy"])],
        ),
        (
            "Three, two and one drones were downed over Sumy, Nikopol and Izium, respectively.",
            [("main", 3, ["Sumy"]), ("main", 2, ["Nikopol"]), ("main", 1, ["Izium"])],
        ),
    ],
)
def test_drones_of_each_place(text: str, told: list[tuple[str, int, list[str]]]) -> None:
    facts = _read(text)

    assert [
        (fact.fields["role"], fact.fields["weapons"][0]["intercepted"], fact.fields["places"]) for fact in facts
    ] == told


def test_a_toll_that_rises_in_one_sentence_leaves_the_old_one_behind() -> None:
    facts = _read("After the strike the number of injured in Nikopol has grown from 15 to 31.")

    assert sorted((fact.fields["role"], fact.fields["injured"]) for fact in facts) == [("main", 31), ("superseded", 15)]


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A shell hit Nikopol: one person was killed and another was injured.", 1, 1),
        ("A shell hit Nikopol. A woman, 34, and her 9-month-old son were killed and her husband injured.", 2, 1),
        ("A shell hit Nikopol. Three women, aged 45, 58 and 71, were injured.", None, 3),
        ("A shell hit Nikopol. Two people were wounded and no deaths were reported.", 0, 2),
        ("A shell hit Nikopol. A boy of ten was among the wounded.", None, None),
        ("A shell hit Nikopol. Two people, a mother and a child, were killed.", 2, None),
        ("A shell hit Nikopol. There were no dead or wounded.", 0, 0),
    ],
)
def test_who_was_hurt(text: str, killed: int | None, injured: int | None) -> None:
    (fact,) = _read(text)

    assert (fact.fields["killed"], fact.fields["injured"]) == (killed, injured)


@pytest.mark.parametrize(
    "text",
    [
        "A shell wounded nine people in Nikopol, four of them children.",
        "A shell wounded nine people in Nikopol, including four children.",
    ],
)
def test_children_are_a_part_of_the_wounded(text: str) -> None:
    facts = _read(text)

    assert [(fact.fields["role"], fact.fields["injured"]) for fact in facts] == [("main", 9), ("component", 4)]


def test_a_body_that_raises_a_toll_is_a_part_of_it() -> None:
    facts = _read("A shell hit Nikopol. Rescuers found two more bodies, so that the death toll rose to five.")

    assert sorted((fact.fields["role"], fact.fields["killed"]) for fact in facts) == [("component", 2), ("main", 5)]


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("Gunners shot down a Ka-52 attack helicopter near Nikopol.", "Ka-52"),
        ("Gunners shot down a Su-34 fighter-bomber near Nikopol.", "Su-34"),
        ("Gunners shot down a MiG-31K fighter near Nikopol.", "MiG-31"),
        ("Russia shelled Nikopol with 2S7 Pion guns.", "Pion"),
        ("Russia shelled Nikopol with D-30 howitzers.", "D-30"),
        ("Russia hit Nikopol with Tornado-G rockets.", "Tornado-G"),
    ],
)
def test_a_model_is_named_as_itself(text: str, model: str) -> None:
    assert next(weapon["model"] for fact in _read(text) for weapon in fact.fields["weapons"]) == model


def test_losses_of_a_battle_are_no_attack() -> None:
    assert _read("The command said its forces had killed 39 enemy soldiers and destroyed two depots.") == []


@pytest.mark.parametrize(
    ("text", "attacker", "country"),
    [
        ("Six Shaheds were shot down overnight.", "Russia", "Ukraine"),
        ("Drone debris wounded a man in Voronezh.", "Ukraine", "Russia"),
        ("Six drones were downed over Sevastopol.", "Ukraine", "Ukraine"),
        ("Separatists say Ukraine shelled Donetsk, killing a man.", "Ukraine", "Ukraine"),
        ("Four men were hurt in the Sumy region of Ukraine because of Russian attacks.", "Russia", "Ukraine"),
        ("A man was killed in Russian convoy shelling near Nikopol.", "Russia", "Ukraine"),
        ("Kyiv explosions killed a man as missiles fell.", None, "Ukraine"),
        ("A missile targeted Ukrainian troops in Nikopol, killing two people.", None, "Ukraine"),
    ],
)
def test_whose_weapon_and_whose_ground(text: str, attacker: str | None, country: str) -> None:
    (fact,) = _read(text)

    assert (fact.fields["attacker"], fact.fields["country"]) == (attacker, country)


def test_launch_sites_are_not_struck() -> None:
    (fact,) = _read("Air defence destroyed six of nine drones. Yeysk and Kursk were the places of launch.")

    assert (fact.fields["places"], fact.fields["launch_places"]) == ([], ["Yeysk", "Kursk"])


def _read(text: str) -> list[Fact]:
    return [
        fact
        for story in tag(split(f" date 2031-05-07\n\n{text}"))
        for fact in find_attacks(story, [None] * len(story.sentences))
    ]


def _tallies(fact: Fact) -> list[Any]:
    return [
        (weapon["type"], weapon["launched"], weapon["intercepted"], weapon["lost_or_other"])
        for weapon in fact.fields["weapons"]
    ]


def test_a_gun_that_fires_is_the_weapon_and_one_that_is_hit_is_not() -> None:
    fired, hit = (
        _read("Russian howitzers fired on Nikopol, wounding a man."),
        _read("A blast hit a tank, wounding a man."),
    )

    assert [weapon["type"] for weapon in fired[0].fields["weapons"]] == ["artillery"]
    assert all(weapon["type"] != "artillery" for fact in hit for weapon in fact.fields["weapons"])


def test_a_word_between_a_capital_and_its_verb_of_speech_makes_it_no_place_struck() -> None:
    fact, *_ = _read("Kyiv, meanwhile, said Russia had launched 145 drones overnight.")

    assert fact.fields["places"] == []
