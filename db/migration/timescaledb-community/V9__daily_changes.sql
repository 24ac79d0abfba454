drop view daily_changes;

-- Real-time aggregation answers for the days that are not materialized yet. A day in UTC, as date_trunc cuts it elsewhere.
create materialized view daily_changes with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 day', delivered_at) as day, repository_id, environment_id,
       count(*) as changes,
       sum(greatest(extract(epoch from delivered_at - started_at), 0)) as lead_seconds,
       count(*) filter (where delivered_at - started_at < interval '1 day') as within_day,
       count(*) filter (where delivered_at - started_at < interval '7 days') as within_week,
       count(*) filter (where delivered_at - started_at < interval '30 days') as within_month
from delivered_changes
group by time_bucket(interval '1 day', delivered_at), repository_id, environment_id
with no data;

-- Materializes a day when it is two days old, and catches whatever the service has not refreshed itself.
select add_continuous_aggregate_policy('daily_changes', start_offset => null, end_offset => interval '1 day',
                                       schedule_interval => interval '1 hour');

-- Spans of days whose changes may have been derived anew after they were materialized. The service refreshes them within seconds.
-- Appended to without a unique key, so that no two writers wait for each other.
create table pending_refreshes (
    id        bigint generated always as identity primary key,
    first_day timestamptz not null,
    last_day  timestamptz not null
);

-- Whoever rewrites delivered changes rewrites the deliveries that they belong to, and that is an ordinary table, whose triggers
-- see what a statement has changed. Today is never materialized, so it needs no refresh.
create function note_stale_days() returns trigger language plpgsql as $$
begin
    insert into pending_refreshes (first_day, last_day)
    select date_trunc('day', min(finished_at), 'UTC'), date_trunc('day', max(finished_at), 'UTC')
    from changed
    where finished_at < date_trunc('day', now(), 'UTC')
    having count(*) > 0;
    return null;
end
$$;

create trigger deliveries_inserted after insert on deliveries
    referencing new table as changed for each statement execute function note_stale_days();
create trigger deliveries_deleted after delete on deliveries
    referencing old table as changed for each statement execute function note_stale_days();

-- What was there before this migration.
insert into pending_refreshes (first_day, last_day)
select date_trunc('day', min(delivered_at), 'UTC'), date_trunc('day', max(delivered_at), 'UTC')
from delivered_changes
having count(*) > 0;
