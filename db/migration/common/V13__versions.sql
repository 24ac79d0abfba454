-- The version since which nothing older may be shown to anybody, not even while the database is away: people were erased.
alter table organization_data_versions add column cleared_version bigint not null default 0;

-- Counts the changes to who may do what, so that what instances remember of it is told from what holds now.
create table access_version (
    id      boolean not null default true,
    version bigint  not null,
    constraint access_version_pkey primary key (id),
    constraint access_version_single_check check (id)
);
insert into access_version (version) values (1);

-- By triggers: keys also go with their organization, and an instance of the previous release counts as well. At the end of the
-- transaction, so that the one row is always locked last and never for long.
create function count_access_change() returns trigger language plpgsql as $$
begin
    update access_version set version = version + 1;
    return null;
end
$$;
create constraint trigger api_keys_counted
    after insert or delete or update of key_id, organization_id, role, secret_hash, expires_at, revoked_at on api_keys
    deferrable initially deferred
    for each row execute function count_access_change();
create constraint trigger organizations_counted
    after delete or update of slug on organizations
    deferrable initially deferred
    for each row execute function count_access_change();
