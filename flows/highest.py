"""Days whose figure is above that of every other day, and was not in the release before.

The rule. A metric is looked at where its record holds at least MIN_DAYS days that tell of it besides the highest one:
of fewer days every second one is the highest so far. The day with the highest sum is the one; days that hold events
which are dated by their month alone do not count, since they stand for a month. It is new where the release before had
no day as high, and where news says so: one of the day's attacks is new or revised in this release because of a
document, not because of a newer reader, a rule or a person.
"""

from __future__ import annotations

from flows import releases
from flows.errors import EnvironmentFault
from flows.releases import Release
from flows.settings import Settings
from flows.sql import connected, literal, rows

METRICS = ("drones_launched", "missiles_launched", "killed")
MIN_DAYS = 30

HIGHS = """
with days as (
    select metric_id, version, date_day, numerator
    from later.main.agg_metrics_daily
    where n_events > 0 and n_events_of_month = 0 and list_contains(?, metric_id)
),

highest as (
    select
        metric_id,
        version,
        arg_max(date_day, numerator) as date_day,
        max(numerator) as figure,
        max(numerator, 2)[2] as figure_before,
    from days
    group by all
    having count(*) > ? and figure > figure_before
)

select metrics.name, highest.date_day, highest.figure, highest.figure_before
from highest
inner join later.staging.metrics as metrics on highest.metric_id = metrics.metric_id
where
    highest.figure > coalesce(
        (
            select max(was.numerator)
            from older.main.agg_metrics_daily as was
            where
                was.metric_id = highest.metric_id
                and was.version = highest.version
                and was.n_events_of_month = 0
        ),
        highest.figure
    )
    and exists (
        select 1
        from read_parquet(?) as changed
        inner join later.main.fct_attacks as attacks on changed.event_id = attacks.attack_id
        where attacks.event_date = highest.date_day and contains(changed.because, 'news')
    )
order by metrics.metric_id
"""


def new_highs(settings: Settings, release: Release) -> list[str]:
    """One sentence for each metric whose highest day is new in a release; none where no earlier release is kept."""

    older = _before(settings, release)
    if older is None:
        return []
    with connected() as connection:
        connection.execute(f"attach {literal(release.database)} as later (read_only)")
        connection.execute(f"attach {literal(older.database)} as older (read_only)")
        found = rows(connection, HIGHS, list(METRICS), MIN_DAYS, str(release.folder / "changes.parquet"))
    return [
        f"{high['name']} on {high['date_day']}: {high['figure']:,.0f}, the highest of all days that were reported "
        f"(next: {high['figure_before']:,.0f})"
        for high in found
    ]


def _before(settings: Settings, release: Release) -> Release | None:
    """The newest release that was published before one and has metrics."""
    for folder in releases.published(settings):
        if folder.name < release.release_id:
            try:
                older = releases.opened(folder)
            except EnvironmentFault:
                continue  # a damaged one says nothing; the one before it does
            if "agg_metrics_daily" in older.about["rows"]:
                return older
    return None
