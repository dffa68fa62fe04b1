"""What changed from one release to a later one: events that are new, revised, merged, split or withdrawn, and why.

Events are followed by their claims: an event of the older release lives on where its claims are today. A claim that a
newer reader reads in other words is followed by its place in the text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.sql import connected, literal, rows

EVENT_KEYS = {"fct_attacks": "attack_id", "fct_aid": "aid_id", "fct_diplomatic_events": "diplomatic_event_id"}

# Both releases as tables of the same form; an empty one stands for the time before the first release.
SIDE = """
create temp table {side}_events as {events};
create temp table {side}_claims as
    select claims.claim_id, claims.event_id, claims.fact_type, claims.document_id, claims.quote_start, claims.quote_end,
        claims.no_event_reason, claims.reader_version, concat_ws('|', claims.quote, claims.fact) as content,
        coalesce(documents.is_current, false) as is_current
    from {name}.main.fct_claims as claims
    left join {name}.main.dim_document as documents on claims.document_id = documents.document_id;
create temp table {side}_corrections as
    select target_id, new_value, concat_ws('|', kind, column_name, expected_value, new_value) as content
    from {name}.staging.corrections;
"""
EVENTS = "select '{mart}' as mart, {key} as event_id, to_json(event) as facts from {name}.main.{mart} as event"

# Where each older claim is today: under its id, else in the claim of its kind that overlaps most with its words.
HEIRS = """
create temp table heirs as
    select was.claim_id as was_id, now.claim_id as now_id, now.event_id as now_event
    from was_claims as was
    inner join now_claims as now on was.document_id = now.document_id and was.fact_type = now.fact_type
        and (was.claim_id = now.claim_id
            or (was.quote_start < now.quote_end and now.quote_start < was.quote_end))
    qualify row_number() over (
        partition by was.claim_id
        order by was.claim_id = now.claim_id desc,
            least(was.quote_end, now.quote_end) - greatest(was.quote_start, now.quote_start) desc, now.claim_id
    ) = 1;
create temp table moves as
    select distinct was.event_id as was_event, heirs.now_event
    from was_claims as was
    inner join heirs on was.claim_id = heirs.was_id
    where was.event_id is not null and heirs.now_event is not null;
create temp table continued as
    select now_event, was_event from moves
    qualify row_number() over (partition by now_event order by now_event = was_event desc, was_event) = 1
        and row_number() over (partition by was_event order by now_event = was_event desc, now_event) = 1;
"""

# Why: a document that only one of the releases holds, a claim that is read in another way, a person's decision; what
# none of them explains comes from the rules (code, vocabulary, models, rates).
CAUSES = """
create temp table causes as
    with concerned as (
        select event_id as id, 'was' as side, claim_id, document_id, content, is_current
        from was_claims where event_id is not null
        union all
        select event_id, 'now', claim_id, document_id, content, is_current from now_claims where event_id is not null
    ),
    documents as (
        select document_id,
            bool_or(side = 'was' and is_current) and bool_or(side = 'now' and is_current) as is_in_both
        from (
            select 'was' as side, document_id, is_current from was_claims
            union all
            select 'now', document_id, is_current from now_claims
        )
        group by document_id
    ),
    decisions as (
        (select * from was_corrections except select * from now_corrections)
        union
        (select * from now_corrections except select * from was_corrections)
    ),
    readings as (
        select claim_id, content from was_claims
        intersect
        select claim_id, content from now_claims
    )
    select concerned.id,
        bool_or(not documents.is_in_both) as is_news,
        bool_or(documents.is_in_both and readings.claim_id is null) as is_reader,
        bool_or(concerned.claim_id in (select target_id from decisions union select new_value from decisions))
            as is_decided
    from concerned
    inner join documents on concerned.document_id = documents.document_id
    left join readings on concerned.claim_id = readings.claim_id
    group by concerned.id;
"""
CHANGES = """
create temp table changed as
    select now.mart, now.event_id, 'new' as change, null as other_event_id, null as column_name, null as old_value,
        null as new_value, null as reason
    from now_events as now where now.event_id not in (select now_event from moves)
    union all
    select was.mart, was.event_id, 'withdrawn', null, null, null, null,
        coalesce(claims.no_event_reason, 'its claims are in no served event')
    from was_events as was
    left join heirs on was.event_id = heirs.was_id
    left join now_claims as claims on heirs.now_id = claims.claim_id
    where was.event_id not in (select was_event from moves)
    union all
    select now.mart, now.event_id, 'merged', moves.was_event, null, null, null, null
    from moves inner join now_events as now on moves.now_event = now.event_id
    where moves.was_event not in (select was_event from continued)
    union all
    select now.mart, now.event_id, 'split', moves.was_event, null, null, null, null
    from moves inner join now_events as now on moves.now_event = now.event_id
    where moves.now_event not in (select now_event from continued)
    union all
    select mart, event_id, 'revised', nullif(was_event, event_id), column_name, old_value, new_value, null
    from (
        select now.mart, now.event_id, continued.was_event, unnest(json_keys(now.facts)) as column_name,
            was.facts ->> column_name as old_value, now.facts ->> column_name as new_value,
            json_exists(was.facts, column_name) as is_comparable
        from continued
        inner join now_events as now on continued.now_event = now.event_id
        inner join was_events as was on continued.was_event = was.event_id
    )
    where is_comparable and old_value is distinct from new_value;
"""
LISTED = """
select changed.mart, changed.event_id, changed.change, changed.other_event_id, changed.column_name, changed.old_value,
    changed.new_value,
    coalesce(nullif(concat_ws(
        ' and ',
        if(coalesce(now.is_news, false) or coalesce(was.is_news, false), 'news', null),
        if(coalesce(now.is_reader, false) or coalesce(was.is_reader, false), 'reader', null),
        if(coalesce(now.is_decided, false) or coalesce(was.is_decided, false), 'correction', null)
    ), ''), 'rules') as because,
    changed.reason,
from changed
left join causes as now on changed.event_id = now.id
left join causes as was on changed.other_event_id = was.id
order by all
"""


def between(connection: Any, was: str | None, now: str) -> str:
    """Compare two attached releases; comes back with the query that lists the changes.

    Args:
        was: the catalog of the older release, or None for the time before the first.
        now: that of the later one.
    """
    for side, name in (("was", was or now), ("now", now)):
        connection.execute(SIDE.format(side=side, name=name, events=_events(name)))
    if was is None:
        connection.execute("delete from was_events; delete from was_claims; delete from was_corrections")
    connection.execute(HEIRS + CAUSES + CHANGES)
    return LISTED


def since(was: Path, now: Path) -> list[dict[str, Any]]:
    """The changes from one release's database to another's."""

    with connected() as connection:
        for name, path in (("older", was), ("later", now)):
            connection.execute(f"attach {literal(path.resolve())} as {name} (read_only)")
        return rows(connection, between(connection, "older", "later"))


def _events(name: str) -> str:
    return " union all ".join(EVENTS.format(mart=mart, key=key, name=name) for mart, key in EVENT_KEYS.items())
