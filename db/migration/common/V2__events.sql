-- The facts, as they were sent. Each is addressed by its natural key and carries what decides between two states of it:
-- updated_at (the state's own time), then progress and fingerprint. See docs/decisions on order independence.

--
-- Keys put the repository last and indexes on time put it first, so that a look-up by key fits one index only. While a table
-- has just begun to grow the planner knows nothing of it, and would else as soon take the index on time, and read the whole
-- repository for each look-up of a first import.

create table environments (
    id              integer generated always as identity primary key,
    organization_id uuid    not null references organizations (id) on delete cascade,
    name            text collate "C" not null,
    -- Whether the name matches the organization's pattern: evaluated once per name, not once per deployment.
    production      boolean not null,
    constraint environments_name_key unique (organization_id, name),
    constraint environments_name_check check (length(name) between 1 and 200)
);

-- Commits are many and immutable, but everything asks for them by sha: upserts, and the walk to the parents. So this is an
-- ordinary table in every edition (docs/decisions/0002).
create table commits (
    repository_id         uuid        not null references repositories (id) on delete cascade,
    sha                   text collate "C" not null,
    -- Null while nobody has stated them (a push webhook does not); empty for a root.
    parents               text[] collate "C",
    committed_at          timestamptz not null,
    authored_at           timestamptz not null,
    author_identity_id    uuid,
    committer_identity_id uuid,
    subject               text,
    -- Shas that the message says it reverts, possibly abbreviated.
    reverts               text[] collate "C" not null default '{}',
    merge                 boolean     not null default false,
    branch                text,
    lines_added           integer,
    lines_deleted         integer,
    files_changed         integer,
    updated_at            timestamptz not null,
    parents_as_of         timestamptz,
    sizes_as_of           timestamptz,
    branch_as_of          timestamptz,
    fingerprint           bytea       not null,
    constraint commits_pkey primary key (sha, repository_id),
    constraint commits_sha_check check (sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
    constraint commits_sizes_check check (lines_added >= 0 and lines_deleted >= 0 and files_changed >= 0)
);
create index commits_committed_at_idx on commits (repository_id, committed_at);
create index commits_author_idx on commits (author_identity_id, committed_at);

create table pull_requests (
    repository_id            uuid        not null references repositories (id) on delete cascade,
    number                   bigint      not null,
    title                    text,
    author_identity_id       uuid,
    state                    text        not null,
    opened_at                timestamptz not null,
    ready_for_review_at      timestamptz,
    merged_at                timestamptz,
    closed_at                timestamptz,
    merge_commit_sha         text collate "C",
    head_ref                 text,
    base_ref                 text,
    labels                   text[]      not null default '{}',
    -- The earliest authored_at of its commits: where its change lead time starts.
    first_commit_authored_at timestamptz,
    commit_count             integer,
    lines_added              integer,
    lines_deleted            integer,
    updated_at               timestamptz not null,
    commits_as_of            timestamptz,
    sizes_as_of              timestamptz,
    fingerprint              bytea       not null,
    constraint pull_requests_pkey primary key (number, repository_id),
    constraint pull_requests_number_check check (number > 0),
    constraint pull_requests_state_check check (state in ('open', 'merged', 'closed')),
    constraint pull_requests_merged_check check ((state = 'merged') = (merged_at is not null)),
    constraint pull_requests_sizes_check check (lines_added >= 0 and lines_deleted >= 0)
);
create index pull_requests_opened_at_idx on pull_requests (repository_id, opened_at);
create index pull_requests_merged_at_idx on pull_requests (repository_id, merged_at) where state = 'merged';
create index pull_requests_closed_at_idx on pull_requests (repository_id, closed_at) where state = 'closed';
create index pull_requests_open_idx on pull_requests (repository_id) where state = 'open';
create index pull_requests_merge_commit_idx on pull_requests (repository_id, merge_commit_sha) where state = 'merged';
create index pull_requests_author_idx on pull_requests (author_identity_id);
-- When a repository was last heard of: also below, for the other facts.
create index pull_requests_latest_idx
    on pull_requests (repository_id, greatest(opened_at, ready_for_review_at, merged_at, closed_at));

-- No foreign key to pull_requests: a review may arrive before the pull request it belongs to.
create table reviews (
    repository_id        uuid        not null references repositories (id) on delete cascade,
    number               bigint      not null,
    external_id          text collate "C" not null,
    reviewer_identity_id uuid,
    state                text        not null,
    submitted_at         timestamptz not null,
    updated_at           timestamptz not null,
    fingerprint          bytea       not null,
    constraint reviews_pkey primary key (number, repository_id, external_id),
    constraint reviews_state_check check (state in ('approved', 'changes_requested', 'commented', 'dismissed'))
);
create index reviews_submitted_at_idx on reviews (repository_id, submitted_at);
create index reviews_reviewer_idx on reviews (reviewer_identity_id, submitted_at);

create table review_comments (
    repository_id      uuid        not null references repositories (id) on delete cascade,
    number             bigint      not null,
    external_id        text collate "C" not null,
    author_identity_id uuid,
    commented_at       timestamptz not null,
    updated_at         timestamptz not null,
    fingerprint        bytea       not null,
    constraint review_comments_pkey primary key (number, repository_id, external_id)
);
create index review_comments_commented_at_idx on review_comments (repository_id, commented_at);
create index review_comments_author_idx on review_comments (author_identity_id, commented_at);

create table deployments (
    repository_id           uuid        not null references repositories (id) on delete cascade,
    external_id             text collate "C" not null,
    organization_id         uuid        not null,
    environment_id          integer     not null references environments (id),
    commit_sha              text collate "C" not null,
    ref                     text,
    status                  text        not null,
    started_at              timestamptz,
    finished_at             timestamptz,
    deployed_by_identity_id uuid,
    -- Null when the sender did not list the commits.
    listed_commits          text[] collate "C",
    kind                    text,
    remediates              text collate "C",
    deployment_group        text collate "C",
    failed                  boolean,
    updated_at              timestamptz not null,
    fingerprint             bytea       not null,
    constraint deployments_pkey primary key (external_id, repository_id),
    constraint deployments_repository_fkey foreign key (organization_id, repository_id)
        references repositories (organization_id, id) on delete cascade,
    constraint deployments_status_check check (status in ('in_progress', 'success', 'failure', 'cancelled')),
    constraint deployments_finished_check check ((status = 'in_progress') = (finished_at is null)),
    constraint deployments_kind_check check (kind in ('planned', 'hotfix', 'rollback', 'redeploy'))
);
create index deployments_finished_at_idx on deployments (repository_id, environment_id, finished_at);
create index deployments_started_at_idx on deployments (repository_id, started_at) where status = 'in_progress';
create index deployments_latest_idx on deployments (repository_id, greatest(started_at, finished_at));
create index deployments_commit_idx on deployments (repository_id, commit_sha);
create index deployments_group_idx on deployments (organization_id, environment_id, deployment_group)
    where deployment_group is not null;
create index deployments_group_finished_at_idx on deployments (organization_id, environment_id, finished_at)
    where deployment_group is not null;

create table incidents (
    organization_id uuid        not null references organizations (id) on delete cascade,
    external_id     text collate "C" not null,
    repository_id   uuid,
    team_id         uuid,
    title           text,
    severity        text,
    opened_at       timestamptz not null,
    resolved_at     timestamptz,
    cause           text,
    updated_at      timestamptz not null,
    fingerprint     bytea       not null,
    constraint incidents_pkey primary key (organization_id, external_id),
    constraint incidents_cause_check check (cause in ('deployment', 'external')),
    constraint incidents_repository_fkey foreign key (organization_id, repository_id)
        references repositories (organization_id, id) on delete cascade,
    constraint incidents_team_fkey foreign key (organization_id, team_id)
        references teams (organization_id, id) on delete set null (team_id)
);
create index incidents_opened_at_idx on incidents (organization_id, opened_at);
create index incidents_resolved_at_idx on incidents (organization_id, resolved_at) where resolved_at is not null;
create index incidents_repository_idx on incidents (repository_id, opened_at);
create index incidents_team_idx on incidents (team_id, opened_at);

-- The deployments that an incident's sender named as its cause. They may be unknown yet, hence no foreign key to deployments.
create table incident_causes (
    organization_id        uuid not null,
    incident_external_id   text collate "C" not null,
    repository_id          uuid not null,
    deployment_external_id text collate "C" not null,
    constraint incident_causes_pkey
        primary key (organization_id, incident_external_id, repository_id, deployment_external_id),
    constraint incident_causes_incident_fkey foreign key (organization_id, incident_external_id)
        references incidents (organization_id, external_id) on delete cascade,
    constraint incident_causes_repository_fkey foreign key (organization_id, repository_id)
        references repositories (organization_id, id) on delete cascade
);
create index incident_causes_deployment_idx on incident_causes (repository_id, deployment_external_id);
