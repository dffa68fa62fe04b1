"""Who says what, side by side; and where the claims of an earlier release have gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from tests.build import scenes
from tests.build.scenes import id_of

Rows = Callable[..., list[tuple[Any, ...]]]


def test_rivals_stand_side_by_side_and_the_replaced_figure_is_no_last_word(rows: Rows) -> None:
    stated = """
        select claimed_by, field, value, role, is_last_word, published_date
        from fct_statements
        where event_id = (select event_id from fct_claims where claim_id = ?)
        order by field, claimed_by, value
    """
    day = date(2023, 10, 5)
    assert rows(stated, id_of(scenes.SUMY)) == [
        ("A", "injured", Decimal(1), "superseded", False, day),
        ("A", "injured", Decimal(4), "main", True, day),
        ("A", "killed", Decimal(3), "main", True, day),
        ("B", "killed", Decimal(5), "competing", True, day),
    ]


def test_claims_of_a_replaced_text_lead_to_those_of_the_text_that_replaced_it(rows: Rows) -> None:
    former = "select claim_id, event_id, because from fct_former_claims where former_claim_id = ?"
    for old, new in ((scenes.OLD_CLAIM, scenes.NEW_CLAIM), (scenes.OLD_AID, scenes.NEW_AID)):
        heir = id_of(new)
        (event_id,) = rows("select event_id from fct_claims where claim_id = ?", heir)[0]
        assert event_id is not None
        assert rows(former, id_of(old)) == [(heir, event_id, "the text that replaced its own says so")]
