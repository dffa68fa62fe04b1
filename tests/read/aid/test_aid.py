"""Aid: who gives how much, for what, how far along; parts, totals, repetitions; and what is no aid at all."""

from __future__ import annotations

from typing import Any

import pytest

from flows.read.aid.assembly import find_aid
from flows.read.aid.words import aid_patterns, read_aid_words
from flows.read.facts import Fact, Speaker
from flows.read.split.digest import split
from flows.read.tag.tagging import TaggedSentence, tag, tag_sentence
from flows.read.text import DocumentDate, Segment, Sentence

DATE = "2031-05-08"  # a Thursday


def test_an_announcement_has_donor_kind_stage_and_day() -> None:
    (fact,) = _read("Norway announced on Tuesday a grant of NOK 40 million for hospitals in Ukraine.")

    assert fact.fields | {"in_kind": None} == {
        "donor": "Norway",
        "recipient": "Ukraine",
        "amount": 40_000_000,
        "currency": "NOK",
        "kind": "humanitarian",
        "status": "pledged",
        "in_kind": None,
        "is_component": False,
        "announced_date": "2031-05-06",
        "claimed_by": None,
        "conversion": None,
    }
    assert fact.modality == "asserted"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Denmark plans to give Ukraine 3 million euros in aid.", "proposed"),
        ("Denmark is expected to announce 3 million euros in aid for Ukraine.", "proposed"),
        ("The Danish parliament will vote on a 3 million euro aid package for Ukraine.", "proposed"),
        ("Ukraine asked Denmark for 3 million euros in aid.", "requested"),
        ("The Danish cabinet sent parliament a request for 3 million euros in aid for Ukraine.", "requested"),
        ("The Danish premier called on parliament to approve 3 million euros in aid for Ukraine.", "requested"),
        ("Denmark will provide 3 million euros in aid to Ukraine.", "pledged"),
        ("Denmark promises Ukraine 3 million euros in loans.", "pledged"),
        ("The Danish parliament passed a 3 million euro aid package for Ukraine.", "approved"),
        ("Denmark has allocated 3 million euros in aid for Ukraine.", "approved"),
        ("Denmark decided to lend Ukraine 3 million euros.", "approved"),
        ("Of the Danish aid 3 million euros has already been obligated.", "obligated"),
        ("Denmark has donated 3 million euros to Ukrainian hospitals.", "disbursed"),
        ("Ukraine has received 3 million euros in aid from Denmark.", "disbursed"),
        ("Denmark sent medical supplies worth 3 million euros to Ukraine.", "delivered"),
        ("Denmark has provided Ukraine with 3 million euros in aid since February.", "total_to_date"),
        ("The total Danish support for Ukraine stands at 3 million euros.", "total_to_date"),
        ("Danish aid to Ukraine now totals 3 million euros.", "total_to_date"),
    ],
)
def test_the_governing_verb_tells_the_stage(text: str, status: str) -> None:
    (fact,) = _read(text)

    assert (fact.fields["status"], fact.fields["donor"], fact.fields["amount"]) == (status, "Denmark", 3_000_000)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Italy will provide Ukraine with $6 million in aid.", "asserted"),
        ("Italy plans to provide Ukraine with $6 million in aid.", "planned"),
        ("Italy could provide Ukraine with $6 million in aid.", "hypothetical"),
        ("Italy will provide Ukraine with $6 million in aid, if parliament agrees.", "hypothetical"),
        ("Italy blocked a $6 million aid package for Ukraine.", "negated"),
        ("Ukraine asks Italy for $6 million in aid.", "requested"),
    ],
)
def test_plans_conditions_refusals_and_requests_are_told_apart(text: str, modality: str) -> None:
    (fact,) = _read(text)

    assert fact.modality == modality


@pytest.mark.parametrize(
    ("text", "donor"),
    [
        ("The Pentagon announced $7 million in security assistance for Ukraine.", "United States"),
        ("Kyiv received $7 million in aid from Japan.", "Japan"),
        ("A $7 million loan for Ukraine was approved by the World Bank.", "World Bank"),
        ("The EU's $7 million package for Ukraine was praised.", "EU"),
        ("Ukraine welcomed $7 million in German military aid.", "Germany"),
        ("Ottawa will lend Ukraine US$7 million.", "Canada"),
        ("Western partners pledged $7 million in aid for Ukraine.", "Western partners"),
        ("Acme Foundation donated $7 million to Ukrainian schools.", "Acme Foundation"),
        ("Ukraine received $7 million in aid.", None),
    ],
)
def test_the_donor_is_the_country_or_body_behind_the_words(text: str, donor: str | None) -> None:
    (fact,) = _read(text)

    assert fact.fields["donor"] == donor


