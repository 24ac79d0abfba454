-- What the roles of docker/timescaledb/roles.sql may do with tables, where a database has these roles. New tables are the
-- service's by default, and nobody else's until they are named here; views are named where they are made.
do $$
begin
    if exists (select from pg_roles where rolname = 'sei_user') then
        revoke insert, update, delete on flyway_schema_history from sei_user;
    end if;
    if exists (select from pg_roles where rolname = 'sei_readonly') then
        grant select on organizations, teams, team_repositories, repositories, environments, deployments, deliveries,
            delivered_changes, deployment_outcomes, incidents, incident_causes, incident_links, daily_changes to sei_readonly;
    end if;
end
$$;
