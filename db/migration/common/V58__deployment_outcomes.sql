-- What an incident is laid to by rule, and what became of a deployment: both follow from facts, and are kept so that no question
-- has to find them (docs/decisions/0038-keep-what-became-of-deployments.md).

-- The rows of the view incident_links_by_rule.
create table incident_links (
    organization_id        uuid not null,
    incident_external_id   text collate "C" not null,
    repository_id          uuid not null references repositories (id) on delete cascade,
    deployment_external_id text collate "C" not null,
    constraint incident_links_pkey primary key (organization_id, incident_external_id),
    constraint incident_links_incident_fkey foreign key (organization_id, incident_external_id)
        references incidents (organization_id, external_id) on delete cascade on update cascade
);
create index incident_links_deployment_idx on incident_links (repository_id, deployment_external_id);

-- Of successful deployments that have an incident, or were remediated. No columns of deliveries: those are written long before the
-- end of a transaction, and these by transactions of other repositories.
create table deployment_outcomes (
    repository_id         uuid    not null references repositories (id) on delete cascade,
    external_id           text collate "C" not null,
    incident_count        integer not null,
    -- When the last of them was resolved; null while one is not.
    incidents_resolved_at timestamptz,
    remediated_at         timestamptz,
    constraint deployment_outcomes_pkey primary key (repository_id, external_id)
);

create function link_incidents(of_organization uuid, ids text[]) returns void language plpgsql as $$
begin
    delete from incident_links l
    where l.organization_id = of_organization and l.incident_external_id = any(ids)
      and (select count(*)
           from incident_links_by_rule r
           where r.organization_id = l.organization_id and r.incident_external_id = l.incident_external_id) = 0;
    insert into incident_links as known (organization_id, incident_external_id, repository_id, deployment_external_id)
    select of_organization, asked.id, rule.repository_id, rule.deployment_external_id
    from (select distinct unnest(ids) as id) asked
    cross join lateral (select repository_id, deployment_external_id
                        from incident_links_by_rule r
                        where r.organization_id = of_organization and r.incident_external_id = asked.id
                        offset 0) rule
    on conflict (organization_id, incident_external_id) do update
    set repository_id = excluded.repository_id, deployment_external_id = excluded.deployment_external_id
    where (known.repository_id, known.deployment_external_id)
          is distinct from (excluded.repository_id, excluded.deployment_external_id);
end
$$;

create function judge_deployments(of_repository uuid, ids text[]) returns void language plpgsql as $$
declare
    outcome record;
begin
    for outcome in
        select asked.id, v.external_id is null as gone, incident.number, incident.resolved_at,
               (select min(later.finished_at)
                from deliveries later
                where later.repository_id = v.repository_id and later.environment_id = v.environment_id
                  and later.remediates = v.external_id
                  and (later.finished_at, later.external_id) > (v.finished_at, v.external_id)) as remediated_at
        from (select distinct unnest(ids) as id) asked
        left join deliveries v on v.repository_id = of_repository and v.external_id = asked.id
        cross join lateral (
            select cast(count(*) as integer) as number,
                   case when count(*) = count(i.resolved_at) then max(i.resolved_at) end as resolved_at
            from (select c.organization_id, c.incident_external_id
                  from incident_causes c
                  where c.repository_id = of_repository and c.deployment_external_id = asked.id
                union all
                  select l.organization_id, l.incident_external_id
                  from incident_links l
                  where l.repository_id = of_repository and l.deployment_external_id = asked.id) link
            join incidents i on i.organization_id = link.organization_id and i.external_id = link.incident_external_id
            where i.cause is distinct from 'external') incident
    loop
        if outcome.gone or outcome.number = 0 and outcome.remediated_at is null then
            delete from deployment_outcomes where repository_id = of_repository and external_id = outcome.id;
        else
            insert into deployment_outcomes as known
                   (repository_id, external_id, incident_count, incidents_resolved_at, remediated_at)
            values (of_repository, outcome.id, outcome.number, outcome.resolved_at, outcome.remediated_at)
            on conflict (repository_id, external_id) do update
            set incident_count = excluded.incident_count, incidents_resolved_at = excluded.incidents_resolved_at,
                remediated_at = excluded.remediated_at
            where (known.incident_count, known.incidents_resolved_at, known.remediated_at)
                  is distinct from
                  (excluded.incident_count, excluded.incidents_resolved_at, excluded.remediated_at);
        end if;
    end loop;
end
$$;

-- Whoever changes what figures depend on raises the organization's version last and then waits for nobody else of the organization:
-- at the commit, each of these sees all that was committed by those before it.

create function link_changed_incident() returns trigger language plpgsql as $$
begin
    perform link_incidents(new.organization_id, array[new.external_id]);
    if tg_op = 'UPDATE' then
        perform judge_deployments(link.repository_id, array_agg(link.deployment_external_id))
        from (select repository_id, deployment_external_id
              from incident_causes
              where organization_id = new.organization_id and incident_external_id = new.external_id
            union
              select repository_id, deployment_external_id
              from incident_links
              where organization_id = new.organization_id and incident_external_id = new.external_id) link
        group by link.repository_id;
    end if;
    return null;
end
$$;
create constraint trigger incidents_opened after insert on incidents
    deferrable initially deferred for each row execute function link_changed_incident();
