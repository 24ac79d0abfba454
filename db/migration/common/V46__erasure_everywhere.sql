-- Names that developers have gone by: texts go on speaking of them, and an erasure has to know.
create table developer_names (
    developer_id uuid not null references developers (id) on delete cascade,
    name         text not null,
    constraint developer_names_pkey primary key (developer_id, name)
);

-- By a trigger, because a name is changed in several ways.
create function keep_developer_name() returns trigger language plpgsql as $$
begin
    -- One developer has a few names; one who has many is none.
    if new.erased_at is null and (select count(*) from developer_names where developer_id = old.id) < 1000 then
        insert into developer_names (developer_id, name) values (old.id, old.name) on conflict do nothing;
    end if;
    return null;
end
$$;
create trigger developers_renamed after update of name on developers
    for each row when (old.name is distinct from new.name) execute function keep_developer_name();

-- An address that a person gave is how they appear in events.
insert into identities (id, organization_id, developer_id, kind, value, assigned_by_hand, created_at)
select gen_random_uuid(), d.organization_id, d.id, 'email', lower(d.email), true, now()
from developers d
where d.email is not null and d.erased_at is null
on conflict do nothing;

-- Terms have another form now, so those so far find nothing. The first word by a hash so short that many words share it: it tells
-- which texts may hold a term, and little else. Numbered in the order in which they are committed.
delete from erased_terms;
alter table erased_terms
    add column number     bigint generated always as identity,
    add column first_word smallint not null default 0,
    add column words      smallint not null default 1;
create index erased_terms_number_idx on erased_terms (organization_id, number);

-- Erasures that were asked for. One is finished once no text that was there then speaks of the person.
create table erasures (
    developer_id    uuid primary key references developers (id) on delete cascade,
    organization_id uuid        not null references organizations (id) on delete cascade,
    requested_at    timestamptz not null,
    finished_at     timestamptz,
    -- Until when somebody is at it.
    claimed_until   timestamptz
);
create index erasures_unfinished_idx on erasures (organization_id) where finished_at is null;

-- What incidents and deployments are known by may hold a name, too.
alter table incident_causes
    drop constraint incident_causes_incident_fkey,
    add constraint incident_causes_incident_fkey foreign key (organization_id, incident_external_id)
        references incidents (organization_id, external_id) on delete cascade on update cascade;
alter table overruled_attempts
    drop constraint overruled_attempts_deployment_fkey,
    add constraint overruled_attempts_deployment_fkey foreign key (external_id, repository_id)
        references deployments (external_id, repository_id) on delete cascade on update cascade;
