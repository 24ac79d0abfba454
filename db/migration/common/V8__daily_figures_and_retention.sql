-- Changes delivered on each day in UTC, with sums that can be added up over days, repositories and environments. A plain view here;
-- where TimescaleDB offers continuous aggregates, V9 puts one in its place, with the same name, columns and rows.
create view daily_changes as
select date_trunc('day', delivered_at, 'UTC') as day, repository_id, environment_id,
       count(*) as changes,
       sum(greatest(extract(epoch from delivered_at - started_at), 0)) as lead_seconds,
       count(*) filter (where delivered_at - started_at < interval '1 day') as within_day,
       count(*) filter (where delivered_at - started_at < interval '7 days') as within_week,
       count(*) filter (where delivered_at - started_at < interval '30 days') as within_month
from delivered_changes
group by date_trunc('day', delivered_at, 'UTC'), repository_id, environment_id;

-- How long facts of each kind are kept; null leaves it to the installation.
alter table organizations
    add column commit_retention_seconds       bigint,
    add column pull_request_retention_seconds bigint,
    add column deployment_retention_seconds   bigint,
    add column incident_retention_seconds     bigint,
    add constraint organizations_retention_check
        check (least(commit_retention_seconds, pull_request_retention_seconds, deployment_retention_seconds,
                     incident_retention_seconds) > 0);

-- Deployments of the repository that finished before this time are not derived again: the facts they followed from may have been
-- deleted. What follows from them stays as it was derived last.
create table derivation_floors (
    repository_id uuid primary key references repositories (id) on delete cascade,
    floor         timestamptz not null
);

-- Which running process does a work that one process at a time should do, and until when it may. A row, not an advisory lock:
-- it outlives transactions, and needs no connection to hold it.
create table maintenance_leases (
    work       text primary key,
    holder     text        not null,
    held_until timestamptz not null
);
