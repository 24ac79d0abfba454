-- Figures for each day in UTC that can be added up: over days, repositories, environments. For dashboards that look at years; the
-- API answers from the rows themselves. Medians and percentiles cannot be added up and are not here (docs/decisions).
drop view if exists daily_delivery;
drop view if exists daily_deployments;
drop view if exists daily_commits;

-- Attempts to deploy, by the day on which they ended; members of a group count one by one.
create view daily_deployments as
select date_trunc('day', d.finished_at, 'UTC') as day, d.repository_id, d.environment_id,
       count(*) filter (where d.status = 'success') as deployments,
       count(*) filter (where d.status <> 'success') as failed_attempts,
       count(*) filter (where v.kind in ('hotfix', 'rollback')) as rework_deployments
from deployments d
left join deliveries v on v.repository_id = d.repository_id and v.external_id = d.external_id
where d.finished_at is not null
group by date_trunc('day', d.finished_at, 'UTC'), d.repository_id, d.environment_id;

-- Commits without merges, by the day on which they were committed.
create view daily_commits as
select date_trunc('day', c.committed_at, 'UTC') as day, r.organization_id, c.repository_id,
       count(*) as commits,
       coalesce(sum(c.lines_added), 0) as lines_added,
       coalesce(sum(c.lines_deleted), 0) as lines_deleted
from commits c
join repositories r on r.id = c.repository_id
where not c.merge
group by date_trunc('day', c.committed_at, 'UTC'), r.organization_id, c.repository_id;

-- Deployments and what they delivered, with names. Added up instead of joined, so that conditions on day, repository_id and
-- environment_id reach the indexes.
create view daily_delivery as
select day, r.organization_id, repository_id, r.name as repository, environment_id, e.name as environment, e.production,
       deployments, failed_attempts, rework_deployments, changes, lead_seconds, changes_within_day, changes_within_week,
       changes_within_month
from (select day, repository_id, environment_id,
             sum(deployments) as deployments, sum(failed_attempts) as failed_attempts,
             sum(rework_deployments) as rework_deployments, sum(changes) as changes, sum(lead_seconds) as lead_seconds,
             sum(within_day) as changes_within_day, sum(within_week) as changes_within_week,
             sum(within_month) as changes_within_month
      from (select day, repository_id, environment_id, deployments, failed_attempts, rework_deployments,
                   0 as changes, 0 as lead_seconds, 0 as within_day, 0 as within_week, 0 as within_month
            from daily_deployments
          union all
            select day, repository_id, environment_id, 0, 0, 0, changes, lead_seconds, within_day, within_week, within_month
            from daily_changes) figure
      group by day, repository_id, environment_id) figure
join repositories r on r.id = repository_id
join environments e on e.id = environment_id;

-- A view that is made anew is nobody's again (see R__privileges).
do $$
begin
    if exists (select from pg_roles where rolname = 'sei_readonly') then
        grant select on daily_delivery, daily_deployments, daily_commits to sei_readonly;
    end if;
end
$$;
