-- A rollback is told from the deployments before it, whenever they were made. Of those that retention deletes this much stays, as
-- the commits that have reached an environment do: it tells nothing about people.
create table former_deliveries (
    repository_id  uuid        not null references repositories (id) on delete cascade,
    external_id    text collate "C" not null,
    environment_id integer     not null,
    finished_at    timestamptz not null,
    commit_sha     text collate "C" not null,
    constraint former_deliveries_pkey primary key (external_id, repository_id)
);
create index former_deliveries_sequence_idx
    on former_deliveries (repository_id, environment_id, finished_at, external_id);
create index former_deliveries_commit_idx
    on former_deliveries (repository_id, environment_id, commit_sha, finished_at, external_id);

create index deliveries_commit_idx on deliveries (repository_id, environment_id, commit_sha, finished_at, external_id);

-- The successful deployments of each repository and environment, deleted ones included.
create view deployment_sequences as
select repository_id, environment_id, external_id, finished_at, commit_sha from deliveries
union all
select repository_id, environment_id, external_id, finished_at, commit_sha from former_deliveries;
