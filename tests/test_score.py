"""The guard against a reader that loses facts."""

from typing import Any

from tests.score import losses, scorecard


def _card(right: int) -> str:
    task = {"f1": 0.9, "precision": 0.9, "recall": 0.9, "hit": right, "missed": 4, "spurious": 3}
    aside = task | {"hit": 1}
    results: dict[tuple[str, str], dict[str, Any]] = {
        ("X", "dev"): {
            "tasks": {"figures": task, "diplomatic pairs": task},
            "fields": {"place": {"accuracy": 1, "of": 5}},
        },
        ("X", "aside"): {"tasks": {"figures": aside}, "fields": {}},
    }
    return scorecard(results, "abc")


def test_a_loss_of_more_than_two_facts_is_told_by_set_and_task() -> None:
    assert losses(_card(40), _card(40)) == []
    assert losses(_card(40), _card(38)) == []
    assert losses(_card(40), _card(45)) == []
    assert losses(_card(40), _card(37)) == [
        "X, figures: 40 facts right, 37 now",
        "X, diplomatic pairs: 40 facts right, 37 now",
    ]
    assert len(losses(_card(40), "# Scorecard")) == 2
