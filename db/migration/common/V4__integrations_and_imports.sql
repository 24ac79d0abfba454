create table integrations (
    id                       uuid primary key,
    organization_id          uuid        not null references organizations (id) on delete cascade,
    provider                 text        not null,
    name                     text        not null,
    -- AES-GCM, nonce first; the previous one stays valid until previous_secret_until after a rotation.
    secret                   bytea       not null,
    previous_secret          bytea,
    previous_secret_until    timestamptz,
    -- Which of the provider's events count as deployments, and where releases and workflows deploy to.
    deployment_sources       text[]      not null,
    deployment_environment   text        not null,
    workflow_pattern         text        not null,
    auto_create_repositories boolean     not null,
    version                  bigint      not null default 0,
    created_at               timestamptz not null,
    updated_at               timestamptz not null,
    constraint integrations_provider_check check (provider in ('github', 'gitlab')),
    constraint integrations_name_check check (length(name) between 1 and 200),
    constraint integrations_previous_secret_check
        check ((previous_secret is null) = (previous_secret_until is null)),
    constraint integrations_deployment_sources_check
        check (deployment_sources <@ array['deployments', 'releases', 'workflows']),
    constraint integrations_deployment_environment_check check (length(deployment_environment) between 1 and 200)
);
create index integrations_page_idx on integrations (organization_id, id);

create table webhook_deliveries (
    integration_id uuid        not null references integrations (id) on delete cascade,
    delivery_id    text collate "C" not null,
    event          text        not null,
    received_at    timestamptz not null,
    outcome        text        not null,
    detail         text,
    -- Tells a delivery that is sent again from another one under the same id.
    payload_digest bytea       not null,
    -- Kept only while the payload could not be read or applied, so that it can be replayed.
    payload        bytea,
    constraint webhook_deliveries_pkey primary key (integration_id, delivery_id),
    constraint webhook_deliveries_outcome_check check (outcome in ('received', 'applied', 'ignored', 'failed'))
);
create index webhook_deliveries_page_idx on webhook_deliveries (integration_id, received_at, delivery_id);
create index webhook_deliveries_retention_idx on webhook_deliveries (received_at);

-- GitHub tells of a release and of the commit behind its tag in two events, which come in either order.
create table tags (
    repository_id     uuid        not null references repositories (id) on delete cascade,
    name              text collate "C" not null,
    commit_sha        text collate "C",
    commit_as_of      timestamptz,
    release_id        text collate "C",
    released_at       timestamptz,
    released_by_login text,
    release_as_of     timestamptz,
    constraint tags_pkey primary key (repository_id, name),
    constraint tags_commit_check check ((commit_sha is null) = (commit_as_of is null)),
    constraint tags_release_check check ((release_id is null) = (release_as_of is null))
);

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
