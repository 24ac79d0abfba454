-- A repository whose derivation fails waits longer and longer, so that it holds up no other.
alter table pending_derivations
    add column failures integer not null default 0,
    add column not_before timestamptz not null default '-infinity';
