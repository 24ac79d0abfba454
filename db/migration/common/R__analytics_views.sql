-- The deployment that an incident is laid to where its sender named none: the latest successful production deployment that
-- finished before the incident opened, no more than the organization's window earlier (metrics.md, "Incident linking").
-- Each of the three branches walks one index backwards from opened_at and stops at the first row; at most one has rows.
drop view if exists incident_links_by_rule;
create view incident_links_by_rule as
select i.organization_id, i.external_id as incident_external_id, i.opened_at, i.resolved_at,
       latest.repository_id, latest.external_id as deployment_external_id
from incidents i
join organizations o on o.id = i.organization_id
cross join lateral (
    (select v.repository_id, v.external_id
     from deliveries v
     join environments e on e.id = v.environment_id and e.production
     where i.repository_id is not null and v.repository_id = i.repository_id
       and v.finished_at <= i.opened_at
       and v.finished_at >= coalesce(i.opened_at - make_interval(secs => o.incident_window_seconds), '-infinity')
     order by v.finished_at desc, v.external_id desc
     limit 1)
  union all
    (select v.repository_id, v.external_id
     from team_repositories t
     cross join lateral (
         select d.repository_id, d.external_id, d.finished_at
         from deliveries d
         join environments e on e.id = d.environment_id and e.production
         where d.repository_id = t.repository_id
           and d.finished_at <= i.opened_at
           and d.finished_at >= coalesce(i.opened_at - make_interval(secs => o.incident_window_seconds), '-infinity')
         order by d.finished_at desc, d.external_id desc
         limit 1) v
     where i.repository_id is null and t.team_id = i.team_id
     order by v.finished_at desc, v.external_id desc, v.repository_id desc
     limit 1)
  union all
    (select v.repository_id, v.external_id
     from deliveries v
     join environments e on e.id = v.environment_id and e.production
     where i.repository_id is null and i.team_id is null and v.organization_id = i.organization_id
       and v.finished_at <= i.opened_at
       and v.finished_at >= coalesce(i.opened_at - make_interval(secs => o.incident_window_seconds), '-infinity')
     order by v.finished_at desc, v.external_id desc, v.repository_id desc
     limit 1)
) latest
where i.cause is distinct from 'external'
  and not exists (select from incident_causes c
                  where c.organization_id = i.organization_id and c.incident_external_id = i.external_id);

-- What is kept of it (V58) is found again, in case the view has changed.
do $$
begin
    perform link_incidents_of_organization(id) from organizations;
    perform judge_deployments(organization_id, repository_id, array_agg(external_id))
    from (select organization_id, repository_id, external_id from deliveries
        union
          select organization_id, repository_id, deployment_external_id from incident_causes) deployment
    group by organization_id, repository_id;
end
$$;

-- Whom an identity in an event stands for, and whether that is a program: said of the developer, or of one of their identities by
-- its provider, or shown by a login.
-- Looked up by identity_id; it reads no more than that identity, its developer and the developer's other identities.
drop view if exists people;
create view people as
select i.id as identity_id, i.developer_id,
       d.bot or exists (select from identities other
                        where other.developer_id = i.developer_id
                          and (other.matches_bot or other.bot_by_provider)) as bot
from identities i
join developers d on d.id = i.developer_id;
