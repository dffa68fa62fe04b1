-- The metrics that the seed `metrics` defines in words: what each event adds to each of them, and no row where it tells
-- nothing of one. The marts sum it up, without the events that are held.
with weapons as (
    select
        counts_by_type.attack_id,
        sum(counts_by_type.launched) filter (where weapon_types.weapon_class = 'drone') as drones_launched,
        sum(counts_by_type.destroyed) filter (where weapon_types.weapon_class = 'drone') as drones_destroyed,
        sum(counts_by_type.launched) filter (where weapon_types.weapon_class = 'missile') as missiles_launched,
    from {{ ref('int_attack_weapon_types') }} as counts_by_type
    inner join {{ ref('weapon_types') }} as weapon_types on counts_by_type.weapon_type = weapon_types.weapon_type
    group by counts_by_type.attack_id
),

attacks as (
    select
        attacks.*,
        weapons.drones_launched,
        weapons.drones_destroyed,
        weapons.missiles_launched,
        if(attacks.interception_rate is not null, attacks.destroyed, null) as destroyed_of_launched,
    from {{ ref('int_attacks') }} as attacks
    left join weapons on attacks.attack_id = weapons.attack_id
),

-- What was only asked for or proposed is no commitment, and has no measure of Kiel's.
aid as (
    select *, from {{ ref('int_aid') }}
    where {{ may_be_added() }} and kiel_measure is not null
),

diplomatic_events as (
    select
        events.*,
        event_types.relation,
    from {{ ref('int_diplomatic_events') }} as events
    inner join {{ ref('plover_event_types') }} as event_types on events.plover_event_type = event_types.event_type
    where events.modality = 'asserted'
),

metric_values as (
    select
        attack_id as event_id,
        event_date,
        time_precision,
        null as dimension,
        unnest([
            struct_pack(metric_id := 'attacks', numerator := 1, denominator := null),
            struct_pack(metric_id := 'drones_destroyed', numerator := drones_destroyed, denominator := null),
            struct_pack(metric_id := 'drones_launched', numerator := drones_launched, denominator := null),
            struct_pack(
                metric_id := 'injured', numerator := coalesce(injured_best, injured_low), denominator := null
            ),
            struct_pack(
                metric_id := 'interception_rate', numerator := destroyed_of_launched, denominator := launched
            ),
            struct_pack(metric_id := 'killed', numerator := coalesce(killed_best, killed_low), denominator := null),
            struct_pack(metric_id := 'largest_launch', numerator := launched, denominator := null),
            struct_pack(metric_id := 'missiles_launched', numerator := missiles_launched, denominator := null),
        ]) as metric,
    from attacks
    union all
    select
        aid_id as event_id,
        announced_date as event_date,
        time_precision,
        aid_status as dimension,
        struct_pack(metric_id := 'aid_committed_usd', numerator := amount_usd, denominator := null) as metric,
    from aid
    union all
    select
        diplomatic_event_id as event_id,
        event_date,
        time_precision,
        null as dimension,
        unnest([
            struct_pack(
                metric_id := 'accusations', numerator := if(relation = 'accuses', 1, null), denominator := null
            ),
            struct_pack(
                metric_id := 'meetings_held', numerator := if(relation = 'meets', 1, null), denominator := null
            ),
        ]) as metric,
    from diplomatic_events
)

select
    metric_values.metric.metric_id,
    metric_values.event_id,
    metric_values.event_date,
    metric_values.time_precision,
    metric_values.dimension,
    cast(metric_values.metric.numerator as decimal(38, 2)) as numerator,
    cast(metric_values.metric.denominator as decimal(38, 2)) as denominator,
from metric_values
where metric_values.metric.numerator is not null
order by metric_values.metric.metric_id, metric_values.event_date, metric_values.event_id
