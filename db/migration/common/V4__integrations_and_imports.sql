create table integrations (
    id                    uuid primary key,
    organization_id       uuid        not null references organizations (id) on delete cascade,
    provider              text        not null,
    name                  text        not null,
    -- AES-GCM, nonce first; the previous one stays valid until previous_secret_until after a rotation.
    secret                bytea       not null,
    previous_secret       bytea,
    previous_secret_until timestamptz,
    version               bigint      not null default 0,
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    constraint integrations_provider_check check (provider in ('github', 'gitlab')),
    constraint integrations_name_check check (length(name) between 1 and 200)
);
create index integrations_page_idx on integrations (organization_id, id);

create table webhook_deliveries (
    integration_id uuid        not null references integrations (id) on delete cascade,
    delivery_id    text collate "C" not null,
    event          text        not null,
    received_at    timestamptz not null,
    outcome        text        not null,
    detail         text,
    -- Kept only while the payload could not be read or applied, so that it can be replayed.
    payload        bytea,
    constraint webhook_deliveries_pkey primary key (integration_id, delivery_id),
    constraint webhook_deliveries_outcome_check check (outcome in ('applied', 'ignored', 'failed'))
);
create index webhook_deliveries_received_at_idx on webhook_deliveries (integration_id, received_at);

create table import_jobs (
    id               uuid primary key,
    organization_id  uuid        not null,
    repository_id    uuid        not null,
    status           text        not null,
    source           text        not null,
    options          jsonb       not null,
    phase            text,
    commits_imported bigint      not null default 0,
    commits_total    bigint,
    deployments_imported bigint  not null default 0,
    error_code       text,
    error_detail     text,
    cancel_requested boolean     not null default false,
    -- Which running process works on it, and when it last said so: a job whose worker has gone quiet is taken over.
    worker           text,
    heartbeat_at     timestamptz,
    created_at       timestamptz not null,
    started_at       timestamptz,
    finished_at      timestamptz,
    constraint import_jobs_status_check check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    constraint import_jobs_repository_fkey foreign key (organization_id, repository_id)
        references repositories (organization_id, id) on delete cascade
);
create unique index import_jobs_one_active_idx on import_jobs (repository_id) where status in ('queued', 'running');
create index import_jobs_queue_idx on import_jobs (created_at) where status in ('queued', 'running');
create index import_jobs_page_idx on import_jobs (organization_id, repository_id, id);
