-- Who said what counts of a deployment. Of a provider's reports the first success stands; a sender's own word goes by its time.
alter table deployments
    add column reported boolean not null default false;
update deployments set reported = true where external_id ~ '^(deployment|workflow_run|pipeline):';

-- The other one's word on a deployment of which both have spoken: it may count once more is known.
create table overruled_attempts (
    repository_id           uuid        not null,
    external_id             text collate "C" not null,
    environment_id          integer     not null references environments (id),
    commit_sha              text collate "C" not null,
    ref                     text,
    status                  text        not null,
    started_at              timestamptz,
    finished_at             timestamptz,
    deployed_by_identity_id uuid,
    updated_at              timestamptz not null,
    fingerprint             bytea       not null,
    constraint overruled_attempts_pkey primary key (external_id, repository_id),
    constraint overruled_attempts_deployment_fkey foreign key (external_id, repository_id)
        references deployments (external_id, repository_id) on delete cascade,
    constraint overruled_attempts_status_check check (status in ('in_progress', 'success', 'failure', 'cancelled')),
    constraint overruled_attempts_finished_check check ((status = 'in_progress') = (finished_at is null))
);
