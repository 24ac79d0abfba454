-- Names of environments and deployment groups are compared without case and shown as first written. The service computes the keys:
-- what lower() makes of a letter depends on the locale of the database.
alter table environments add column key text collate "C";
update environments set key = lower(name collate "default");

-- Environments that differ in case alone become the first of them. What follows from their deployments moves along, because some
-- of it may not be derived again, and is then derived again as far as its facts are there.
do $$
declare
    same record;
begin
    for same in
        select id, first
        from (select id, min(id) over (partition by organization_id, key) as first from environments) environment
        where id <> first
        order by id
    loop
        insert into pending_derivations (repository_id, organization_id)
        select distinct repository_id, organization_id from deployments where environment_id = same.id;
        update deployments set environment_id = same.first where environment_id = same.id;
        update deliveries set environment_id = same.first where environment_id = same.id;
        delete from reached_commits other using reached_commits kept
        where other.environment_id = same.id and kept.environment_id = same.first
          and kept.sha = other.sha and kept.repository_id = other.repository_id;
        update reached_commits set environment_id = same.first where environment_id = same.id;
        delete from delivered_changes other using delivered_changes kept
        where other.environment_id = same.id and kept.environment_id = same.first
          and kept.sha = other.sha and kept.repository_id = other.repository_id and kept.delivered_at = other.delivered_at;
        update delivered_changes set environment_id = same.first where environment_id = same.id;
        delete from environments where id = same.id;
    end loop;
end
$$;

alter table environments
    alter column key set not null,
    add constraint environments_key_key unique (organization_id, key),
    drop constraint environments_name_key;

alter table deployments add column group_key text collate "C";
update deployments set group_key = lower(deployment_group collate "default") where deployment_group is not null;
alter table deployments
    add constraint deployments_group_check check ((group_key is null) = (deployment_group is null));
drop index deployments_group_idx;
drop index deployments_group_finished_at_idx;
create index deployments_group_idx on deployments (organization_id, environment_id, group_key) where group_key is not null;
create index deployments_group_finished_at_idx on deployments (organization_id, environment_id, finished_at)
    where group_key is not null;
