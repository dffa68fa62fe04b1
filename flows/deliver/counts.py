"""Counts in words, as `sitrep run`, `status` and `releases` tell them."""

from __future__ import annotations

from collections.abc import Mapping

EVENTS = {"fct_attacks": "attacks", "fct_aid": "aid measures", "fct_diplomatic_events": "diplomatic events"}


def listed(counts: Mapping[str, int]) -> str:
    """Every count before its name.

    >>> listed({"loaded": 3, "known": 1}), listed({})
    ('3 loaded, 1 known', 'none')
    """
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"


def listed_events(rows: Mapping[str, int]) -> str:
    """How many events of each kind some marts hold, also where it is none.

    >>> listed_events({"fct_attacks": 2, "dim_date": 9})
    '2 attacks, 0 aid measures, 0 diplomatic events'
    """
    return listed({name: rows.get(mart, 0) for mart, name in EVENTS.items()})
