-- What follows from the facts: which commits each successful deployment brought to its environment first. Nothing here is
-- sent by anyone; all of it can be deleted and derived again from commits, pull requests and deployments.

-- A successful deployment in its place in the sequence of its repository and environment.
create table deliveries (
    repository_id    uuid        not null references repositories (id) on delete cascade,
    external_id      text collate "C" not null,
    organization_id  uuid        not null,
    environment_id   integer     not null references environments (id),
    finished_at      timestamptz not null,
    commit_sha       text collate "C" not null,
    baseline         boolean     not null,
    kind             text        not null,
    -- The deployment of the same repository and environment that this one remediates, as said by the sender or by rule.
    remediates       text collate "C",
    failed           boolean,
    deployment_group text collate "C",
    -- Whether it is known what was delivered: the commits were listed, or the deployed commit was received.
    commits_known    boolean     not null,
    delivered_count  integer     not null,
    -- The end of the span of committed_at that stood in for unstated parents; null when the graph or a list was used.
    by_time_until    timestamptz,
    constraint deliveries_pkey primary key (external_id, repository_id),
    constraint deliveries_kind_check check (kind in ('planned', 'hotfix', 'rollback', 'redeploy'))
);
create index deliveries_sequence_idx on deliveries (repository_id, environment_id, finished_at, external_id);
create index deliveries_repository_idx on deliveries (repository_id, finished_at, external_id);
create index deliveries_organization_idx on deliveries (organization_id, finished_at, external_id);
create index deliveries_by_time_idx on deliveries (repository_id, by_time_until) where by_time_until is not null;
create index deliveries_remediates_idx on deliveries (repository_id, environment_id, remediates)
    where remediates is not null;

-- Every commit that has reached an environment, with the deployment that brought it. delivered is false for ancestors of a
-- deployed commit that a deployment's own list of commits left out: they are there, but nobody delivered them. walked is true
-- where the way from the deployed commit led here, so that all ancestors are here, too; a commit that was only listed, or taken
-- by its time, may have ancestors that have not arrived.
create table reached_commits (
    repository_id  uuid        not null references repositories (id) on delete cascade,
    sha            text collate "C" not null,
    environment_id integer     not null,
    finished_at    timestamptz not null,
    external_id    text collate "C" not null,
    delivered      boolean     not null,
    walked         boolean     not null,
    constraint reached_commits_pkey primary key (sha, repository_id, environment_id)
);
create index reached_commits_deployment_idx on reached_commits (external_id, repository_id);

-- The changes behind change lead time; partitioned by delivered_at where TimescaleDB is there.
create table delivered_changes (
    repository_id       uuid        not null references repositories (id) on delete cascade,
    environment_id      integer     not null,
    sha                 text collate "C" not null,
    delivered_at        timestamptz not null,
    deployment_id       text collate "C" not null,
    committed_at        timestamptz not null,
    -- Where the lead time starts: authored_at of the commit, or of the first commit of the pull request it is the result of.
    started_at          timestamptz not null,
    pull_request_number bigint,
    author_identity_id  uuid,
    constraint delivered_changes_pkey primary key (sha, repository_id, environment_id, delivered_at)
);
create index delivered_changes_delivered_at_idx on delivered_changes (repository_id, environment_id, delivered_at);
create index delivered_changes_author_idx on delivered_changes (author_identity_id, delivered_at);

-- Repositories of which everything has to be derived again because a setting has changed, not a fact. Appended to by whoever
-- changes the setting, emptied by a worker; several rows of one repository are worked off at once.
create table pending_derivations (
    id              bigint generated always as identity primary key,
    repository_id   uuid not null references repositories (id) on delete cascade,
    organization_id uuid not null
);
create index pending_derivations_repository_idx on pending_derivations (repository_id);
