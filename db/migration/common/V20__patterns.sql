-- Tokens of projects and groups, service accounts, and what GitHub calls its own assistant.
alter table organizations
    alter column bot_pattern set default
        '\[bot\]$|[-_]bot$|^bot[-_]|^(project|group)_\d+_bot(_|$)|^service_account_|^(dependabot|renovate|github-actions|copilot)';
update organizations
set bot_pattern = default, version = version + 1
where bot_pattern = '\[bot\]$|-bot$|^bot-|^(dependabot|renovate|github-actions)';

-- Names of an organization that are to be matched again, because its pattern has changed. Carried out in batches, so that nothing is
-- locked for long.
create table pending_matches (
    organization_id uuid        not null references organizations (id) on delete cascade,
    subject         text        not null,
    -- The last row that has been matched; null before the first.
    after_id        text,
    due_at          timestamptz not null default now(),
    constraint pending_matches_pkey primary key (organization_id, subject),
    constraint pending_matches_subject_check check (subject in ('production', 'bot'))
);
create index pending_matches_due_idx on pending_matches (due_at);
create index identities_page_idx on identities (organization_id, id);

-- What was matched by the database before is matched again by the service.
insert into pending_matches (organization_id, subject)
select id, subject from organizations cross join unnest(array['production', 'bot']) as matched (subject);

-- The bounds of what the API accepts. jsonb writes numbers out: beyond them one is longer than a reader of JSON takes.
update organizations
set benchmark_thresholds = null, benchmark = default, version = version + 1
where jsonb_path_exists(benchmark_thresholds, '$.*.* ? (@ < 0 || @ > 10000000000 || (@ > 0 && @ < 0.000000001))');
alter table organizations
    add constraint organizations_thresholds_check
        check (not jsonb_path_exists(benchmark_thresholds,
                                     '$.*.* ? (@ < 0 || @ > 10000000000 || (@ > 0 && @ < 0.000000001))'));