def test_a_pronoun_takes_the_donor_of_the_sentence_before() -> None:
    facts = _read("Sweden stands by Ukraine. It will provide a further 9 million euros in military aid.")

    assert [(fact.fields["donor"], fact.fields["amount"]) for fact in facts] == [("Sweden", 9_000_000)]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Australia pledged $5 million in military aid to Ukraine.", "AUD"),
        ("Canada pledged $5 million in military aid to Ukraine.", "CAD"),
        ("Taiwan pledged $5 million in humanitarian aid to Ukraine.", "USD"),
        ("Denmark pledged 5 million crowns in military aid to Ukraine.", "DKK"),
        ("Sweden pledged 5 million crowns in military aid to Ukraine.", "SEK"),
    ],
)
def test_the_donor_decides_whose_dollars_or_crowns(text: str, currency: str) -> None:
    (fact,) = _read(text)

    assert fact.fields["currency"] == currency


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Spain gives Ukraine 8 million euros for ammunition.", "military"),
        ("Spain gives Ukraine 8 million euros for refugees.", "humanitarian"),
        ("Spain gives Ukraine an 8 million euro loan.", "financial"),
        ("Spain gives Ukraine 8 million euros in military and humanitarian aid.", "mixed"),
        ("Spain gives Ukraine 8 million euros in aid.", None),
    ],
)
def test_the_kind_is_told_by_the_words_around_the_amount(text: str, kind: str | None) -> None:
    (fact,) = _read(text)

    assert fact.fields["kind"] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine needs at least $9 billion to rebuild its bridges.",
        "The flood caused $9 million in damage.",
        "Losses of farmers are put at $9 billion.",
        "Police seized a villa worth $9 million from an oligarch.",
        "Switzerland has frozen $9 billion in assets of the central bank.",
        "Exports of steel fell to $9 billion.",
        "The mayor was fined $90,000 by the court.",
        "Oil rose to $90 a barrel.",
        "Russia has spent $9 billion on its fleet.",
        "Moldova will receive $9 million from France, a grant for Moldova.",
        "Germany pledged 9 million euros for Moldova.",
        "The minister earns $9,000 a month in aid work.",
        "A new stadium in Paris will be opened.",
    ],
)
def test_needs_damage_prices_assets_and_other_countries_are_no_aid(text: str) -> None:
    assert _read(text) == []


def test_parts_know_that_they_are_parts_and_give_their_whole_a_mixed_kind() -> None:
    facts = _read("France will lend Ukraine 9 billion euros, including 2 billion euros for weapons.")

    assert [(fact.fields["amount"], fact.fields["is_component"], fact.fields["kind"]) for fact in facts] == [
        (9_000_000_000, False, "mixed"),
        (2_000_000_000, True, "military"),
    ]


def test_a_part_out_of_a_total_keeps_its_own_stage() -> None:
    facts = _read(
        "The total amount of Dutch aid to Ukraine stands at $8.25 billion. "
        "Out of the $8.25 billion total, some $6.5 billion has been obligated by the ministry."
    )

    assert [(fact.fields["amount"], fact.fields["status"], fact.fields["is_component"]) for fact in facts] == [
        (8_250_000_000, "total_to_date", False),
        (6_500_000_000, "obligated", True),
    ]


def test_a_request_named_in_the_sentence_before_gives_the_stage() -> None:
    facts = _read("The Dutch cabinet filed a new request for aid to Ukraine. It envisages loans of 5 million euros.")

    assert [(fact.fields["amount"], fact.fields["status"]) for fact in facts] == [(5_000_000, "requested")]


def test_a_conversion_is_no_second_amount_but_kept_beside_the_first() -> None:
    (fact,) = _read("Poland has provided 7 million zlotys (about $1.7 million) in aid to Ukraine.")

    assert (fact.fields["amount"], fact.fields["currency"]) == (7_000_000, "PLN")
    assert fact.fields["conversion"] == {"amount": 1_700_000, "currency": "USD"}


def test_the_rounded_form_of_a_headline_gives_way_to_the_exact_one() -> None:
    facts = _read("Finland gives Ukraine over 100 million euros\n\nFinland gives Ukraine 104.5 million euros in aid.")

    assert [(fact.fields["amount"], _words(fact)) for fact in facts] == [(104_500_000, "104.5 million euros")]


def test_headline_and_text_that_tell_one_amount_are_one_record_with_the_stage_of_the_text() -> None:
    facts = _read("Japan donates $2 million to Ukraine\n\nJapan has donated $2 million to Ukrainian clinics, it said.")

    assert [(fact.fields["amount"], fact.fields["status"]) for fact in facts] == [(2_000_000, "disbursed")]


def test_equal_amounts_of_two_donors_stay_two() -> None:
    facts = _read("Latvia gave Ukraine $1 million in aid and Japan gave Ukraine $1 million in aid.")

    assert [fact.fields["donor"] for fact in facts] == ["Latvia", "Japan"]


def test_an_amount_without_its_currency_takes_the_one_just_named() -> None:
    facts = _read("Austria announced a package of 9 million euros for Ukraine, of which 2 million will go to schools.")

    assert [(fact.fields["amount"], fact.fields["currency"]) for fact in facts] == [
        (9_000_000, "EUR"),
        (2_000_000, "EUR"),
    ]


