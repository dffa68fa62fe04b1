"""Marked pairs: the act that joins the two actors, also by rows too weak to fire alone."""

from __future__ import annotations

import pytest

from flows.read.diplomacy.pairs import code_pair


@pytest.mark.parametrize(
    ("sentence", "source", "target", "event_type"),
    [
        ("Norway condemned Chile and praised Peru.", "Norway", "Chile", "ACCUSE"),
        ("Norway condemned Chile and praised Peru.", "Norway", "Peru", "SUPPORT"),
        ("Norwegian police arrested three workers of the harbour.", "Norwegian police", "three workers", "COERCE"),
        ("Chile was criticized by Norway over the ships.", "Norway", "Chile", "ACCUSE"),
        ("Norway has armed the rebels of the south.", "Norway", "rebels", "AID"),
        ("Kenyan gunmen shot dead nine villagers near Chile's border.", "Kenyan gunmen", "nine villagers", "ASSAULT"),
        ("Norway will meet with Chile next week.", "Norway", "Chile", "AGREE"),
        ("Norway said that Chile was behind the raid.", "Norway", "Chile", "ACCUSE"),
        ("Norway set up, as so often, roadblocks against Chile.", "Norway", "Chile", "PROTEST"),
        ("Norway did not send aid to Chile.", "Norway", "Chile", "REJECT"),
        ("Norway offered to mediate between Chile and Peru.", "Norway", "Chile", "AGREE"),
        ("Norway is prepared to meet with Chile.", "Norway", "Chile", "AGREE"),
        ("Norway voted down Chile's plan.", "Norway", "Chile", "REJECT"),
        ("Norway pushed back against Chile's claim.", "Norway", "Chile", "REJECT"),
        ("Norwegian students converged on Chile's embassy.", "Norwegian students", "Chile", "PROTEST"),
        ("Norwegian students staged a sit-in outside Chile's embassy.", "Norwegian students", "Chile", "PROTEST"),
    ],
)
def test_a_marked_pair_gets_its_act(sentence: str, source: str, target: str, event_type: str) -> None:
    code = code_pair(sentence, source, target)
    assert code is not None
    assert code.event_type == event_type


def test_a_pair_without_an_act_gets_no_code() -> None:
    assert code_pair("The clock of the harbour is old.", "clock", "harbour") is None
