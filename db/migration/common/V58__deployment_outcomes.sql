-- What an incident is laid to by rule, and what became of a deployment: both follow from facts, and are kept so that no question
-- has to find them (docs/decisions/0038-keep-what-became-of-deployments.md). Triggers alone write these tables, at the commit: no
-- foreign key, which would lock or delete rows of theirs long before.

-- The rows of the view incident_links_by_rule.
create table incident_links (
    organization_id        uuid not null,
    incident_external_id   text collate "C" not null,
    repository_id          uuid not null,
    deployment_external_id text collate "C" not null,
    constraint incident_links_pkey primary key (organization_id, incident_external_id)
);
create index incident_links_deployment_idx on incident_links (repository_id, deployment_external_id);

-- Of deployments that have an incident or were remediated.
create table deployment_outcomes (
    organization_id       uuid    not null,
    repository_id         uuid    not null,
    external_id           text collate "C" not null,
    incident_count        integer not null,
    -- When the last of them was resolved; null while one is not.
    incidents_resolved_at timestamptz,
    remediated_at         timestamptz,
    constraint deployment_outcomes_pkey primary key (repository_id, external_id)
);

-- What follows looks rows up by their keys, planned once for each session: whatever statistics say, which know nothing of tables that
-- have just been filled.

create function link_incidents(of_organization uuid, ids text[]) returns void language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
begin
    with expected as materialized (
        select asked.id, rule.repository_id, rule.deployment_external_id
        from (select distinct unnest(ids) as id) asked
        left join lateral (select repository_id, deployment_external_id
                           from incident_links_by_rule r
                           where r.organization_id = of_organization and r.incident_external_id = asked.id
                           offset 0) rule on true
    ), gone as (
        delete from incident_links l
        using expected e
        where l.organization_id = of_organization and l.incident_external_id = e.id and e.repository_id is null
    )
    insert into incident_links (organization_id, incident_external_id, repository_id, deployment_external_id)
    select of_organization, e.id, e.repository_id, e.deployment_external_id
    from expected e
    left join lateral (select l.repository_id, l.deployment_external_id
                       from incident_links l
                       where l.organization_id = of_organization and l.incident_external_id = e.id
                       offset 0) known on true
    where e.repository_id is not null
      and (known.repository_id, known.deployment_external_id) is distinct from (e.repository_id, e.deployment_external_id)
    on conflict (organization_id, incident_external_id) do update
    set repository_id = excluded.repository_id, deployment_external_id = excluded.deployment_external_id;
end
$$;

create function judge_deployments(of_organization uuid, of_repository uuid, ids text[]) returns void language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare
    outcome record;
begin
    for outcome in
        select asked.id, incident.number, incident.resolved_at,
               (select min(later.finished_at)
                from deliveries later
                where later.repository_id = v.repository_id and later.environment_id = v.environment_id
                  and later.remediates = v.external_id
                  and (later.finished_at, later.external_id) > (v.finished_at, v.external_id)) as remediated_at
        from (select distinct unnest(ids) as id) asked
        left join lateral (select d.repository_id, d.environment_id, d.external_id, d.finished_at
                           from deliveries d
                           where d.repository_id = of_repository and d.external_id = asked.id
                           offset 0) v on true
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
            cross join lateral (select known.resolved_at
                                from incidents known
                                where known.organization_id = link.organization_id
                                  and known.external_id = link.incident_external_id
                                  and known.cause is distinct from 'external'
                                offset 0) i) incident
    loop
        if outcome.number = 0 and outcome.remediated_at is null then
            delete from deployment_outcomes where repository_id = of_repository and external_id = outcome.id;
        else
            insert into deployment_outcomes as known
                   (organization_id, repository_id, external_id, incident_count, incidents_resolved_at, remediated_at)
            values (of_organization, of_repository, outcome.id, outcome.number, outcome.resolved_at, outcome.remediated_at)
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

create function link_changed_incident() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
begin
    if tg_op <> 'INSERT' then
        perform link_incidents(old.organization_id, array[old.external_id]);
    end if;
    if tg_op <> 'DELETE' then
        perform link_incidents(new.organization_id, array[new.external_id]);
        perform judge_deployments(new.organization_id, link.repository_id, array_agg(link.deployment_external_id))
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
create constraint trigger incidents_came_or_went after insert or delete on incidents
    deferrable initially deferred for each row execute function link_changed_incident();
create constraint trigger incidents_changed after update on incidents
    deferrable initially deferred for each row
    when ((old.external_id, old.repository_id, old.team_id, old.opened_at, old.resolved_at, old.cause)
          is distinct from (new.external_id, new.repository_id, new.team_id, new.opened_at, new.resolved_at, new.cause))
    execute function link_changed_incident();

