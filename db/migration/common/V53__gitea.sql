-- Gitea and Forgejo, which send the same.
alter table identities
    drop constraint identities_kind_check,
    add constraint identities_kind_check check (kind in ('email', 'github', 'gitlab', 'gitea')) not valid;
alter table identities validate constraint identities_kind_check;

alter table repositories
    drop constraint repositories_provider_check,
    add constraint repositories_provider_check check (provider in ('github', 'gitlab', 'gitea', 'git')) not valid;
alter table repositories validate constraint repositories_provider_check;

alter table integrations
    drop constraint integrations_provider_check,
    add constraint integrations_provider_check check (provider in ('github', 'gitlab', 'gitea')) not valid;
alter table integrations validate constraint integrations_provider_check;
