-- The heads of the chains are sealed by a keyed hash, like the entries: whoever writes to the database can neither shorten a chain
-- at its end nor say that retention has taken its beginning. A head that has no valid seal stays without one.
alter table audit_heads
    -- The hash of the last entry that retention has removed, which the first entry that is left follows.
    add column removed_hash bytea  not null default '',
    -- Chains are numbered in the order of their making, so that one that is missing leaves a gap. That of the installation bears the
    -- number of the latest.
    add column number       bigint not null default 0,
    add column seal         bytea  not null default '';

-- An entry from which an erasure took a person keeps its hash, which the next one follows; this seals what is left of it.
alter table audit_events add column redaction_seal bytea;

create or replace function refuse_audit_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('sei.audit_retention', true) = 'on' then
        return old;
    end if;
    if tg_op = 'UPDATE' and current_setting('sei.audit_redaction', true) = 'on' then
        return new;
    end if;
    raise exception 'audit events are append-only';
end
$$;
