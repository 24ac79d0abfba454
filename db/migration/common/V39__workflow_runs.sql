-- The last runs of workflows (GitLab: pipelines) of an integration, a hundred of them, whether or not they were deployments: what
-- other settings would make of them.
create table workflow_runs (
    integration_id uuid        not null references integrations (id) on delete cascade,
    external_id    text collate "C" not null,
    repository     text        not null,
    name           text,
    title          text,
    event          text,
    branch         text,
    conclusion     text,
    finished_at    timestamptz not null,
    -- Why the run is no deployment whatever the settings.
    obstacle       text,
    received_at    timestamptz not null,
    constraint workflow_runs_pkey primary key (integration_id, external_id)
);
create index workflow_runs_latest_idx on workflow_runs (integration_id, received_at, external_id);
