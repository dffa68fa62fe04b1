"""Classes of sentences that a sample of real texts showed wrong: threats inside words, gifts that are none, partners
and addressees whom the parse loses, plans and places; every sentence is made up."""

from __future__ import annotations

import pytest

from tests.read.diplomacy.test_diplomacy import brief, facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile warns Norway of consequences over the ban, state media says", ("THREATEN", "Chile", "Norway")),
        ("Sikorski warns Lavrov of “heavy costs” if Chile blocks the strait", ("THREATEN", "Sikorski", "Lavrov")),
        ("Chile will respond if Norway shuts the port, the minister said.", ("THREATEN", "minister", None)),
        ("Kari Berg said that Chile is a threat to Peru.", ("ACCUSE", "Kari Berg", "Chile")),
        ("Kenya says Chile declared war on Peru.", ("ACCUSE", "Kenya", "Chile")),
        ("Norway accuses Chile's army of deliberate theft.", ("ACCUSE", "Norway", "Chile's army")),
        ("Norway's embassy warns Norwegians against trips to Chile", ("REQUEST", "Norway's embassy", "Norwegians")),
        ("Estonia summons Chilean ambassador over border violation", ("ACCUSE", "Estonia", "Chile")),
        ("Kenya was promised tanks by Norway.", ("AID", "Norway", "Kenya")),
        ("60 prisoners exchanged between Norway and Chile", ("COOPERATE", "Norway", "Chile")),
        ("Call is under way between Norway and Chile", ("CONSULT", "Norway", "Chile")),
        ("Norway and Chile spoke about the harvest", ("CONSULT", "Norway", "Chile")),
        (
            "Foreign Minister of Latvia Edgars Rinkevics and UN Secretary-General António Guterres discussed salt.",
            ("CONSULT", "Edgars Rinkevics", "António Guterres"),
        ),
        ("Norway's minister arrived in Lima for talks with Rosa Diaz.", ("CONSULT", "Norway's minister", "Rosa Diaz")),
        ("Chile will not agree to Norway's ban on salt, spokesperson says", ("REJECT", "Chile", "Norway")),
        ("Kenya at UN: Chilean gunmen abduct teachers in the north", ("ACCUSE", "Kenya", "Chilean gunmen")),
        ("Norway and Chile discuss sanctions against Peru", ("CONSULT", "Norway", "Chile")),
        ("A delegation from the European Parliament visited Norway.", ("CONSULT", "European Parliament", "Norway")),
    ],
)
def test_who_does_what_to_whom(text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in brief(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Russia spends $1 million to rebuild its barracks in Ukraine", "AID"),
        ("Ukraine has sent military aid to its garrison", "AID"),
        ("Ukraine rebuffed a Russian offensive near the river", "REJECT"),
        ("In the bay, Chilean boats dropped nets but also fired on Kenya", "CONSULT"),
        ("Norway called the bridge a new insult on Chile", "REQUEST"),
        ("Ten ships have left Chile under a UN-brokered deal", "AGREE"),
        ("Norwegian lawmakers told that ten boats were lost in Chile", "STATEMENT"),
        ("Germany receives 80,000 Ukrainian refugees", "CONSULT"),
    ],
)
def test_what_is_no_such_act(text: str, unwanted: str) -> None:
    assert unwanted not in [event_type for event_type, _, _ in brief(text)]


def test_a_bare_day_dates_a_plan_forward_and_a_deed_back() -> None:
    plan = facts(" date 2031-05-07 Norway's president will meet Chile's president on Friday\n")[0]
    deed = facts(" date 2031-05-07 Norway's president met Chile's president on Friday\n")[0]
    told = facts(" date 2031-05-07 Norway's president said on Tuesday Chile would send boats\n")[0]
    assert [fact.fields["event_date"] for fact in (plan, deed, told)] == ["2031-05-09", "2031-05-02", "2031-05-06"]


def test_the_day_after_which_something_began_is_not_its_day() -> None:
    (words,) = facts(" date 2031-05-07 Chile has not left the ports that it took after May 1 – Norway's minister\n")
    assert words.fields["event_date"] is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norway and Kenya sign gas deal in Washington", "Washington"),
        ("Residents of Mykolaiv lack water, the mayor said.", "Mykolaiv"),
        ("Norway's minister said in Warsaw that Mykolaiv lacks water.", "Warsaw"),
        ("Moscow and Minsk lack grain, a Norwegian official said.", None),
    ],
)
def test_words_are_placed_where_they_are_said_or_else_where_they_are_about(text: str, place: str | None) -> None:
    assert facts(text)[0].fields["place"] == place
