"""Which claims tell of one event: the pairs of the int_*_pairs models, grouped by flows.grouping.

A person's corrections (merge, split, reject_claim) are heard where the claim is still in the event that they expect.
"""

import pandas as pd

from flows.grouping import Claim, Pair, group

COLUMNS = ["grouping", "claim_id", "group_id", "reason", "score", "told_group_id"]
BY_HAND = 100  # the score of what a person merged: above any that the rules give


def model(dbt, session):
    """One row per claim and grouping: the group that holds it, named by its earliest claim, and that without any
    correction; under the grouping "rejected" the claims that a person took out."""
    dbt.config(materialized="table")
    aid_pairs = dbt.ref("int_aid_pairs").df()
    attack_claims, aid_claims = dbt.ref("int_attack_claims").df(), dbt.ref("int_aid_claims").df()
    events = [
        (attack_claims[~attack_claims.is_component], dbt.ref("int_attack_pairs").df()),
        (aid_claims, aid_pairs[aid_pairs.is_same_event | aid_pairs.is_apart]),
        (dbt.ref("int_diplomatic_claims").df(), dbt.ref("int_diplomatic_pairs").df()),
    ]
    measures = [(aid_claims, aid_pairs[aid_pairs.is_same_measure | aid_pairs.is_apart])]
    told_members = [member for claims, pairs in events for member in groups_of(claims, pairs)]
    told = {member.claim_id: member for member in told_members}
    wholes = dbt.ref("int_component_wholes").df()
    told |= {
        part: told[whole] for part, whole in zip(wholes.claim_id, wholes.whole_claim_id, strict=True) if whole in told
    }
    heard = heard_corrections(dbt.ref("corrections").df(), told)
    rejected = set(heard[heard.kind == "reject_claim"].target_id)
    decided = list(decided_pairs(heard[heard.kind.isin(["merge", "split"])]))
    # Without a correction the events are as they were told: grouping is the dearest step of a large build.
    members = told_members if heard.empty else regrouped(events, decided, rejected)
    rows = [
        *rows_of("event", members, told),
        *rows_of("measure", regrouped(measures, decided, rejected), told),
        *(("rejected", claim, None, None, None, told[claim].group_id) for claim in rejected),
    ]
    frame = pd.DataFrame(sorted(rows), columns=COLUMNS, dtype="str")
    return frame.astype({"score": "float64"})


def heard_corrections(corrections, told):
    """The corrections of claims that are still grouped as the person saw them."""
    found = [told[claim].group_id if claim in told else None for claim in corrections.target_id]
    is_seen = (pd.Series(found, index=corrections.index, dtype="str") == corrections.expected_value).fillna(False)
    return corrections[is_seen & corrections.kind.isin(["merge", "split", "reject_claim"])]


def decided_pairs(corrections):
    """The pairs of claims that a person made one event, or two."""
    for row in corrections.itertuples():
        is_apart = row.kind == "split"
        reason = f"a correction by {row.author}: {row.reason}"
        yield Pair(row.target_id, row.new_value, BY_HAND, reason, is_apart=is_apart, is_decided=True)


def rows_of(grouping, members, told):
    """The rows of one grouping."""
    return [
        (grouping, member.claim_id, member.group_id, member.reason, member.score, told[member.claim_id].group_id)
        for member in members
    ]


def regrouped(kinds, decided, rejected):
    """The claims of several kinds, grouped as people decided and without what they rejected."""
    return [
        member
        for claims, pairs in kinds
        for member in groups_of(claims[~claims.claim_id.isin(rejected)], pairs, decided)
    ]


def groups_of(claims, pairs, decided=()):
    """The claims of one kind that can be events, grouped."""
    eligible = claims[claims.no_event_reason.isna()]
    days = [as_day(value) for value in eligible.published_date]
    known = [Claim(*row) for row in zip(eligible.claim_id.tolist(), days, strict=True)]
    links = [*as_pairs(pairs[~pairs.is_apart]), *decided]
    # What no chain of links could bring together needs nothing to keep it apart: in a large record that is nearly all.
    reach = {member.claim_id: member.group_id for member in group(known, links)}
    apart = pairs[pairs.is_apart & (pairs.left_id.map(reach) == pairs.right_id.map(reach))]
    return group(known, [*links, *as_pairs(apart)])


def as_pairs(pairs):
    """The rows of a model of pairs as what flows.grouping compares."""
    columns = [pairs[name].tolist() for name in ("left_id", "right_id", "score", "reason", "is_apart")]
    return [Pair(*row) for row in zip(*columns, strict=True)]


def as_day(value):
    """A date as text, or None where there is none."""
    return None if pd.isna(value) else str(value)[:10]
