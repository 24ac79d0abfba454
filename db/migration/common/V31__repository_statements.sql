-- What payloads say of a repository: each value of a field with the latest time as of which it was said. The latest counts, unless a
-- person has set another; earlier default branches tell which commits were on the default branch when they were made
-- (docs/decisions/0020).
create table repository_statements (
    number        bigint generated always as identity primary key,
    repository_id uuid        not null references repositories (id) on delete cascade,
    field         text        not null,
    value         text collate "C" not null,
    as_of         timestamptz not null,
    constraint repository_statements_field_check check (field in ('name', 'url', 'default_branch'))
);
-- Not unique with the value, because an erasure may make two values one; not with as_of, because that alone changes all the time.
create index repository_statements_repository_idx on repository_statements (repository_id, field);

-- When a person set the value that stands; null where it follows what payloads say.
alter table repositories
    add column name_set_at           timestamptz,
    add column url_set_at            timestamptz,
    add column default_branch_set_at timestamptz;

-- Who set them was not kept. Names and addresses stay until a payload says the same; default branches follow.
update repositories set name_set_at = created_at, url_set_at = case when url is not null then created_at end;
