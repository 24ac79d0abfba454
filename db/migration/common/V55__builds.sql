-- Runs of continuous integration. No figure is made of them yet. Keys and indexes as for the other facts (V2).
create table builds (
    repository_id            uuid        not null references repositories (id) on delete cascade,
    external_id              text collate "C" not null,
    commit_sha               text collate "C" not null,
    branch                   text,
    name                     text,
    status                   text        not null,
    started_at               timestamptz not null,
    finished_at              timestamptz,
    triggered_by_identity_id uuid,
    updated_at               timestamptz not null,
    fingerprint              bytea       not null,
    constraint builds_pkey primary key (external_id, repository_id),
    constraint builds_status_check check (status in ('running', 'success', 'failure', 'cancelled')),
    constraint builds_finished_check check ((status = 'running') = (finished_at is null))
);
create index builds_finished_at_idx on builds (repository_id, finished_at);
create index builds_latest_idx on builds (repository_id, greatest(started_at, finished_at));
create index builds_triggered_by_idx on builds (triggered_by_identity_id);

-- How long they are kept; null leaves it to the installation.
alter table organizations add column build_retention_seconds bigint;
alter table organizations
    add constraint organizations_build_retention_check check (build_retention_seconds > 0) not valid;
alter table organizations validate constraint organizations_build_retention_check;
