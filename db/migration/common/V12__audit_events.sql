-- Who did what to which object, and who was not let. Append-only: every row is bound to the one before it of its chain by a keyed
-- hash, and the head of each chain is kept apart, so that neither a changed nor a missing row goes unnoticed. The objects are named,
-- not referenced: the record outlives them.
create table audit_events (
    id              uuid        not null,
    -- The organization concerned; null for what concerns the installation.
    organization_id uuid,
    -- The organization, or zeroes.
    chain           uuid        not null,
    position        bigint      not null,
    occurred_at     timestamptz not null,
    outcome         text        not null,
    actor           text        not null,
    actor_role      text,
    action          text        not null,
    object_type     text,
    object_id       text,
    -- json, not jsonb: the text itself is hashed.
    before          json,
    after           json,
    request_id      text,
    address         text,
    previous_hash   bytea       not null,
    hash            bytea       not null,
    constraint audit_events_pkey primary key (id),
    constraint audit_events_chain_key unique (chain, position),
    constraint audit_events_outcome_check check (outcome in ('done', 'denied'))
);
create index audit_events_object_idx on audit_events (chain, object_type, object_id, position);
create index audit_events_time_idx on audit_events (occurred_at);

create table audit_heads (
    chain    uuid   not null,
    position bigint not null,
    hash     bytea  not null,
    -- What retention has removed ends here.
    removed_until bigint not null default 0,
    constraint audit_heads_pkey primary key (chain)
);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('sei.audit_retention', true) = 'on' then
        return old;
    end if;
    raise exception 'audit events are append-only';
end
$$;
create trigger audit_events_append_only before update or delete on audit_events
    for each row execute function refuse_audit_change();
create trigger audit_events_no_truncate before truncate on audit_events
    for each statement execute function refuse_audit_change();