create function judge_stated_cause() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform link_incidents(old.organization_id, array[old.incident_external_id]);
        perform judge_deployments(old.organization_id, old.repository_id, array[old.deployment_external_id]);
    end if;
    if tg_op <> 'DELETE' then
        perform link_incidents(new.organization_id, array[new.incident_external_id]);
        perform judge_deployments(new.organization_id, new.repository_id, array[new.deployment_external_id]);
    end if;
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
        perform judge_deployments(old.organization_id, old.repository_id, array[old.deployment_external_id]);
    end if;
    if tg_op <> 'DELETE' then
        perform judge_deployments(new.organization_id, new.repository_id, array[new.deployment_external_id]);
    end if;
    return null;
end
$$;
create constraint trigger incident_links_changed after insert or delete on incident_links
    deferrable initially deferred for each row execute function judge_linked_deployment();
create constraint trigger incident_links_moved after update on incident_links
    deferrable initially deferred for each row when (old is distinct from new) execute function judge_linked_deployment();

-- The incidents that may be laid to a production deployment: those from its finish to that of the next one of its repository.
create function incidents_after(delivery deliveries) returns text[] language sql stable
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
    with span as (
        select delivery.finished_at as first,
               delivery.finished_at + make_interval(secs => o.incident_window_seconds) as last,
               (select next.finished_at
                from deliveries next
                join environments e on e.id = next.environment_id and e.production
                where next.repository_id = delivery.repository_id
                  and (next.finished_at, next.external_id) > (delivery.finished_at, delivery.external_id)
                order by next.finished_at, next.external_id
                limit 1) as until
        from organizations o
        join environments e on e.id = delivery.environment_id and e.production
        where o.id = delivery.organization_id
    )
    select array_agg(opened.external_id)
    from span
    cross join lateral (
        select i.external_id
        from incidents i
        where i.repository_id = delivery.repository_id
          and i.opened_at >= first and i.opened_at <= coalesce(last, 'infinity') and i.opened_at < coalesce(until, 'infinity')
      union all
        select i.external_id
        from incidents i
        where i.organization_id = delivery.organization_id and i.repository_id is null
          and i.opened_at >= first and i.opened_at <= coalesce(last, 'infinity') and i.opened_at < coalesce(until, 'infinity')
          and (i.team_id is null
               or exists (select from team_repositories t
                          where t.team_id = i.team_id and t.repository_id = delivery.repository_id))) opened
$$;
create index incidents_of_no_repository_idx on incidents (organization_id, opened_at) where repository_id is null;

create function link_changed_delivery() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare
    incidents text[];
begin
    if tg_op <> 'INSERT' then
        select array_agg(incident_external_id)
        into incidents
        from incident_links
        where repository_id = old.repository_id and deployment_external_id = old.external_id;
        if incidents is not null then
            perform link_incidents(old.organization_id, incidents);
        end if;
        perform judge_deployments(
            old.organization_id, old.repository_id, array_remove(array[old.external_id, old.remediates], null));
    end if;
    if tg_op <> 'DELETE' then
        incidents := incidents_after(new);
        if incidents is not null then
            perform link_incidents(new.organization_id, incidents);
        end if;
        perform judge_deployments(
            new.organization_id, new.repository_id, array_remove(array[new.external_id, new.remediates], null));
    end if;
    return null;
end
$$;
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

-- It waits for whoever writes to the organization, unless its version is held already.
create function link_incidents_of_organization(organization uuid) returns void language plpgsql as $$
begin
    perform from organization_data_versions where organization_id = organization for update;
    perform link_incidents(organization, array_agg(external_id))
    from incidents
    where organization_id = organization
    having count(*) > 0;
end
$$;

create function link_incidents_within_window() returns trigger language plpgsql as $$
begin
    perform link_incidents_of_organization(new.id);
    return null;
end
$$;
create constraint trigger organizations_window_changed after update on organizations
    deferrable initially deferred for each row
    when (old.incident_window_seconds is distinct from new.incident_window_seconds)
    execute function link_incidents_within_window();

-- Of many environments at once, and so for all of them together.
create function link_incidents_of_environments() returns trigger language plpgsql as $$
declare
    organization uuid;
begin
    for organization in
        select distinct changed.organization_id
        from changed
        join former using (id)
        where changed.production <> former.production
    loop
        perform link_incidents_of_organization(organization);
    end loop;
    return null;
end
$$;
create trigger environments_matched after update on environments
    referencing old table as former new table as changed
    for each statement execute function link_incidents_of_environments();
