-- People who have been erased. Their developers and identities stay, because facts refer to identities, but say nothing about them.
alter table developers add column erased_at timestamptz;

-- The value of an erased identity is a keyed hash, by which the service recognises it when it is sent again.
alter table identities add column erased boolean not null default false;

-- Keyed hashes of the words by which texts spoke of them, so that texts that are sent again lose these words, too.
create table erased_terms (
    organization_id uuid  not null references organizations (id) on delete cascade,
    digest          bytea not null,
    constraint erased_terms_pkey primary key (organization_id, digest)
);
