-- The tenant, its people and its code. Every table that belongs to a tenant carries organization_id, and references
-- between tenant tables are composite, so that the database itself refuses a reference into another organization.

create table organizations (
    id                             uuid primary key,
    slug                           text        not null,
    name                           text        not null,
    production_environment_pattern text        not null default '(?i)^(prod|production|prd|live)([-_/. ].*)?$',
    hotfix_pattern                 text        not null default '(?i)(^|[/_-])hotfix([/_-]|$)',
    bot_pattern                    text        not null default '\[bot\]$|-bot$|^bot-|^(dependabot|renovate|github-actions)',
    incident_label_pattern         text        not null default '(?i)^incident$',
    time_zone                      text        not null default 'UTC',
    benchmark                      text        not null default 'dora_2023',
    benchmark_thresholds           jsonb,
    incident_window_seconds        bigint               default 604800,
    count_failed_attempts          boolean     not null default false,
    version                        bigint      not null default 0,
    created_at                     timestamptz not null,
    updated_at                     timestamptz not null,
    constraint organizations_slug_key unique (slug),
    constraint organizations_slug_check check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    constraint organizations_name_check check (length(name) between 1 and 200),
    constraint organizations_incident_window_check check (incident_window_seconds > 0)
);

-- One row per organization, apart from organizations because every ingest writes it: a hot row must not carry the settings.
create table organization_data_versions (
    organization_id uuid primary key references organizations (id) on delete cascade,
    version         bigint      not null default 0,
    changed_at      timestamptz not null
);

create table developers (
    id              uuid primary key,
    organization_id uuid        not null references organizations (id),
    name            text        not null,
    -- The time of the fact that the name was taken from; null once a person has set the name by hand.
    name_as_of      timestamptz,
    email           text,
    bot             boolean     not null default false,
    version         bigint      not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    constraint developers_organization_key unique (organization_id, id),
    constraint developers_name_check check (length(name) between 1 and 200),
    constraint developers_email_check check (length(email) between 3 and 320)
);

create table identities (
    id               uuid primary key,
    organization_id  uuid        not null,
    developer_id     uuid        not null,
    kind             text        not null,
    value            text collate "C" not null,
    -- Set when a person put the identity where it is: ingest then never moves it.
    assigned_by_hand boolean     not null default false,
    -- Whether the login matches the organization's bot pattern; kept here so that no query evaluates the pattern per row.
    matches_bot      boolean     not null default false,
    created_at       timestamptz not null,
    constraint identities_value_key unique (organization_id, kind, value),
    constraint identities_kind_check check (kind in ('email', 'github', 'gitlab')),
    constraint identities_value_check check (length(value) between 1 and 320 and value = lower(value)),
    constraint identities_developer_fkey foreign key (organization_id, developer_id)
        references developers (organization_id, id) on delete cascade
);
create index identities_developer_idx on identities (developer_id);

create table repositories (
    id              uuid primary key,
    organization_id uuid        not null references organizations (id),
    name            text        not null,
    provider        text        not null,
    provider_id     text collate "C" not null,
    url             text,
    default_branch  text        not null default 'main',
    version         bigint      not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    constraint repositories_organization_key unique (organization_id, id),
    constraint repositories_provider_id_key unique (organization_id, provider, provider_id),
    constraint repositories_provider_check check (provider in ('github', 'gitlab', 'git')),
    constraint repositories_name_check check (length(name) between 1 and 200),
    constraint repositories_provider_id_check check (length(provider_id) between 1 and 500)
);

create table teams (
    id              uuid primary key,
    organization_id uuid        not null references organizations (id),
    slug            text        not null,
    name            text        not null,
    version         bigint      not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    constraint teams_organization_key unique (organization_id, id),
    constraint teams_slug_key unique (organization_id, slug),
    constraint teams_slug_check check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    constraint teams_name_check check (length(name) between 1 and 200)
);

create table team_members (
    team_id         uuid not null,
    developer_id    uuid not null,
    organization_id uuid not null,
    role            text not null default 'member',
    since           date,
    until           date,
    constraint team_members_pkey primary key (team_id, developer_id),
    constraint team_members_role_check check (role in ('member', 'lead')),
    constraint team_members_until_check check (until > since),
    constraint team_members_team_fkey foreign key (organization_id, team_id)
        references teams (organization_id, id) on delete cascade,
    constraint team_members_developer_fkey foreign key (organization_id, developer_id)
        references developers (organization_id, id) on delete cascade
);
create index team_members_developer_idx on team_members (developer_id);

create table team_repositories (
    team_id         uuid not null,
    repository_id   uuid not null,
    organization_id uuid not null,
    constraint team_repositories_pkey primary key (team_id, repository_id),
    constraint team_repositories_team_fkey foreign key (organization_id, team_id)
        references teams (organization_id, id) on delete cascade,
    constraint team_repositories_repository_fkey foreign key (organization_id, repository_id)
        references repositories (organization_id, id) on delete cascade
);
create index team_repositories_repository_idx on team_repositories (repository_id);

-- A key travels as sei_<key_id>_<secret>; only the hash of the secret is kept.
create table api_keys (
    id              uuid primary key,
    key_id          text collate "C" not null,
    -- Null for an operator, who belongs to no organization.
    organization_id uuid references organizations (id) on delete cascade,
    name            text        not null,
    role            text        not null,
    secret_hash     bytea       not null,
    created_at      timestamptz not null,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    revoked_at      timestamptz,
    constraint api_keys_key_id_key unique (key_id),
    constraint api_keys_name_check check (length(name) between 1 and 200),
    constraint api_keys_role_check check (role in ('viewer', 'ingest', 'manager', 'admin', 'operator')),
    constraint api_keys_organization_check check ((role = 'operator') = (organization_id is null))
);
create index api_keys_organization_idx on api_keys (organization_id, id);

-- Keyset pages walk (organization_id, id): ids are time-ordered, so this is also the order of creation.
create index developers_page_idx on developers (organization_id, id);
create index repositories_page_idx on repositories (organization_id, id);
create index teams_page_idx on teams (organization_id, id);