def test_a_vague_amount_has_a_floor_and_no_value() -> None:
    (fact,) = _read("The US will provide billions of dollars in military aid to Ukraine.")

    assert (fact.fields["amount"], fact.figures["amount"].low, fact.figures["amount"].high) == (None, 2 * 10**9, None)


def test_figures_and_spans_lead_back_to_the_words() -> None:
    text = "Norway will give Ukraine more than 6 million euros in aid."
    (fact,) = _read(text)
    figure = fact.figures["amount"]

    assert (figure.low, figure.qualifier, figure.text) == (6_000_000, "at least", "more than 6 million euros")
    assert _words(fact) == "6 million euros"
    assert fact.spans["donor"] == (fact.quote[0], fact.quote[0] + len("Norway"))


def test_the_speaker_of_the_sentence_is_who_says_so() -> None:
    speaker = Speaker("Jan Kowal", 0, 9)
    (fact,) = _read("Jan Kowal said Poland would give Ukraine $3 million in aid.", speakers=[speaker])

    assert fact.fields["claimed_by"] == "Jan Kowal"


def test_goods_are_counted_with_their_units_and_weapons() -> None:
    (fact,) = _read("Germany will send Ukraine 14 Leopard 2 tanks, 5,000 helmets and 20 tonnes of medicines.")

    assert [(item["item"], item["count"], item["unit"]) for item in fact.fields["in_kind"]] == [
        ("Leopard 2 tanks", 14, None),
        ("helmets", 5_000, None),
        ("medicines", 20, "tonnes"),
    ]
    assert fact.fields["in_kind"][0]["weapon_id"] is not None
    assert (fact.fields["amount"], fact.fields["status"], fact.fields["donor"]) == (None, "pledged", "Germany")


def test_goods_with_their_worth_are_one_record() -> None:
    (fact,) = _read("Estonia donated 12 generators worth 300,000 euros to Ukraine.")

    assert (fact.fields["amount"], fact.fields["in_kind"][0]["count"]) == (300_000, 12)
    assert fact.figures["in_kind.0.count"].text == "12"


def test_one_thing_given_counts_one() -> None:
    facts = _read("Lithuania will send Ukraine a field hospital within 3 days.")

    assert [(item["item"], item["count"]) for item in facts[0].fields["in_kind"]] == [("field hospital", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Russia launched 44 drones at Ukraine overnight.",
        "The army destroyed 12 tanks, including two Grad launchers.",
        "Iran means to supply Russia with 350 drones.",
        "Norway will send 300 soldiers to the exercise.",
        "The ministry said 12 countries would give aid to Ukraine.",
        "Ships carrying 60,000 tonnes of grain left for Turkey.",
    ],
)
def test_weapons_of_the_fighting_people_and_trade_are_no_goods_given(text: str) -> None:
    assert [fact for fact in _read(text) if fact.fields["in_kind"]] == []


@pytest.mark.parametrize("pattern", aid_patterns().all, ids=lambda pattern: pattern.pattern_id)
def test_every_pattern_fires_on_its_examples_and_nowhere_else(pattern: Any) -> None:
    entry = pattern.entry

    assert len(entry["examples"]) >= 1
    assert len(entry["not"]) >= 1
    assert all(pattern.pattern_id in _fired(text) for text in entry["examples"])
    assert not any(pattern.pattern_id in _fired(text) for text in entry["not"])


def _read(text: str, *, speakers: list[Speaker | None] | None = None) -> list[Fact]:
    document = split(f" date {DATE} {text}")
    facts: list[Fact] = []
    for story in tag(document):
        facts += find_aid(story, speakers or [None] * len(story.sentences))
    _TEXTS.update({(fact.start, fact.end, fact.quote): document.text for fact in facts})
    return facts


_TEXTS: dict[tuple[int, int, tuple[int, int]], str] = {}


def _words(fact: Fact) -> str:
    return _TEXTS[fact.start, fact.end, fact.quote][fact.start : fact.end]


def _fired(text: str) -> set[str]:
    sentence = Sentence(0, len(text), text)
    segment = Segment("lead", 0, len(text), (sentence,))
    tags = tuple(tag_sentence(sentence, DocumentDate(DATE)))
    return {match.pattern.pattern_id for match in read_aid_words(TaggedSentence(sentence, segment, tags)).matches}


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        (
            (
                "Norway announced 300 million kroner in arms for Ukraine. "
                "The list: 14 howitzers, two launchers and 900 shells."
            ),
            [("howitzers", 14), ("launchers", 2), ("shells", 900)],
        ),
        ("Norway will give Ukraine six of its tanks.", [("tanks", 6)]),
        (
            "Norway announced 300 million kroner in arms for Ukraine. Two tanks and nine guns were destroyed.",
            [],
        ),
        ("Norway announced 300 million kroner in arms for Ukraine. A poll asked 900 households about it.", []),
    ],
)
def test_a_list_behind_a_gift_is_what_it_consists_of(text: str, goods: list[tuple[str, int]]) -> None:
    found = [item for fact in _read(text) for item in fact.fields["in_kind"]]

    assert [(item["item"], item["count"]) for item in found] == goods
