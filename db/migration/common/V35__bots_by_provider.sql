-- Whether somebody's provider has said that they are a program; said once, it holds.
alter table identities
    add column bot_by_provider boolean not null default false;
