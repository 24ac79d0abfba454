-- Who may do what in the database, run by psql as a superuser, connected to the database of the platform. Runs as often as one
-- likes: at the making of the cluster, after a restore, after a change of this file. Passwords are not here: they come from
-- `alter role ... password`, by docker/timescaledb at the making of the cluster and by hand later, and a role without one cannot log in over the network.
--
-- The limits share max_connections = 200 out. 150 are what three PgBouncers open at most (max_db_connections = 50 each), for
-- sei_user, sei_readonly and pgbouncer together; 188 with the others. 3 of the rest are reserved for superusers, and Patroni is one.
\set ON_ERROR_STOP on
set client_min_messages = warning;

select format('create role %I', name)
from unnest(array['sei_owner', 'sei_user', 'sei_readonly', 'sei_backup', 'sei_monitor', 'pgbouncer']) name
where not exists (select from pg_roles where rolname = name) \gexec

-- Owns the schema and migrates it. The service uses it for Flyway alone, directly and not through PgBouncer.
alter role sei_owner login nosuperuser nocreatedb nocreaterole noreplication connection limit 20;
-- The service at work: rows, no objects.
alter role sei_user login nosuperuser nocreatedb nocreaterole noreplication connection limit 150;
-- Dashboards: figures and what they are about; no people, no keys, no secrets, no audit trail.
alter role sei_readonly login nosuperuser nocreatedb nocreaterole noreplication connection limit 10;
alter role sei_readonly set default_transaction_read_only = on;
alter role sei_readonly set statement_timeout = '30s';
-- pg_dump.
alter role sei_backup login nosuperuser nocreatedb nocreaterole noreplication connection limit 3;
alter role sei_backup set default_transaction_read_only = on;
grant pg_read_all_data to sei_backup;
-- postgres_exporter.
alter role sei_monitor login nosuperuser nocreatedb nocreaterole noreplication connection limit 5;
grant pg_monitor to sei_monitor;
-- PgBouncer, when it looks up who wants to log in. Each of the three keeps one connection for it.
alter role pgbouncer login nosuperuser nocreatedb nocreaterole noreplication connection limit 6;

select format('revoke connect, temporary on database %I from public', current_database()) \gexec
select format('grant connect on database %I to sei_owner, sei_user, sei_readonly, sei_backup, sei_monitor, pgbouncer', current_database()) \gexec

-- The verifiers of the two roles that come through PgBouncer, and of no other one.
create schema if not exists pgbouncer;
create or replace function pgbouncer.secret_of(role_name text, out name text, out secret text) returns setof record
language sql security definer set search_path = pg_catalog as $$
    select rolname::text, rolpassword from pg_authid
    where rolname = role_name and rolname in ('sei_user', 'sei_readonly') and rolcanlogin
$$;
revoke all on schema pgbouncer from public;
revoke all on function pgbouncer.secret_of from public;
grant usage on schema pgbouncer to pgbouncer;
grant execute on function pgbouncer.secret_of to pgbouncer;

-- The owner of the schema need not own the database; Flyway asks for nothing more.
revoke create on schema public from public;
alter schema public owner to sei_owner;
grant usage on schema public to sei_user, sei_readonly;

-- What other roles have made there, such as migrations before there were these roles. Extensions keep their objects.
select format('alter %s %s owner to sei_owner', case relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end, c.oid::regclass)
from pg_class c
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'S') and relowner <> 'sei_owner'::regrole
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('e', 'a', 'i'))
order by relkind \gexec
select format('alter function %s owner to sei_owner', p.oid::regprocedure)
from pg_proc p
where pronamespace = 'public'::regnamespace and proowner <> 'sei_owner'::regrole
  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e') \gexec

alter default privileges for role sei_owner in schema public grant select, insert, update, delete on tables to sei_user;
alter default privileges for role sei_owner in schema public grant usage, select on sequences to sei_user;
grant select, insert, update, delete on all tables in schema public to sei_user;
grant usage, select on all sequences in schema public to sei_user;

-- db/migration/common/R__privileges.sql and R__daily_views.sql do the same where the schema comes after the roles.
select format('revoke insert, update, delete on %s from sei_user', to_regclass(name))
from unnest(array['flyway_schema_history']) name where to_regclass(name) is not null \gexec
select format('grant select on %s to sei_readonly', to_regclass(name))
from unnest(array['organizations', 'teams', 'team_repositories', 'repositories', 'environments', 'deployments', 'deliveries',
                  'delivered_changes', 'deployment_outcomes', 'incidents', 'incident_causes', 'incident_links',
                  'daily_changes', 'daily_commits', 'daily_delivery', 'daily_deployments']) name where to_regclass(name) is not null \gexec
