-- Since when a repository waits to be derived again. A constant default: no row is rewritten, and the previous version goes on
-- inserting without it.
alter table pending_derivations
    add column noted_at timestamptz not null default now();