create constraint trigger incidents_changed after update on incidents
    deferrable initially deferred for each row
    when ((old.external_id, old.repository_id, old.team_id, old.opened_at, old.resolved_at, old.cause)
          is distinct from (new.external_id, new.repository_id, new.team_id, new.opened_at, new.resolved_at, new.cause))
    execute function link_changed_incident();

create function judge_stated_cause() returns trigger language plpgsql as $$
declare
    cause incident_causes := coalesce(new, old);
begin
    perform link_incidents(cause.organization_id, array[cause.incident_external_id]);
    perform judge_deployments(cause.repository_id, array[cause.deployment_external_id]);
    return null;
end
$$;
create constraint trigger incident_causes_changed after insert or delete on incident_causes
    deferrable initially deferred for each row execute function judge_stated_cause();
create constraint trigger incident_causes_renamed after update on incident_causes
    deferrable initially deferred for each row when (old is distinct from new) execute function judge_stated_cause();

create function judge_linked_deployment() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform judge_deployments(old.repository_id, array[old.deployment_external_id]);
    end if;
    if tg_op <> 'DELETE' then
        perform judge_deployments(new.repository_id, array[new.deployment_external_id]);
    end if;
    return null;
end
$$;
create constraint trigger incident_links_changed after insert or delete on incident_links
    deferrable initially deferred for each row execute function judge_linked_deployment();
create constraint trigger incident_links_moved after update on incident_links
    deferrable initially deferred for each row when (old is distinct from new) execute function judge_linked_deployment();

create function link_changed_delivery() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform link_incidents(old.organization_id, array_agg(incident_external_id))
        from incident_links
        where repository_id = old.repository_id and deployment_external_id = old.external_id
        having count(*) > 0;
        perform judge_deployments(old.repository_id, array_remove(array[old.external_id, old.remediates], null));
    end if;
    if tg_op <> 'DELETE' then
        perform link_incidents(new.organization_id, array_agg(opened.external_id))
        from organizations o
        cross join lateral (
            select i.external_id
            from incidents i
            where i.repository_id = new.repository_id and i.opened_at >= new.finished_at
              and i.opened_at <= coalesce(new.finished_at + make_interval(secs => o.incident_window_seconds), 'infinity')
          union all
            select i.external_id
            from incidents i
            where i.organization_id = new.organization_id and i.repository_id is null and i.opened_at >= new.finished_at
              and i.opened_at <= coalesce(new.finished_at + make_interval(secs => o.incident_window_seconds), 'infinity')
              and (i.team_id is null
                   or exists (select from team_repositories t
                              where t.team_id = i.team_id and t.repository_id = new.repository_id))) opened
        where o.id = new.organization_id
        having count(*) > 0;
        perform judge_deployments(new.repository_id, array_remove(array[new.external_id, new.remediates], null));
    end if;
    return null;
end
$$;
create index incidents_of_no_repository_idx on incidents (organization_id, opened_at) where repository_id is null;
create constraint trigger deliveries_came_or_went after insert or delete on deliveries
    deferrable initially deferred for each row execute function link_changed_delivery();
create constraint trigger deliveries_moved after update on deliveries
    deferrable initially deferred for each row
    when ((old.repository_id, old.external_id, old.environment_id, old.finished_at, old.remediates)
          is distinct from (new.repository_id, new.external_id, new.environment_id, new.finished_at, new.remediates))
    execute function link_changed_delivery();

create function link_incidents_of_team() returns trigger language plpgsql as $$
declare
    ownership team_repositories := coalesce(new, old);
begin
    perform link_incidents(ownership.organization_id, array_agg(external_id))
    from incidents
    where team_id = ownership.team_id and repository_id is null
    having count(*) > 0;
    return null;
end
$$;
create constraint trigger team_repositories_changed after insert or delete on team_repositories
    deferrable initially deferred for each row execute function link_incidents_of_team();

-- Rare, and of many rows at once: these wait for whoever writes to the organization, and are done once.

create function link_incidents_of_organizations(ids uuid[]) returns void language plpgsql as $$
declare
    organization uuid;
begin
    foreach organization in array ids loop
        perform from organization_data_versions where organization_id = organization for update;
        perform link_incidents(organization, array_agg(external_id))
        from incidents
        where organization_id = organization
        having count(*) > 0;
    end loop;
end
$$;

create function link_incidents_of_environments() returns trigger language plpgsql as $$
begin
    perform link_incidents_of_organizations(array_agg(distinct changed.organization_id))
    from changed
    join former using (id)
    where changed.production <> former.production
    having count(*) > 0;
    return null;
end
$$;
create trigger environments_matched after update on environments
    referencing old table as former new table as changed
    for each statement execute function link_incidents_of_environments();

create function link_incidents_within_window() returns trigger language plpgsql as $$
begin
    perform link_incidents_of_organizations(array[new.id]);
    return null;
end
$$;
create trigger organizations_window_changed after update on organizations
    for each row when (old.incident_window_seconds is distinct from new.incident_window_seconds)
    execute function link_incidents_within_window();

-- What was there before this migration; an empty database does not have the view yet.
do $$
begin
    if exists (select from organizations) then
        perform link_incidents_of_organizations(array_agg(id)) from organizations;
        perform judge_deployments(repository_id, array_agg(external_id)) from deliveries group by repository_id;
    end if;
end
$$;
