"""Which claims tell of one event: the pairs of the int_*_pairs models, grouped by flows.grouping."""

import pandas as pd

from flows.grouping import Claim, Pair, group

COLUMNS = ["grouping", "claim_id", "group_id", "reason"]


def model(dbt, session):
    """One row per claim and grouping: the group that holds it, named by its earliest claim."""
    dbt.config(materialized="table")
    apart = apart_pairs(dbt.ref("corrections").df())
    attack_claims = dbt.ref("int_attack_claims").df()
    aid_claims = dbt.ref("int_aid_claims").df()
    diplomatic_claims = dbt.ref("int_diplomatic_claims").df()
    aid_pairs = dbt.ref("int_aid_pairs").df()
    rows = [
        *rows_of("event", attack_claims[~attack_claims.is_component], dbt.ref("int_attack_pairs").df(), apart),
        *rows_of("event", aid_claims, aid_pairs[aid_pairs.is_same_event | aid_pairs.is_apart], apart),
        *rows_of("event", diplomatic_claims, dbt.ref("int_diplomatic_pairs").df(), apart),
        *rows_of("measure", aid_claims, aid_pairs[aid_pairs.is_same_measure | aid_pairs.is_apart], apart),
    ]
    return pd.DataFrame(sorted(rows), columns=COLUMNS, dtype="str")


def apart_pairs(corrections):
    """The pairs that a person set apart."""
    chosen = corrections[corrections.kind == "apart"]
    return [Pair(row.target_id, row.new_value, is_apart=True) for row in chosen.itertuples()]


def rows_of(grouping, claims, pairs, apart):
    """The rows of one kind of claim under one grouping."""
    eligible = claims[claims.no_event_reason.isna()]
    days = [as_day(value) for value in eligible.published_date]
    columns = [pairs[name].tolist() for name in ("left_id", "right_id", "score", "reason", "is_apart")]
    found = group(
        map(Claim, eligible.claim_id.tolist(), days), [*(Pair(*row) for row in zip(*columns, strict=True)), *apart]
    )
    return [(grouping, member.claim_id, member.group_id, member.reason) for member in found]


def as_day(value):
    """A date as text, or None where there is none."""
    return None if pd.isna(value) else str(value)[:10]
