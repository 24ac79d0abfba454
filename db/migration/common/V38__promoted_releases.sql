-- A prerelease is a deployment once it is promoted, which its published_at does not tell. What is known of a release, in whatever
-- order: whether it was published as what it is, whether it was a prerelease before, and since when it has been none.
alter table tags
    add column published_directly boolean not null default false,
    add column prereleased boolean not null default false,
    add column promoted_at timestamptz;
update tags set published_directly = true where release_id is not null;
